using System.Security.Cryptography;
using System.Text;
using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Euicc;
using EuiccSim.Conformance.Lpas.Seen;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Testing;
using static EuiccSim.Conformance.Lpas.Cases.LpaRow;

namespace EuiccSim.Conformance.Lpas.Cases;

/// <summary>4.4: Confirmation Codes.</summary>
internal static class ConfirmationCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Download("LPAd/confirmation-hash", "SGP.22 §5.7.5", "hashCc is SHA-256 of SHA-256 of the code and the transactionId", async bench =>
        {
            (LpaScene scene, OrderedProfile order) = await OrderAsync(bench);
            LpaVisit visit = await bench.DownloadAsync(order, Right);
            ExpectHash(bench, visit, Right);
            await bench.ExpectInstalledAsync(scene, visit, order);
        }, LpaOption.ConfirmationCode),
        Download("LPAd/confirmation-by-server", "SGP.22 §3.1.3", "The server decides whether a code is needed, also where the Activation Code does not say so", async bench =>
        {
            (LpaScene scene, OrderedProfile order) = await OrderAsync(bench);
            LpaVisit visit = await bench.CallAsync(new LpaCall.Download(order.CodeText(oid: null), Right));
            ExpectHash(bench, visit, Right);
            await bench.ExpectInstalledAsync(scene, visit, order);
        }, LpaOption.ConfirmationCode),
        Download("LPAd/confirmation-retry", "SGP.22 §3.1.3", "After a code that the server refuses (8.2.7/3.8) nothing is installed, and the right one can be entered then", async bench =>
        {
            (LpaScene scene, OrderedProfile order) = await OrderAsync(bench);
            LpaVisit refused = await bench.DownloadAsync(order, Wrong);
            ExpectHash(bench, refused, Wrong);
            await bench.ExpectNotInstalledAsync(scene, refused, order);
            LpaVisit again = await bench.DownloadAsync(order, Right);
            await bench.ExpectInstalledAsync(scene, again, order);
            ExpectHash(bench, again, Right);
        }, LpaOption.ConfirmationCode),
        Download("LPAd/confirmation-exhausted", "SGP.22 §3.1.3", "After more wrong codes than the server bears (8.2.7/6.4) the download ends for good", async bench =>
        {
            LpaScene scene = await bench.OpenAsync(new() { World = options => options with { Server = server => options.Server!(server) with { MaxRefusedConfirmationCodes = 0 } } });
            OrderedProfile order = await scene.OrderAsync(new() { MatchingId = "CASE-1", ConfirmationCode = Right });
            LpaVisit visit = await bench.DownloadAsync(order, Wrong);
            await bench.ExpectNotInstalledAsync(scene, visit, order);
            bench.ExpectEndsAfter(visit, Es9Function.GetBoundProfilePackage);
        }, LpaOption.ConfirmationCode),
        Download("LPAd/confirmation-missing", "SGP.22 §3.1.3, §3.0.2", "Without a code that the server wants the package is not asked for, and an open session is cancelled", async bench =>
        {
            (LpaScene scene, OrderedProfile order) = await OrderAsync(bench);
            // Not said in the Activation Code: it turns out when the server has shown the profile.
            LpaVisit visit = await bench.CallAsync(new LpaCall.Download(order.CodeText(oid: null)));
            await bench.ExpectNotInstalledAsync(scene, visit, order);
            bench.ExpectNotCalled(visit, Es9Function.GetBoundProfilePackage);
            bench.ExpectCancelled(visit, CancelSessionReason.EndUserRejection, CancelSessionReason.Postponed, CancelSessionReason.Timeout, CancelSessionReason.UndefinedReason);
        }),
    ];

    private static async Task<(LpaScene, OrderedProfile)> OrderAsync(LpaBench bench)
    {
        LpaScene scene = await bench.OpenAsync();
        return (scene, await scene.OrderAsync(new() { MatchingId = "CASE-1", ConfirmationCode = Right }));
    }

    private static void ExpectHash(LpaBench bench, LpaVisit visit, string code)
    {
        Octets request = LpaBench.Need(visit.Es10Of(Es10Tag.PrepareDownload), "PrepareDownload").Request;
        PrepareDownloadRequest prepare = EuiccBench.Decode<PrepareDownloadRequest>(request, "PrepareDownload of the LPA").Value;
        byte[] inner = SHA256.HashData(Encoding.UTF8.GetBytes(code));
        Octets expected = Octets.Wrap(SHA256.HashData([.. inner, .. prepare.SmdpSigned2.Value.TransactionId.Octets.Span]));
        bench.Expect(prepare.HashCc is not null, "PrepareDownload has hashCc", "it is absent");
        bench.ExpectOctets(prepare.HashCc!.Value, expected, "hashCc");
    }

    private const string Right = "4711";
    private const string Wrong = "0815";
}
