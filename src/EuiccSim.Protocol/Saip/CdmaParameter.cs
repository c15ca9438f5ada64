using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip;

/// <summary>PE-CDMAParameter: the keys of the CSIM created last. SAIP §8.5.</summary>
[Asn1Sequence]
public sealed partial record PeCdmaParameter
{
    /// <summary>The element's header.</summary>
    [Name("cdma-header")]
    public required PeHeader CdmaHeader { get; init; }

    /// <summary>The A-Key of CAVE, 8 octets.</summary>
    [Size(8)]
    public required Octets AuthenticationKey { get; init; }

    /// <summary>Shared secret data: A, then B, 8 octets each.</summary>
    [Size(16)]
    public Octets? Ssd { get; init; }

    /// <summary>Shared secrets of HRPD access authentication, 3GPP2 C.S0016 §4.5.7.10.</summary>
    [Size(2, 32)]
    public Octets? HrpdAccessAuthenticationData { get; init; }

    /// <summary>Shared secrets of simple IP, 3GPP2 C.S0016 §4.5.7.7.</summary>
    [Size(3, 483)]
    public Octets? SimpleIPAuthenticationData { get; init; }

    /// <summary>Shared secrets of mobile IP, 3GPP2 C.S0016 §4.5.7.8.</summary>
    [Size(5, 957)]
    public Octets? MobileIPAuthenticationData { get; init; }
}
