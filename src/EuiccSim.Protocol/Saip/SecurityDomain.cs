using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip;

/// <summary>PE-SecurityDomain: a security domain with its keys. SAIP §8.6.</summary>
[Asn1Sequence]
public sealed partial record PeSecurityDomain
{
    /// <summary>The element's header.</summary>
    [Name("sd-Header")]
    public required PeHeader SdHeader { get; init; }

    /// <summary>The instance.</summary>
    public required ApplicationInstance Instance { get; init; }

    /// <summary>Its keys.</summary>
    [Size(1, int.MaxValue)]
    public SequenceOf<KeyObject>? KeyList { get; init; }

    /// <summary>Data of STORE DATA commands.</summary>
    [Size(1, int.MaxValue)]
    public SequenceOf<Octets>? SdPersoData { get; init; }

    /// <summary>Parameters of open personalisation.</summary>
    public OpenPersoData? OpenPersoData { get; init; }

    /// <summary>Parameters of CAT_TP.</summary>
    public CatTpParameters? CatTpParameters { get; init; }
}

/// <summary>openPersoData of a security domain. SAIP §8.6.6.</summary>
[Asn1Sequence]
public sealed partial record OpenPersoData
{
    /// <summary>One octet.</summary>
    [Tag("[PRIVATE 25]")]
    [Size(1)]
    public Octets? RestrictParameter { get; init; }

    /// <summary>Contactless protocol parameters, GlobalPlatform Amendment C.</summary>
    public Octets? ContactlessProtocolParameters { get; init; }
}

/// <summary>catTpParameters of a security domain. SAIP §8.6.7.</summary>
[Asn1Sequence]
public sealed partial record CatTpParameters
{
    /// <summary>Largest SDU in octets.</summary>
    public required int CatTpMaxSduSize { get; init; }

    /// <summary>Largest PDU in octets.</summary>
    public required int CatTpMaxPduSize { get; init; }
}

/// <summary>KeyObject: a key of a security domain. SAIP §8.6.3, GlobalPlatform Card Specification §11.8.</summary>
[Asn1Sequence]
public sealed partial record KeyObject
{
    /// <summary>Key usage, GlobalPlatform Card Specification §11.1.9; 1 or 2 octets.</summary>
    [Tag("[21]")]
    [Size(1, 2)]
    public required Octets KeyUsageQualifier { get; init; }

    /// <summary>Who may use the key; one octet.</summary>
    [Tag("[22]")]
    [Size(1)]
    [Default("00")]
    public Octets KeyAccess { get; init; } = s_defaultKeyAccess;

    /// <summary>One octet.</summary>
    [Tag("[2]")]
    [Size(1)]
    public required Octets KeyIdentifier { get; init; }

    /// <summary>One octet.</summary>
    [Tag("[3]")]
    [Size(1)]
    public required Octets KeyVersionNumber { get; init; }

    /// <summary>The value at which the key's counter starts.</summary>
    [Tag("[5]")]
    public Octets? KeyCounterValue { get; init; }

    /// <summary>The parts of the key; symmetric keys have one.</summary>
    [Name("keyComponents", Former = "keyCompontents")]
    [Size(1, int.MaxValue)]
    public required SequenceOf<KeyComponent> KeyComponents { get; init; }
}

/// <summary>One part of a key. SAIP §8.6.3.</summary>
[Asn1Sequence]
public sealed partial record KeyComponent
{
    /// <summary>GlobalPlatform Card Specification table 11-16: '80' DES, '88' AES, …</summary>
    [Tag("[0]")]
    public required Octets KeyType { get; init; }

    /// <summary>The value, in the clear.</summary>
    [Tag("[6]")]
    public required Octets KeyData { get; init; }

    /// <summary>Length in octets of a MAC made with it.</summary>
    [Tag("[7]")]
    [Default(8)]
    public int MacLength { get; init; } = 8;
}
