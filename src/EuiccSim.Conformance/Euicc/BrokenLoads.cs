using EuiccSim.Conformance.Judging;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;

namespace EuiccSim.Conformance.Euicc;

/// <summary>Expectations of loads that do not come to their end. SGP.22 v2.5 §2.5.6, §3.1.3.3.</summary>
internal static class BrokenLoads
{
    /// <summary>
    /// Sends segments that are no package. The eUICC says so by a result, or refuses a segment by its status word; SGP.22 names no status for
    /// this, nor the step. Nothing is installed, and if there is a result, it is signed and kept.
    /// </summary>
    internal static async Task ExpectBrokenOffAsync(this EuiccBench bench, PlayedSession session, IEnumerable<Octets> segments)
    {
        bench.Step("the package is loaded");
        ResponseApdu last = await bench.SendUntilAsync(segments);
        if (!last.Data.IsEmpty)
        {
            Signed<ProfileInstallationResult> result = EuiccBench.Decode<ProfileInstallationResult>(last.Data, nameof(ProfileInstallationResult));
            bench.ExpectError(session, result, s_broken);
            await bench.ExpectNothingButToldAsync(session, result);
            return;
        }
        bench.ExpectStatus(last.Status, "69XX", "6AXX");
        bench.Step("the session is cancelled");
        await bench.CallAsync(new CancelSessionRequest { TransactionId = session.Server.TransactionId, Reason = CancelSessionReason.LoadBppExecutionError });
        await bench.ExpectUnchangedAsync(session.Before);
    }

    /// <summary>Expects that a reset in the middle of a load was told, by one signed result, and that nothing of the Profile is there.</summary>
    internal static async Task ExpectInterruptionToldAsync(this EuiccBench bench, PlayedSession session)
    {
        bench.Step("the notifications are read");
        Belongings now = await Belongings.ReadAsync(bench);
        NotificationMetadata[] added = [.. now.Notifications.Except(session.Before.Notifications)];
        bench.Expect(added.Length == 1, "one notification of the installation", string.Join(", ", added.Select(one => one.ToString())));
        NotificationSearchCriteria criteria = new NotificationSearchCriteria.SeqNumber(added[0].SeqNumber);
        RetrieveNotificationsListResponse response = await bench.CallAsync(new RetrieveNotificationsListRequest { SearchCriteria = criteria });
        SequenceOf<Signed<PendingNotification>> found = response is RetrieveNotificationsListResponse.Ok { Value: var list } ? list : [];
        bench.Expect(found.Count == 1 && found[0].Value is PendingNotification.ProfileInstallationResult, "it is a ProfileInstallationResult", response.ToString());
        Signed<ProfileInstallationResult> result = EuiccBench.Decode<ProfileInstallationResult>(found[0].Encoded, nameof(ProfileInstallationResult));
        bench.ExpectError(session, result, ErrorReason.InstallFailedDueToInterruption);
        await bench.ExpectNothingButToldAsync(session, result);
    }

    /// <summary>Sends segments until one is answered by more than '9000', or by less.</summary>
    /// <returns>The last answer.</returns>
    internal static async Task<ResponseApdu> SendUntilAsync(this EuiccBench bench, IEnumerable<Octets> segments)
    {
        ResponseApdu last = ResponseApdu.Ok;
        foreach (Octets segment in segments)
        {
            last = await bench.StoreDataAsync(segment);
            if (!last.Status.IsOk || !last.Data.IsEmpty) return last;
        }
        throw new VerdictException(Verdict.Fail, "expected: a result, or a refusal; came: '9000' to every segment", new("a result, or a refusal", "'9000' to every segment"));
    }

    /// <summary>What a package may be called that is not built as it should be.</summary>
    private static readonly ErrorReason[] s_broken =
    [
        ErrorReason.Scp03tStructureError, ErrorReason.Scp03tSecurityError, ErrorReason.IncorrectInputValues, ErrorReason.InstallFailedDueToInterruption,
        ErrorReason.InstallFailedDueToUnknownError,
    ];
}
