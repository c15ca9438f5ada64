namespace EuiccSim.Protocol.Saip;

/// <summary>What an eUICC can do for a profile, as it tells in EUICCInfo2. TCA Profile Interoperability v3.3.1, UICCCapability.</summary>
[Flags]
public enum UiccCapability : ulong
{
    /// <summary>Contactless (NFC) applications.</summary>
    ContactlessSupport = 1UL << 0,

    /// <summary>A USIM.</summary>
    UsimSupport = 1UL << 1,

    /// <summary>An ISIM.</summary>
    IsimSupport = 1UL << 2,

    /// <summary>A CSIM.</summary>
    CsimSupport = 1UL << 3,

    /// <summary>Authentication with Milenage.</summary>
    AkaMilenage = 1UL << 4,

    /// <summary>Authentication with CAVE.</summary>
    AkaCave = 1UL << 5,

    /// <summary>Authentication with TUAK and a key of 128 bits.</summary>
    AkaTuak128 = 1UL << 6,

    /// <summary>Authentication with TUAK and a key of 256 bits.</summary>
    AkaTuak256 = 1UL << 7,

    /// <summary>Authentication with the test algorithm of 3GPP TS 34.108.</summary>
    UsimTestAlgorithm = 1UL << 8,

    /// <summary>Reserved.</summary>
    Rfu2 = 1UL << 9,

    /// <summary>Generic bootstrapping in a USIM.</summary>
    GbaAuthenUsim = 1UL << 10,

    /// <summary>Generic bootstrapping in an ISIM.</summary>
    GbaAuthenIsim = 1UL << 11,

    /// <summary>Broadcast service security in a USIM.</summary>
    MbmsAuthenUsim = 1UL << 12,

    /// <summary>An EAP client.</summary>
    EapClient = 1UL << 13,

    /// <summary>Java Card applications.</summary>
    Javacard = 1UL << 14,

    /// <summary>MULTOS applications.</summary>
    Multos = 1UL << 15,

    /// <summary>More than one USIM.</summary>
    MultipleUsimSupport = 1UL << 16,

    /// <summary>More than one ISIM.</summary>
    MultipleIsimSupport = 1UL << 17,

    /// <summary>More than one CSIM.</summary>
    MultipleCsimSupport = 1UL << 18,

    /// <summary>Files with BER-TLV structure.</summary>
    BerTlvFileSupport = 1UL << 19,

    /// <summary>Links to directories.</summary>
    DfLinkSupport = 1UL << 20,

    /// <summary>CAT-TP.</summary>
    CatTp = 1UL << 21,

    /// <summary>GET IDENTITY: subscription concealment computed in the USIM.</summary>
    GetIdentity = 1UL << 22,

    /// <summary>Concealment profile A (X25519).</summary>
    ProfileAX25519 = 1UL << 23,

    /// <summary>Concealment profile B (P-256).</summary>
    ProfileBP256 = 1UL << 24,

    /// <summary>The programming interface to the concealment calculator.</summary>
    SuciCalculatorApi = 1UL << 25,

    /// <summary>DNS resolution.</summary>
    DnsResolution = 1UL << 26,

    /// <summary>Secure channel protocol 11, variants a and c.</summary>
    Scp11ac = 1UL << 27,

    /// <summary>The authorization mechanism of secure channel protocol 11c.</summary>
    Scp11cAuthorizationMechanism = 1UL << 28,

    /// <summary>S16 mode.</summary>
    S16Mode = 1UL << 29,

    /// <summary>Enhanced AKA.</summary>
    Eaka = 1UL << 30,

    /// <summary>Minimal profiles for the Internet of Things.</summary>
    IotMinimal = 1UL << 31,
}
