using EuiccSim.Card.Uicc;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Card.Install;

/// <summary>Why a profile package was not installed.</summary>
/// <param name="Reason">The reason in the ProfileInstallationResult. SGP.22 v2.5 §2.5.6.</param>
/// <param name="SimaResponse">The EUICCResponse with the status of the element at fault. SAIP §7.</param>
internal sealed record InstallFailure(ErrorReason Reason, Octets SimaResponse)
{
    internal static InstallFailure Of(PeStatus status, ErrorReason? reason = null) => new(
        reason ?? (status.Status == PeStatusCode.NotEnoughMemory
            ? ErrorReason.InstallFailedDueToInsufficientMemoryForProfile
            : ErrorReason.InstallFailedDueToPEProcessingError),
        Asn1Codec.Encode(new EuiccResponse { Statuses = [status], ProfileInstallationAborted = true }));
}

/// <summary>A profile package turned into a SIM.</summary>
/// <param name="Uicc">Files, PINs and keys.</param>
/// <param name="SimaResponse">The EUICCResponse: what was passed over, and "ok".</param>
/// <param name="Size">The memory it takes: the octets of the package, or of what it made of them if that is more.</param>
internal sealed record InstalledPackage(UiccProfile Uicc, Octets SimaResponse, int Size);

/// <summary>Stops the installation of an element; caught in <see cref="ProfileInstaller"/> only.</summary>
internal sealed class ElementException(PeStatusCode status, ErrorReason? reason = null) : Exception(status.ToString())
{
    internal PeStatusCode Status { get; } = status;

    internal ErrorReason? Reason { get; } = reason;

    /// <summary>Throws unless the outcome is Ok.</summary>
    internal static void ThrowUnlessOk(PeStatusCode outcome)
    {
        if (outcome != PeStatusCode.Ok) throw new ElementException(outcome);
    }
}
