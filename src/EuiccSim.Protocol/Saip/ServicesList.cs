using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip;

/// <summary>Services a profile cannot do without. SAIP §8.2.</summary>
[Asn1Sequence]
public sealed partial record ServicesList
{
    /// <summary>Contactless front end and its interfaces.</summary>
    [Null]
    public bool Contactless { get; init; }

    /// <summary>USIM.</summary>
    [Null]
    public bool Usim { get; init; }

    /// <summary>ISIM.</summary>
    [Null]
    public bool Isim { get; init; }

    /// <summary>CSIM.</summary>
    [Null]
    public bool Csim { get; init; }

    /// <summary>Milenage, TS 35.206.</summary>
    [Null]
    public bool Milenage { get; init; }

    /// <summary>TUAK with a key of 128 bits, TS 35.231.</summary>
    [Null]
    public bool Tuak128 { get; init; }

    /// <summary>CAVE.</summary>
    [Null]
    public bool Cave { get; init; }

    /// <summary>GBA in the USIM.</summary>
    [Null]
    [Name("gba-usim")]
    public bool GbaUsim { get; init; }

    /// <summary>GBA in the ISIM.</summary>
    [Null]
    [Name("gba-isim")]
    public bool GbaIsim { get; init; }

    /// <summary>MBMS in the USIM.</summary>
    [Null]
    public bool Mbms { get; init; }

    /// <summary>EAP client.</summary>
    [Null]
    public bool Eap { get; init; }

    /// <summary>Java Card.</summary>
    [Null]
    public bool Javacard { get; init; }

    /// <summary>Multos.</summary>
    [Null]
    public bool Multos { get; init; }

    /// <summary>More than one USIM.</summary>
    [Null]
    [Name("multiple-usim")]
    public bool MultipleUsim { get; init; }

    /// <summary>More than one ISIM.</summary>
    [Null]
    [Name("multiple-isim")]
    public bool MultipleIsim { get; init; }

    /// <summary>More than one CSIM.</summary>
    [Null]
    [Name("multiple-csim")]
    public bool MultipleCsim { get; init; }

    /// <summary>TUAK with a key of 256 bits, TS 35.231.</summary>
    [Null]
    public bool Tuak256 { get; init; }

    /// <summary>The USIM test algorithm, TS 34.108 §8.1.2.</summary>
    [Null]
    [Name("usim-test-algorithm")]
    public bool UsimTestAlgorithm { get; init; }

    /// <summary>BER-TLV files.</summary>
    [Null]
    [Name("ber-tlv")]
    public bool BerTlv { get; init; }

    /// <summary>Linked directories.</summary>
    [Null]
    public bool DfLink { get; init; }

    /// <summary>CAT_TP, TS 102 127.</summary>
    [Null]
    [Name("cat-tp")]
    public bool CatTp { get; init; }

    /// <summary>GET IDENTITY, TS 102 221 §11.1.23.</summary>
    [Null]
    [Name("get-identity")]
    public bool GetIdentity { get; init; }

    /// <summary>ECIES profile A for SUCI, TS 33.501.</summary>
    [Null]
    [Name("profile-a-x25519")]
    public bool ProfileAX25519 { get; init; }

    /// <summary>ECIES profile B for SUCI, TS 33.501.</summary>
    [Null]
    [Name("profile-b-p256")]
    public bool ProfileBP256 { get; init; }

    /// <summary>The SUCI calculator's API, TS 31.130.</summary>
    [Null]
    public bool SuciCalculatorApi { get; init; }

    /// <summary>DNS resolution, GlobalPlatform Amendment B.</summary>
    [Null]
    [Name("dns-resolution")]
    public bool DnsResolution { get; init; }

    /// <summary>SCP11 a and c, GlobalPlatform Amendment F.</summary>
    [Null]
    public bool Scp11ac { get; init; }

    /// <summary>The authorization mechanism of SCP11c.</summary>
    [Null]
    [Name("scp11c-authorization-mechanism")]
    public bool Scp11cAuthorizationMechanism { get; init; }

    /// <summary>S16 mode, GlobalPlatform Amendments D and F.</summary>
    [Null]
    public bool S16mode { get; init; }

    /// <summary>Enhanced AKA, TS 33.102.</summary>
    [Null]
    public bool Eaka { get; init; }
}
