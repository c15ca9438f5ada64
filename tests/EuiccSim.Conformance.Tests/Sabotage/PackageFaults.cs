using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Testing;
using static EuiccSim.Conformance.Tests.Sabotage.Faults;

namespace EuiccSim.Conformance.Tests.Sabotage;

/// <summary>What is not verified in a Bound Profile Package: where the good card refuses it for one reason, this one says that it is installed.</summary>
internal static class PackageFaults
{
    private const string Area = "protection and contents of packages";

    internal static IEnumerable<CardSabotage> All =>
    [
        Forgives("MACs are not verified", "§2.6.4", "4.2.3 4.2.4 4.2.5 4.2.6 4.2.7", ErrorReason.Scp03tSecurityError),
        Forgives("the blocks may be cut and ordered in any way", "§2.5.5", "4.2.4 4.2.5 4.2.6 4.2.7 4.2.11", ErrorReason.Scp03tStructureError),
        Forgives("smdpSign is not verified", "§5.5.1", "4.2.3", ErrorReason.InvalidSignature),
        Forgives("the transactionId of 'BF23' is not compared", "§5.5.1", "4.2.3", ErrorReason.InvalidTransactionId),
        Forgives("the control reference template is not looked at", "§5.5.1", "4.2.3", ErrorReason.UnsupportedCrtValues),
        Forgives("the type of the remote operation is not looked at", "§5.5.1", "4.2.3", ErrorReason.UnsupportedRemoteOperationType),
        Forgives("values of commands are not looked at", "§5.5.2, §5.5.3", "4.2.4 4.2.5", ErrorReason.IncorrectInputValues),
        Forgives("an ICCID may be on the card twice", "§5.5.3", "4.2.5", ErrorReason.InstallFailedDueToIccidAlreadyExistsOnEuicc),
        Forgives("the header of the package may name another ICCID than the metadata", "§2.5.3", "4.2.7", ErrorReason.InstallFailedDueToDataMismatch),
        Forgives("elements that cannot be installed are passed over", "§2.5.6", "4.2.7", ErrorReason.InstallFailedDueToPEProcessingError),
        Forgives("any key will do for a Test Profile", "§2.4.5.4", "4.2.7", ErrorReason.TestProfileInstallFailedDueToInvalidNaaKey),
        Forgives("policy rules that are not allowed are taken", "§2.9.2", "4.2.18 4.2.19 4.2.5 4.2.11 5.2.1 5.2.2", ErrorReason.PprNotAllowed),
    ];

    private static CardSabotage Forgives(string name, string section, string cases, ErrorReason reason) => new(Area, name, $"SGP.22 {section}", cases, "finalResult is errorResult", pki =>
        new Es10Fault((command, card) => card(command).With(answer => Is(answer, "BF37") && Try<ProfileInstallationResult>(answer) is { } result
            && result.ProfileInstallationResultData.Value.FinalResult is FinalResult.Error { Value.ErrorReason: var said } && said == reason ? Asn1Codec.Encode(result.Signing(pki, Installed)) : answer)));

    private static ProfileInstallationResultData Installed(ProfileInstallationResultData data) => data with
    {
        FinalResult = new FinalResult.Success(new() { Aid = Octets.FromHex("A0000005591010FFFFFFFF8900001F00"), SimaResponse = Octets.FromHex("3007A0053003800100") }),
    };
}
