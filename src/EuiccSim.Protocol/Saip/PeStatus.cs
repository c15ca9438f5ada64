using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip;

/// <summary>EUICCResponse: how the eUICC took a profile package; simaResponse of SGP.22. SAIP §8.11.</summary>
[Asn1Sequence]
public sealed partial record EuiccResponse
{
    /// <summary>What happened, in the order in which it did.</summary>
    [Name("peStatus")]
    public required SequenceOf<PeStatus> Statuses { get; init; }

    /// <summary>True if the installation was given up.</summary>
    [Null]
    public bool ProfileInstallationAborted { get; init; }

    /// <summary>A text, 2 to 64 characters.</summary>
    [Size(2, 64)]
    public string? StatusMessage { get; init; }
}

/// <summary>PEStatus: the outcome of one profile element, or of the whole package. SAIP §8.11.</summary>
[Asn1Sequence]
public sealed partial record PeStatus
{
    /// <summary>The outcome.</summary>
    public required PeStatusCode Status { get; init; }

    /// <summary>The identification of the element concerned.</summary>
    public int? Identification { get; init; }

    /// <summary>More about the outcome, 0 to 255.</summary>
    [Name("additional-information")]
    public int? AdditionalInformation { get; init; }

    /// <summary>Where in the element the cause lies, in octets.</summary>
    public int? Offset { get; init; }
}

/// <summary>
/// Outcomes of a profile element. Besides these: ISO 7816 status words '6xxx' and '9xxx', and proprietary values from 'A000' on.
/// </summary>
public enum PeStatusCode
{
    /// <summary>ok.</summary>
    Ok = 0,

    /// <summary>pe-not-supported.</summary>
    PeNotSupported = 1,

    /// <summary>memory-failure.</summary>
    MemoryFailure = 2,

    /// <summary>bad-values.</summary>
    BadValues = 3,

    /// <summary>not-enough-memory.</summary>
    NotEnoughMemory = 4,

    /// <summary>invalid-request-format.</summary>
    InvalidRequestFormat = 5,

    /// <summary>invalid-parameter.</summary>
    InvalidParameter = 6,

    /// <summary>runtime-not-supported.</summary>
    RuntimeNotSupported = 7,

    /// <summary>lib-not-supported.</summary>
    LibNotSupported = 8,

    /// <summary>template-not-supported.</summary>
    TemplateNotSupported = 9,

    /// <summary>feature-not-supported.</summary>
    FeatureNotSupported = 10,

    /// <summary>pin-code-missing.</summary>
    PinCodeMissing = 11,

    /// <summary>unsupported-profile-version.</summary>
    UnsupportedProfileVersion = 31,
}
