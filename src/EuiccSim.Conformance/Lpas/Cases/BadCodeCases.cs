using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Lpas.Seen;
using EuiccSim.Testing;
using static EuiccSim.Conformance.Lpas.Cases.LpaRow;

namespace EuiccSim.Conformance.Lpas.Cases;

/// <summary>4.4: what is no Activation Code is told to the user, and to nobody else.</summary>
internal static class BadCodeCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Bad("LPAd/bad-code-format", "Of another format than 1", (server, token) => $"LPA:2${server}${token}"),
        Bad("LPAd/bad-code-no-address", "Without an address", (_, token) => $"LPA:1$${token}"),
        Bad("LPAd/bad-code-no-token", "Without the field of the token", (server, _) => $"LPA:1${server}"),
        Bad("LPAd/bad-code-oid", "With something as OID that is none", (server, token) => $"LPA:1${server}${token}$no-oid"),
        Bad("LPAd/bad-code-long", "Longer than 255 characters", (server, token) => $"LPA:1${server}${token}{new string('0', 255)}"),
        Bad("LPAd/bad-code-text", "Another text, that of a link for one", (server, _) => $"https://{server}/esim"),
        Download("LPAd/bad-code-other-oid", "SGP.22 §4.1, §3.1.3", "A server whose certificate has another OID than the Activation Code names is not trusted with a download", async bench =>
        {
            LpaScene scene = await bench.OpenAsync();
            OrderedProfile order = await scene.OrderAsync();
            LpaVisit visit = await bench.CallAsync(new LpaCall.Download(order.CodeText(new("2.999.11"))));
            await bench.ExpectNotInstalledAsync(scene, visit, order);
            bench.ExpectNotCalled(visit, Es9Function.GetBoundProfilePackage);
        }),
    ];

    private static ConformanceCase Bad(string id, string title, Func<string, string, string> code) => Download(id, "SGP.22 §4.1", $"{title}: no Activation Code, and nothing is sent", async bench =>
    {
        LpaScene scene = await bench.OpenAsync();
        OrderedProfile order = await scene.OrderAsync();
        LpaVisit visit = await bench.CallAsync(new LpaCall.Download(code(order.Code.SmdpAddress, order.Code.MatchingId)));
        bench.ExpectNothingSent(visit);
        await bench.ExpectNotInstalledAsync(scene, visit, order);
    });
}
