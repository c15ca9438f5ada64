using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Protocol.Rsp.Common;

/// <summary>How the installation of a Bound Profile Package ended; the notification about it as well. SGP.22 v2.5 §2.5.6.</summary>
[Asn1Sequence("[55]")] // 'BF37'
public sealed partial record ProfileInstallationResult
{
    /// <summary>What the eUICC signs.</summary>
    [Tag("[39]")]
    public required Signed<ProfileInstallationResultData> ProfileInstallationResultData { get; init; }

    /// <summary>The eUICC's signature over the TLV 'BF27', 64 octets ('5F37').</summary>
    [Tag("[APPLICATION 55]")]
    public required Octets EuiccSignPIR { get; init; }
}

/// <summary>The signed part of a Profile Installation Result. SGP.22 v2.5 §2.5.6.</summary>
[Asn1Sequence("[39]")] // 'BF27'
public sealed partial record ProfileInstallationResultData
{
    /// <summary>The session.</summary>
    [Tag("[0]")]
    public required TransactionId TransactionId { get; init; }

    /// <summary>The notification's metadata.</summary>
    [Tag("[47]")]
    public required NotificationMetadata NotificationMetadata { get; init; }

    /// <summary>The SM-DP+, as in its certificate for profile binding.</summary>
    public required ObjectIdentifier SmdpOid { get; init; }

    /// <summary>The end.</summary>
    [Tag("[2]")]
    public required FinalResult FinalResult { get; init; }
}

/// <summary>Success or failure of an installation.</summary>
[Asn1Choice]
public abstract partial record FinalResult
{
    private FinalResult()
    {
    }

    /// <summary>The profile is installed.</summary>
    [Name("successResult")]
    public sealed record Success(SuccessResult Value) : FinalResult;

    /// <summary>It is not.</summary>
    [Name("errorResult")]
    public sealed record Error(ErrorResult Value) : FinalResult;
}

/// <summary>An installed profile.</summary>
[Asn1Sequence]
public sealed partial record SuccessResult
{
    /// <summary>The application identifier of its ISD-P, 5 to 16 octets ('4F').</summary>
    [Tag("[APPLICATION 15]")]
    [Size(5, 16)]
    public required Octets Aid { get; init; }

    /// <summary>One or more EUICCResponse of the profile package's standard, one after the other.</summary>
    public required Octets SimaResponse { get; init; }
}

/// <summary>A failed installation.</summary>
[Asn1Sequence]
public sealed partial record ErrorResult
{
    /// <summary>The step that failed.</summary>
    public required BppCommandId BppCommandId { get; init; }

    /// <summary>Why.</summary>
    public required ErrorReason ErrorReason { get; init; }

    /// <summary>EUICCResponse of the profile package's standard, if profile elements were looked at.</summary>
    public Octets? SimaResponse { get; init; }
}
