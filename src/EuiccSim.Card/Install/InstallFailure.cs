using EuiccSim.Card.Profiles;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Card.Install;

/// <summary>Why a profile package was not installed.</summary>
/// <param name="Reason">The reason in the ProfileInstallationResult. SGP.22 v2.5 §2.5.6.</param>
/// <param name="Fault">The element at fault, its status, and the rule in words, which no result tells.</param>
internal sealed record InstallFailure(ErrorReason Reason, ProfileFault Fault)
{
    /// <summary>The EUICCResponse with the status of the element at fault. SAIP §7.</summary>
    internal Octets SimaResponse => Asn1Codec.Encode(new EuiccResponse { Statuses = [Fault.Status], ProfileInstallationAborted = true });

    internal static InstallFailure Of(ProfileFault fault, ErrorReason? reason = null) => new(
        reason ?? (fault.Status.Status == PeStatusCode.NotEnoughMemory
            ? ErrorReason.InstallFailedDueToInsufficientMemoryForProfile
            : ErrorReason.InstallFailedDueToPEProcessingError),
        fault);

    /// <summary>A failure of the whole package.</summary>
    internal static InstallFailure Of(ProfileRule rule, string? sentence = null, int? number = null) =>
        Of(ProfileFault.Of(rule, sentence: sentence) with { Number = number });
}

/// <summary>A profile package turned into a SIM.</summary>
/// <param name="Uicc">Files, PINs and keys.</param>
/// <param name="SimaResponse">The EUICCResponse: what was passed over, and "ok".</param>
/// <param name="Size">The memory it takes: the octets of the package, or of what it made of them if that is more.</param>
internal sealed record InstalledPackage(UiccProfile Uicc, Octets SimaResponse, int Size);

/// <summary>Stops the installation of an element; caught in <see cref="ProfileInstaller"/> only.</summary>
internal sealed class ElementException(ProfileFault fault, ErrorReason? reason = null) : Exception(fault.Rule)
{
    internal ElementException(ProfileRule rule, string? sentence = null, ErrorReason? reason = null)
        : this(ProfileFault.Of(rule, sentence: sentence), reason)
    {
    }

    internal ProfileFault Fault { get; } = fault;

    internal ErrorReason? Reason { get; } = reason;
}
