using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip;

/// <summary>PE-RFM: a remote file management application, TS 102 226 §7. SAIP §8.8.</summary>
[Asn1Sequence]
public sealed partial record PeRfm
{
    /// <summary>The element's header.</summary>
    [Name("rfm-header")]
    [Tag("[0]")]
    public required PeHeader RfmHeader { get; init; }

    /// <summary>AID of the instance, 5 to 16 octets.</summary>
    [Tag("[APPLICATION 15]")]
    [Size(5, 16)]
    public required Octets InstanceAID { get; init; }

    /// <summary>AID of its security domain.</summary>
    [Tag("[APPLICATION 15]")]
    [Size(5, 16)]
    public Octets? SecurityDomainAID { get; init; }

    /// <summary>Its toolkit application references, 3 octets each.</summary>
    [Tag("[0]")]
    [Size(1, int.MaxValue)]
    public SequenceOf<Octets>? TarList { get; init; }

    /// <summary>Minimum security level, TS 102 225; one octet.</summary>
    [Tag("[1]")]
    [Size(1)]
    public required Octets MinimumSecurityLevel { get; init; }

    /// <summary>Access domain for the file system below the MF, TS 102 226 §8.2.1.3.2.</summary>
    public required Octets UiccAccessDomain { get; init; }

    /// <summary>Administrative access domain for the file system below the MF.</summary>
    public required Octets UiccAdminAccessDomain { get; init; }

    /// <summary>The ADF selected at the start of a script; null: the MF is.</summary>
    [Name("adfRFMAccess")]
    public AdfRfmAccess? AdfRfmAccess { get; init; }
}

/// <summary>ADFRFMAccess: the ADF a remote file management application works on. SAIP §8.8.</summary>
[Asn1Sequence]
public sealed partial record AdfRfmAccess
{
    /// <summary>AID of the ADF.</summary>
    [Size(5, 16)]
    public required Octets AdfAID { get; init; }

    /// <summary>Access domain for the ADF.</summary>
    public required Octets AdfAccessDomain { get; init; }

    /// <summary>Administrative access domain for the ADF.</summary>
    public required Octets AdfAdminAccessDomain { get; init; }
}
