using System.Globalization;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Protocol.Rsp.Es8;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Conformance.Euicc;

/// <summary>Expectations of how a load ends. SGP.22 v2.5 §2.5.6, §3.1.3.3, §5.7.6.</summary>
internal static class InstallationResults
{
    /// <summary>Loads a package, and expects that its Profile is there then, disabled, and that this is told.</summary>
    internal static async Task<TestProfile> ExpectInstalledAsync(
        this EuiccBench bench, PlayedSession session, StoreMetadataRequest metadata, IEnumerable<Octets> segments, int blockSize = 255)
    {
        bench.Step("the package is loaded");
        Signed<ProfileInstallationResult> result = await bench.LoadAsync(segments, blockSize);
        ProfileInstallationResultData data = bench.ExpectResult(session, result);
        bench.Expect(data.FinalResult is FinalResult.Success, "finalResult is successResult", Text(data.FinalResult));
        SuccessResult success = ((FinalResult.Success)data.FinalResult).Value;
        bench.ExpectEqual(data.NotificationMetadata.Iccid, metadata.Iccid, "iccid in notificationMetadata");
        bench.ExpectAid(session.Before, success.Aid);
        PackageAnswer answer = PackageAnswer.Read(success.SimaResponse);
        bench.Expect(!answer.IsAborted && answer.Unreadable.IsEmpty, "simaResponse is an EUICCResponse of a package that was taken", success.SimaResponse.ToString());
        await bench.ExpectKeptAsync(result);
        Belongings now = await Belongings.ReadAsync(bench);
        ProfileInfo? profile = now.Profiles.FirstOrDefault(one => one.Iccid == metadata.Iccid);
        bench.Expect(profile is not null, $"GetProfilesInfo has a Profile {metadata.Iccid}");
        bench.ExpectOctets(profile!.IsdpAid ?? default, success.Aid, "isdpAid of the new Profile is the one of the result");
        bench.ExpectEqual(profile.ProfileState, ProfileState.Disabled, "profileState of the new Profile");
        bench.ExpectEqual(now.Profiles.Count, session.Before.Profiles.Count + 1, "the number of Profiles");
        bench.ExpectInstallNotifications(session, metadata, now);
        return new TestProfile(metadata.Iccid, success.Aid, metadata) { Result = result };
    }

    /// <summary>Loads a package, and expects that it is refused: the result says why and is kept, and nothing else is left.</summary>
    /// <param name="bench">The bench.</param>
    /// <param name="session">The session in which the download was prepared.</param>
    /// <param name="segments">The package.</param>
    /// <param name="commands">The steps at which the eUICC may stop.</param>
    /// <param name="reasons">The reasons that are right.</param>
    internal static async Task ExpectRefusedAsync(
        this EuiccBench bench, PlayedSession session, IEnumerable<Octets> segments, SequenceOf<BppCommandId> commands, SequenceOf<ErrorReason> reasons)
    {
        bench.Step("the package is loaded");
        Signed<ProfileInstallationResult> result = await bench.LoadAsync(segments);
        ErrorResult error = bench.ExpectError(session, result, [.. reasons]);
        bench.ExpectOneOf(error.BppCommandId, "bppCommandId", [.. commands]);
        await bench.ExpectNothingButToldAsync(session, result);
        await bench.ExpectOverAsync(session.Server);
    }

    /// <summary>Expects a result that is an error.</summary>
    internal static ErrorResult ExpectError(this EuiccBench bench, PlayedSession session, Signed<ProfileInstallationResult> result, params ErrorReason[] reasons)
    {
        ProfileInstallationResultData data = bench.ExpectResult(session, result);
        bench.Expect(data.FinalResult is FinalResult.Error, "finalResult is errorResult", Text(data.FinalResult));
        ErrorResult error = ((FinalResult.Error)data.FinalResult).Value;
        bench.ExpectOneOf(error.ErrorReason, "errorReason", reasons);
        if (error.BppCommandId < BppCommandId.StoreMetadata)
            bench.ExpectEqual(data.NotificationMetadata.Iccid, null, "iccid in notificationMetadata, before StoreMetadata");
        if (error.SimaResponse is { } sima) bench.Expect(PackageAnswer.Read(sima).Unreadable.IsEmpty, "simaResponse can be read", sima.ToString());
        return error;
    }

    /// <summary>Expects a signed result of this session.</summary>
    internal static ProfileInstallationResultData ExpectResult(this EuiccBench bench, PlayedSession session, Signed<ProfileInstallationResult> result)
    {
        bench.ExpectDer<ProfileInstallationResult>(result.Encoded);
        Signed<ProfileInstallationResultData> data = result.Value.ProfileInstallationResultData;
        bench.ExpectSigned(data.Encoded, result.Value.EuiccSignPIR, session.Euicc, "euiccSignPIR");
        bench.ExpectEqual(data.Value.TransactionId, session.Server.TransactionId, "transactionId of the result");
        bench.ExpectEqual(data.Value.SmdpOid, session.Server.Pki.DpPb.Extensions.RegisteredIds[0], "smdpOid of the result");
        NotificationMetadata told = data.Value.NotificationMetadata;
        bench.ExpectEqual(told.ProfileManagementOperation, NotificationEvent.NotificationInstall, "profileManagementOperation of the result");
        bench.ExpectEqual(told.NotificationAddress, session.Server.Address, "notificationAddress of the result");
        long highest = session.Before.Notifications.Select(one => one.SeqNumber).DefaultIfEmpty(-1).Max();
        string expected = string.Create(CultureInfo.InvariantCulture, $"seqNumber is above {highest}, the highest of the notifications that waited");
        bench.Expect(told.SeqNumber > highest, expected, $"{told.SeqNumber}");
        return data.Value;
    }

    /// <summary>Expects that a result waits as a notification, octet by octet, and that nothing else has changed.</summary>
    internal static async Task ExpectNothingButToldAsync(this EuiccBench bench, PlayedSession session, Signed<ProfileInstallationResult> result)
    {
        await bench.ExpectKeptAsync(result);
        Belongings now = await Belongings.ReadAsync(bench);
        NotificationMetadata told = result.Value.ProfileInstallationResultData.Value.NotificationMetadata;
        bench.ExpectNoDifference(session.Before with { Notifications = [.. session.Before.Notifications, told] }, now);
    }

    /// <summary>Expects that nothing has changed since the session began.</summary>
    internal static async Task ExpectUnchangedAsync(this EuiccBench bench, Belongings before)
    {
        bench.Step("what is on the card is read");
        bench.ExpectNoDifference(before, await Belongings.ReadAsync(bench));
    }

    /// <summary>What came, for a report: "successResult", "errorResult: storeMetadata (2), pprNotAllowed (15)".</summary>
    internal static string Text(FinalResult result) => result is FinalResult.Error { Value: var error }
        ? $"errorResult: {Running.Bench.CodeText(error.BppCommandId)}, {Running.Bench.CodeText(error.ErrorReason)}"
        : "successResult";

    private static void ExpectNoDifference(this EuiccBench bench, Belongings expected, Belongings now)
    {
        string[] differences = [.. expected.DifferencesTo(now)];
        bench.Expect(differences.Length == 0, "no Profile came, went or changed, and no notification that was not told of", string.Join(" ", differences));
    }

    private static async Task ExpectKeptAsync(this EuiccBench bench, Signed<ProfileInstallationResult> result)
    {
        bench.Step("the notification is retrieved");
        NotificationSearchCriteria criteria = new NotificationSearchCriteria.SeqNumber(result.Value.ProfileInstallationResultData.Value.NotificationMetadata.SeqNumber);
        RetrieveNotificationsListResponse response = await bench.CallAsync(new RetrieveNotificationsListRequest { SearchCriteria = criteria });
        SequenceOf<Signed<PendingNotification>> found = response is RetrieveNotificationsListResponse.Ok { Value: var list } ? list : [];
        bench.Expect(found.Count == 1, "one notification with the result's seqNumber", response.ToString());
        bench.ExpectOctets(found[0].Encoded, result.Encoded, "the notification is the result that was answered");
    }

    /// <summary>SGP.02 §2.2.3, SGP.22 §2.4.5: the AID of an ISD-P, with a number that the eUICC chooses, '0010' and above.</summary>
    private static void ExpectAid(this EuiccBench bench, Belongings before, Octets aid)
    {
        string digits = aid.ToString();
        bool isOne = digits.Length == 32 && digits.StartsWith("A0000005591010FFFFFFFF8900", StringComparison.Ordinal) && digits.EndsWith("00", StringComparison.Ordinal)
            && int.Parse(digits.AsSpan(26, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture) >= 0x10;
        bench.Expect(isOne, "aid is A0000005591010FFFFFFFF8900 XXXX 00, with XXXX from '0010' on", digits);
        bench.Expect(before.Profiles.All(one => one.IsdpAid != aid), "aid is one that no other Profile has", digits);
    }

    private static void ExpectInstallNotifications(this EuiccBench bench, PlayedSession session, StoreMetadataRequest metadata, Belongings now)
    {
        string[] wanted = [.. (metadata.NotificationConfigurationInfo ?? []).Where(one => one.ProfileManagementOperation.HasFlag(NotificationEvent.NotificationInstall))
            .Select(one => one.NotificationAddress).Append(session.Server.Address).Order(StringComparer.Ordinal)];
        NotificationMetadata[] added = [.. now.Notifications.Except(session.Before.Notifications)];
        string[] addresses = [.. added.Select(one => one.NotificationAddress).Order(StringComparer.Ordinal)];
        bench.Expect(addresses.SequenceEqual(wanted), $"notifications of the installation for {string.Join(", ", wanted)}", string.Join(", ", addresses));
        bool areOfIt = added.All(one => one.ProfileManagementOperation == NotificationEvent.NotificationInstall && one.Iccid == metadata.Iccid);
        bench.Expect(areOfIt, "each is of the installation of this Profile", string.Join(", ", added.Select(one => one.ToString())));
    }
}
