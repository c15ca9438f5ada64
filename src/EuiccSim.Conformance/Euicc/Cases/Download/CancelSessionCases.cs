using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Roles;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10b;
using static EuiccSim.Conformance.Euicc.Cases.CaseRow;

namespace EuiccSim.Conformance.Euicc.Cases.Download;

/// <summary>4.2.19: CancelSession, for each reason at each stage of a download.</summary>
internal static class CancelSessionCases
{
    private static readonly (string Word, string Title, Func<EuiccBench, Task<PlayedSession>> ReachAsync)[] s_stages =
    [
        ("authenticated", "after AuthenticateServer", bench => bench.AuthenticatedAsync()),
        ("prepared", "after PrepareDownload", bench => bench.PreparedAsync()),
        ("loading", "while a package is loaded", LoadingAsync),
    ];

    internal static IEnumerable<ConformanceCase> All =>
    [
        .. ForeignServerCases.CancelSession,
        .. from stage in s_stages from reason in Enum.GetValues<CancelSessionReason>() select Installs(
            $"4.2.19/{stage.Word}-{StandardName.Of(reason)}", "SGP.22 §5.7.14",
            $"Cancelled {stage.Title} with {StandardName.Of(reason)}: the eUICC signs it, and the session is over", async bench =>
            {
                PlayedSession session = await stage.ReachAsync(bench);
                await bench.ExpectCancelledAsync(session.Server, session.Euicc, reason);
                await bench.ExpectOverAsync(session.Server);
                await bench.ExpectUnchangedAsync(session.Before);
            }),
        .. s_stages.Select(stage => Installs(
            $"4.2.19/{stage.Word}-other-transaction", "SGP.22 §5.7.14", $"Another transactionId cancels nothing {stage.Title}", async bench =>
            {
                PlayedSession session = await stage.ReachAsync(bench);
                bench.Step("another session is cancelled");
                Octets other = BoundPackage.Damage(session.Server.TransactionId.Octets, -1);
                CancelSessionRequest request = new() { TransactionId = TransactionId.FromOctets(other), Reason = CancelSessionReason.EndUserRejection };
                CancelSessionResponse response = await bench.CallAsync(request);
                bench.Expect(response is CancelSessionResponse.Error, "cancelSessionResponseError", Sessions.Text(response));
                bench.ExpectCode(((CancelSessionResponse.Error)response).Value, CancelSessionResponseError.InvalidTransactionId, "cancelSessionResponseError");
            })),
        Installs("4.2.19/loaded", "SGP.22 §5.7.14", "After a package was loaded there is no session to cancel", async bench =>
        {
            PlayedSession session = await bench.PreparedAsync();
            await bench.ArrangeAsync("the package is loaded", () => bench.LoadAsync(session.Bind().Segments()));
            await bench.ExpectOverAsync(session.Server);
        }),
        Installs("4.2.19/loading-no-result", "SGP.22 §5.7.14", "After a load was cancelled, a reset has nothing to tell of it", async bench =>
        {
            PlayedSession session = await LoadingAsync(bench);
            await bench.ExpectCancelledAsync(session.Server, session.Euicc, CancelSessionReason.LoadBppExecutionError);
            bench.Step("the card is reset");
            await bench.ResetAsync();
            await bench.ExpectUnchangedAsync(session.Before);
        }, EuiccDeclaration.RawApdus),
        Installs("4.2.19/rest-of-package", "SGP.22 §5.7.6, §5.7.14", "After a load was cancelled, the rest of its package is not taken", async bench =>
        {
            PlayedSession session = await bench.PreparedAsync();
            List<Octets> segments = session.Bind().Segments();
            await bench.ArrangeAsync("the package is loaded but for its last segment", () => bench.SendAsync(segments.SkipLast(1)));
            await bench.ExpectCancelledAsync(session.Server, session.Euicc, CancelSessionReason.LoadBppExecutionError);
            bench.Step("the last segment is sent");
            await bench.RefusedAsync(segments[^1], "69XX", "6AXX");
            await bench.ExpectUnchangedAsync(session.Before);
        }),
    ];

    private static async Task<PlayedSession> LoadingAsync(EuiccBench bench)
    {
        PlayedSession session = await bench.PreparedAsync();
        await bench.ArrangeAsync("the package is loaded up to its metadata", () => bench.SendAsync(session.Bind().Segments().Take(4)));
        return session;
    }
}
