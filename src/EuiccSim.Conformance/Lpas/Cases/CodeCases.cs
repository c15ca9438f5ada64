using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Lpas.Seen;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Testing;
using static EuiccSim.Conformance.Lpas.Cases.LpaRow;

namespace EuiccSim.Conformance.Lpas.Cases;

/// <summary>4.4: Activation Codes in all forms of SGP.22 §4.1, and downloads without one.</summary>
internal static class CodeCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Good("LPAd/code-plain", "An Activation Code without LPA: before it, as it is typed", (_, order) => order.Code.ToString()),
        Good("LPAd/code-oid", "An Activation Code with the SM-DP+ OID that the server has", (bench, order) => order.CodeText(bench.Stage.SmdpOid)),
        Good("LPAd/code-capitals", "The address in an Activation Code may be in capitals", (_, order) => order.CodeText().ToUpperInvariant()),
        Good("LPAd/code-flag", "An Activation Code with the Confirmation Code Required Flag and no OID", (_, order) => order.CodeText(oid: null, confirmation: true), Confirmation),
        Good("LPAd/code-oid-flag", "An Activation Code with OID and Confirmation Code Required Flag", (bench, order) => order.CodeText(bench.Stage.SmdpOid, confirmation: true), Confirmation),
        Good("LPAd/code-later-fields", "Fields of a later version at the end of an Activation Code are passed over", (_, order) => order.CodeText(oid: null, confirmation: true) + "$LATER", Confirmation),
        Download("LPAd/code-empty-token", "SGP.22 §4.1, §3.1.3", "With an empty token the server is asked for what waits for the eUICC", async bench =>
        {
            LpaScene scene = await bench.OpenAsync();
            OrderedProfile order = await OrderForEuiccAsync(scene);
            LpaVisit visit = await bench.DownloadAsync(order);
            await bench.ExpectInstalledAsync(scene, visit, order);
            ExpectNoMatchingId(bench, visit);
        }),
        Of("LPAd/default-smdp", "SGP.22 §3.1.3, §5.7.3", "Without an Activation Code the default SM-DP+ of the eUICC is asked for what waits for it", async bench =>
        {
            LpaScene scene = await bench.OpenAsync();
            OrderedProfile order = await OrderForEuiccAsync(scene);
            await bench.ArrangeAsync("the SM-DP+ becomes the eUICC's default", () => scene.Device.WithLpaAsync(lpa => lpa.Es10a.SetDefaultDpAddressAsync(order.Code.SmdpAddress)));
            LpaVisit visit = await bench.CallAsync(new LpaCall.Download(null));
            await bench.ExpectInstalledAsync(scene, visit, order);
            ExpectNoMatchingId(bench, visit);
        }, LpaOption.DefaultSmdp),
        Of("LPAd/no-default-smdp", "SGP.22 §5.7.3", "Without an Activation Code and a default SM-DP+ nobody is asked, and the user is told", async bench =>
        {
            await bench.OpenAsync();
            LpaVisit visit = await bench.CallAsync(new LpaCall.Download(null));
            bench.ExpectNothingSent(visit);
            bench.ExpectFailed(visit);
        }, LpaOption.DefaultSmdp),
    ];

    /// <summary>A code that leads to a profile.</summary>
    private static ConformanceCase Good(string id, string title, Func<LpaBench, OrderedProfile, string> code, string? confirmationCode = null) => Download(id, "SGP.22 §4.1", title, async bench =>
    {
        LpaScene scene = await bench.OpenAsync();
        OrderedProfile order = await scene.OrderAsync(new() { MatchingId = "CASE-1", ConfirmationCode = confirmationCode });
        LpaVisit visit = await bench.CallAsync(new LpaCall.Download(code(bench, order), confirmationCode));
        await bench.ExpectInstalledAsync(scene, visit, order);
        bench.ExpectEqual(RelayCases.ContextOf(visit).MatchingId, order.Code.MatchingId, "matchingId");
    }, confirmationCode is null ? [] : [LpaOption.ConfirmationCode]);

    private static Task<OrderedProfile> OrderForEuiccAsync(LpaScene scene) => scene.OrderAsync(new OrderConfirmation { Eid = scene.Device.Eid, MatchingId = "" });

    private static void ExpectNoMatchingId(LpaBench bench, LpaVisit visit) =>
        bench.Expect(string.IsNullOrEmpty(RelayCases.ContextOf(visit).MatchingId), "matchingId is absent or empty", RelayCases.ContextOf(visit).MatchingId);

    private const string Confirmation = "4711";
}
