namespace EuiccSim.Protocol.Saip;

/// <summary>What an eUICC supports of SAIP: UICCCapability, a BIT STRING in EUICCInfo2. SAIP §8.2, SGP.22 v2.5 §5.7.8.</summary>
[Flags]
public enum UiccCapability : ulong
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Contactless front end and its interfaces.</summary>
    ContactlessSupport = 1UL << 0,

    /// <summary>USIM.</summary>
    UsimSupport = 1UL << 1,

    /// <summary>ISIM.</summary>
    IsimSupport = 1UL << 2,

    /// <summary>CSIM.</summary>
    CsimSupport = 1UL << 3,

    /// <summary>Milenage, TS 35.206.</summary>
    AkaMilenage = 1UL << 4,

    /// <summary>CAVE.</summary>
    AkaCave = 1UL << 5,

    /// <summary>TUAK with a key of 128 bits.</summary>
    AkaTuak128 = 1UL << 6,

    /// <summary>TUAK with a key of 256 bits.</summary>
    AkaTuak256 = 1UL << 7,

    /// <summary>The USIM test algorithm, TS 34.108 §8.1.2.</summary>
    UsimTestAlgorithm = 1UL << 8,

    /// <summary>Reserved.</summary>
    Rfu2 = 1UL << 9,

    /// <summary>GBA in the USIM.</summary>
    GbaAuthenUsim = 1UL << 10,

    /// <summary>GBA in the ISIM.</summary>
    GbaAuthenISim = 1UL << 11,

    /// <summary>MBMS in the USIM.</summary>
    MbmsAuthenUsim = 1UL << 12,

    /// <summary>EAP client.</summary>
    EapClient = 1UL << 13,

    /// <summary>Java Card.</summary>
    Javacard = 1UL << 14,

    /// <summary>Multos.</summary>
    Multos = 1UL << 15,

    /// <summary>More than one USIM in a profile.</summary>
    MultipleUsimSupport = 1UL << 16,

    /// <summary>More than one ISIM in a profile.</summary>
    MultipleIsimSupport = 1UL << 17,

    /// <summary>More than one CSIM in a profile.</summary>
    MultipleCsimSupport = 1UL << 18,

    /// <summary>BER-TLV files.</summary>
    BerTlvFileSupport = 1UL << 19,

    /// <summary>Linked directories.</summary>
    DfLinkSupport = 1UL << 20,

    /// <summary>CAT_TP.</summary>
    CatTp = 1UL << 21,

    /// <summary>GET IDENTITY, TS 102 221.</summary>
    GetIdentity = 1UL << 22,

    /// <summary>ECIES profile A for SUCI, TS 33.501.</summary>
    ProfileAX25519 = 1UL << 23,

    /// <summary>ECIES profile B for SUCI, TS 33.501.</summary>
    ProfileBP256 = 1UL << 24,

    /// <summary>The SUCI calculator's API, TS 31.130.</summary>
    SuciCalculatorApi = 1UL << 25,

    /// <summary>DNS resolution, GlobalPlatform Amendment B.</summary>
    DnsResolution = 1UL << 26,

    /// <summary>SCP11 a and c, GlobalPlatform Amendment F.</summary>
    Scp11ac = 1UL << 27,

    /// <summary>The authorization mechanism of SCP11c.</summary>
    Scp11cAuthorizationMechanism = 1UL << 28,

    /// <summary>S16 mode, GlobalPlatform Amendments D and F.</summary>
    S16mode = 1UL << 29,

    /// <summary>Enhanced AKA, TS 33.102.</summary>
    Eaka = 1UL << 30,

    /// <summary>IoT minimal profiles.</summary>
    Iotminimal = 1UL << 31,
}
