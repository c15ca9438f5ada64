using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Testing;
using static EuiccSim.Conformance.Tests.Sabotage.Faults;

namespace EuiccSim.Conformance.Tests.Sabotage;

/// <summary>What comes of a package: the Profile, and the result that is told.</summary>
internal static class InstallationFaults
{
    private const string Area = "installation";

    internal static IEnumerable<CardSabotage> All =>
    [
        Row("euiccSignPIR is wrong", "4.2.11/nist", "euiccSignPIR", (_, result, _) => result with { EuiccSignPIR = Damaged(result.EuiccSignPIR) }),
        Signs("transactionId in the result is not the session's", "4.2.11/nist", "transactionId", data => data with { TransactionId = TransactionId.Parse("0A0B0C0D") }),
        Signs("smdpOid in the result is not the server's", "4.2.11/nist", "smdpOid", data => data with { SmdpOid = new ObjectIdentifier("2.999.7") }),
        Signs("the result names another ICCID", "4.2.11/nist", "iccid", data => data with { NotificationMetadata = data.NotificationMetadata with { Iccid = Iccid.WithCheckDigit("8988211999999999999") } }),
        Signs("the result goes to another server", "4.2.11/nist", "notificationAddress", data => data with { NotificationMetadata = data.NotificationMetadata with { NotificationAddress = "elsewhere.example.com" } }),
        Signs("the result names another ISD-P", "4.2.11/nist", "aid", data => data.FinalResult is FinalResult.Success { Value: var success }
            ? data with { FinalResult = new FinalResult.Success(success with { Aid = Damaged(success.Aid) }) } : data),
        Signs("every failure is installFailedDueToUnknownError", "4.2.7 4.2.5 4.2.3", "errorReason", data => data.FinalResult is FinalResult.Error { Value: var error }
            ? data with { FinalResult = new FinalResult.Error(error with { ErrorReason = ErrorReason.InstallFailedDueToUnknownError }) } : data),
        Row("the result is not kept", "4.2.11/nist", "", (_, result, card) =>
        {
            card(Asn1Codec.Encode(new NotificationSentRequest { SeqNumber = result.ProfileInstallationResultData.Value.NotificationMetadata.SeqNumber }));
            return result;
        }),
        Row("a new Profile is enabled", "4.2.11/nist", "profileState", (_, result, card) =>
        {
            if (result.ProfileInstallationResultData.Value is { FinalResult: FinalResult.Success, NotificationMetadata.Iccid: { } iccid })
                card(Asn1Codec.Encode(new EnableProfileRequest { ProfileIdentifier = new ProfileIdentifier.Iccid(iccid), RefreshFlag = false }));
            return result;
        }),
        Row("a new Profile is gone as soon as it was told", "4.2.11/nist", "GetProfilesInfo", (_, result, card) =>
        {
            if (result.ProfileInstallationResultData.Value is { FinalResult: FinalResult.Success, NotificationMetadata.Iccid: { } iccid }) card(Asn1Codec.Encode(new DeleteProfileRequest.Iccid(iccid)));
            return result;
        }),
        Lists("names are cut at 16 characters", "4.2.5/names-*", "the metadata that were stored", one => one with { ProfileName = one.ProfileName is { Length: > 16 } name ? name[..16] : one.ProfileName }),
        Lists("the icon is lost", "4.2.5/icon-*", "the metadata that were stored", one => one with { Icon = null, IconType = null }),
        Lists("every Profile is operational", "4.2.5/test 4.2.20", "no Profile of another class", one => one with { ProfileClass = one.ProfileClass is null ? null : ProfileClass.Operational }),
        Lists("the owner is lost", "4.2.5/owner*", "the metadata that were stored", one => one with { ProfileOwner = null }),
        Lists("policy rules are lost", "4.2.20/tag-99", "99020640", one => one with { ProfilePolicyRules = null }),
    ];

    private static CardSabotage Lists(string name, string cases, string words, Func<ProfileInfo, ProfileInfo> change) => new(Area, name, "SGP.22 §5.7.15", cases, words, _ =>
        Changes<ProfileInfoListResponse>("BF2D", answer => answer is ProfileInfoListResponse.Ok { Value: var list } ? new ProfileInfoListResponse.Ok(SequenceOf.From(list.Select(change))) : answer));

    private static CardSabotage Signs(string name, string cases, string words, Func<ProfileInstallationResultData, ProfileInstallationResultData> change) =>
        Row(name, cases, words, (pki, result, _) => result.Signing(pki, change));

    private static CardSabotage Row(string name, string cases, string words, Func<RspPki, ProfileInstallationResult, Func<Octets, ResponseApdu>, ProfileInstallationResult> change) =>
        new(Area, name, "SGP.22 §2.5.6, §5.7.6", cases, words, pki => new Es10Fault((command, card) => card(command).With(answer =>
            Is(answer, "BF37") && Try<ProfileInstallationResult>(answer) is { } result ? Asn1Codec.Encode(change(pki, result, card)) : answer)));
}
