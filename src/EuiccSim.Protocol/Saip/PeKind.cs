namespace EuiccSim.Protocol.Saip;

/// <summary>The alternatives of ProfileElement, by context tag: 'A0' + number, and 'BF' number from 31 on. SAIP §8.1.</summary>
public enum PeKind
{
    /// <summary>header: versions, ICCID, what the eUICC must support.</summary>
    Header = 0,

    /// <summary>genericFileManagement: files without a template.</summary>
    GenericFileManagement = 1,

    /// <summary>pinCodes.</summary>
    PinCodes = 2,

    /// <summary>pukCodes.</summary>
    PukCodes = 3,

    /// <summary>akaParameter: the key and algorithm of a USIM or ISIM.</summary>
    AkaParameter = 4,

    /// <summary>cdmaParameter: the keys of a CSIM.</summary>
    CdmaParameter = 5,

    /// <summary>securityDomain.</summary>
    SecurityDomain = 6,

    /// <summary>rfm: a remote file management application.</summary>
    Rfm = 7,

    /// <summary>application: a load package and its instances.</summary>
    Application = 8,

    /// <summary>nonStandard.</summary>
    NonStandard = 9,

    /// <summary>end.</summary>
    End = 10,

    /// <summary>rfu1: reserved; rfu2 to rfu5 follow as 12 to 15.</summary>
    Rfu1 = 11,

    /// <summary>rfu5.</summary>
    Rfu5 = 15,

    /// <summary>mf: the master file and its files.</summary>
    Mf = 16,

    /// <summary>cd: DF.CD.</summary>
    Cd = 17,

    /// <summary>telecom: DF.TELECOM.</summary>
    Telecom = 18,

    /// <summary>usim: ADF.USIM.</summary>
    Usim = 19,

    /// <summary>opt-usim: optional files of ADF.USIM.</summary>
    OptUsim = 20,

    /// <summary>isim: ADF.ISIM.</summary>
    Isim = 21,

    /// <summary>opt-isim: optional files of ADF.ISIM.</summary>
    OptIsim = 22,

    /// <summary>phonebook: DF.PHONEBOOK of ADF.USIM.</summary>
    Phonebook = 23,

    /// <summary>gsm-access: DF.GSM-ACCESS of ADF.USIM.</summary>
    GsmAccess = 24,

    /// <summary>csim: ADF.CSIM.</summary>
    Csim = 25,

    /// <summary>opt-csim: optional files of ADF.CSIM.</summary>
    OptCsim = 26,

    /// <summary>eap: a DF.EAP.</summary>
    Eap = 27,

    /// <summary>df-5gs: DF.5GS of ADF.USIM.</summary>
    Df5gs = 28,

    /// <summary>df-saip: DF.SAIP of ADF.USIM.</summary>
    DfSaip = 29,

    /// <summary>df-snpn: DF.SNPN of ADF.USIM.</summary>
    DfSnpn = 30,

    /// <summary>df-5gprose: DF.5G_ProSe of ADF.USIM.</summary>
    Df5gprose = 31,

    /// <summary>iot: the files of an IoT minimal profile.</summary>
    Iot = 32,

    /// <summary>opt-iot: optional files of an IoT minimal profile.</summary>
    OptIot = 33,
}
