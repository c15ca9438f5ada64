using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Protocol.Saip.Building;

/// <summary>What makes one subscriber's profile differ from another's.</summary>
public sealed record SubscriberData
{
    /// <summary>The ICCID.</summary>
    public required Iccid Iccid { get; init; }

    /// <summary>The IMSI, 6 to 15 digits.</summary>
    public required string Imsi { get; init; }

    /// <summary>The key K: 16 octets, or 32 for TUAK.</summary>
    public required Octets Key { get; init; }

    /// <summary>OPc (16 octets), or TOPc (32 octets) for TUAK; the test algorithm has none: zeros.</summary>
    public required Octets Opc { get; init; }

    /// <summary>The authentication algorithm.</summary>
    public AlgorithmId Algorithm { get; init; } = AlgorithmId.Milenage;

    /// <summary>Digits of the mobile network code in the IMSI, 2 or 3.</summary>
    public int MncLength { get; init; } = 2;

    /// <summary>The profile's name in its header, 1 to 100 characters.</summary>
    public string ProfileType { get; init; } = "EuiccSim profile";

    /// <summary>The service provider's name: up to 16 characters of the GSM alphabet, or up to 7 others.</summary>
    public string ServiceProviderName { get; init; } = "EuiccSim";

    /// <summary>The network's name in the first record of EF.PNN, which EF.OPL gives to the home network; null: neither file is there.</summary>
    public string? NetworkName { get; init; }

    /// <summary>The network's short name; null: none.</summary>
    public string? ShortNetworkName { get; init; }

    /// <summary>False for a profile without ISIM.</summary>
    public bool HasIsim { get; init; } = true;

    /// <summary>The telephone number in international form without "+", up to 20 digits; null: none.</summary>
    public string? Msisdn { get; init; }

    /// <summary>PIN, 4 to 8 digits.</summary>
    public string Pin { get; init; } = "0000";

    /// <summary>True if the PIN is asked for from the start.</summary>
    public bool IsPinEnabled { get; init; }

    /// <summary>PUK, 8 digits.</summary>
    public string Puk { get; init; } = "12345678";

    /// <summary>PIN2, 4 to 8 digits.</summary>
    public string Pin2 { get; init; } = "1111";

    /// <summary>PUK2, 8 digits.</summary>
    public string Puk2 { get; init; } = "87654321";

    /// <summary>Administrative key 1: 4 to 8 digits.</summary>
    public string Adm1 { get; init; } = "55555555";

    /// <summary>AES keys of the issuer's security domain for remote management: encryption, MAC, key encryption; 16 octets each. Those that are there unasked are known to all.</summary>
    public SequenceOf<Octets> OtaKeys { get; init; } = UsualOtaKeys;

    /// <summary>Mobile country code: the first three digits of the IMSI.</summary>
    public string Mcc => Imsi[..3];

    /// <summary>Mobile network code.</summary>
    public string Mnc => Imsi.Substring(3, MncLength);

    /// <summary>For who gives none.</summary>
    internal static SequenceOf<Octets> UsualOtaKeys { get; } =
    [
        Octets.FromHex("101112131415161718191A1B1C1D1E1F"),
        Octets.FromHex("202122232425262728292A2B2C2D2E2F"),
        Octets.FromHex("303132333435363738393A3B3C3D3E3F"),
    ];
}
