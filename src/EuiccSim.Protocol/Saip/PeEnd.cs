using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip;

/// <summary>PE-End: the last profile element. SAIP §8.1.</summary>
[Asn1Sequence]
public sealed partial record PeEnd
{
    /// <summary>The element's header.</summary>
    [Name("end-header")]
    public required PeHeader EndHeader { get; init; }
}

/// <summary>PE-Dummy: what the reserved profile elements hold until they get a meaning.</summary>
[Asn1Sequence]
public sealed partial record PeDummy;

/// <summary>PE-NonStandard: something between one issuer and one eUICC manufacturer. SAIP §8.9.</summary>
[Asn1Sequence]
public sealed partial record PeNonStandard
{
    /// <summary>The element's header.</summary>
    [Name("nonStandard-header")]
    public required PeHeader NonStandardHeader { get; init; }

    /// <summary>Who defined the content.</summary>
    public required ObjectIdentifier IssuerID { get; init; }

    /// <summary>The content.</summary>
    public required Octets Content { get; init; }
}
