using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Protocol.Saip.Building;

/// <summary>What is put in the place of a template's values. Null leaves a value as it is, unless it says that one is drawn.</summary>
/// <remarks><see cref="ToString"/> tells no secret.</remarks>
public sealed record Personalisation
{
    /// <summary>The ICCID: in the header and in EF.ICCID.</summary>
    public required Iccid Iccid { get; init; }

    /// <summary>The IMSI, 6 to 15 digits: in each USIM and in DF.GSM, and where the ISIM's identities hold the old one.</summary>
    public required string Imsi { get; init; }

    /// <summary>The algorithm of the USIM and the ISIM; null for the template's.</summary>
    public AlgorithmId? Algorithm { get; init; }

    /// <summary>K: 16 octets, for TUAK 16 or 32; drawn if null.</summary>
    public Octets? Key { get; init; }

    /// <summary>
    /// OPc (16 octets) of Milenage, TOPc (32 octets) of TUAK; drawn if this and <see cref="Op"/> are null. The test algorithm has none.
    /// </summary>
    public Octets? Opc { get; init; }

    /// <summary>OP or TOP, from which OPc or TOPc is computed; not together with <see cref="Opc"/>.</summary>
    public Octets? Op { get; init; }

    /// <summary>PIN of the first application, 4 to 8 digits.</summary>
    public string? Pin1 { get; init; }

    /// <summary>PIN2 of the first application, 4 to 8 digits.</summary>
    public string? Pin2 { get; init; }

    /// <summary>PUK of the first application, 8 digits; drawn if null.</summary>
    public string? Puk1 { get; init; }

    /// <summary>PUK2 of the first application, 8 digits; drawn if null.</summary>
    public string? Puk2 { get; init; }

    /// <summary>Administrative key 1, 4 to 8 digits; drawn, with 8 digits, if null.</summary>
    public string? Adm1 { get; init; }

    /// <summary>The profile's name in its header, 1 to 100 characters.</summary>
    public string? ProfileType { get; init; }

    /// <summary>The name in EF.SPN: up to 16 characters of the GSM alphabet, or up to 7 others.</summary>
    public string? ServiceProviderName { get; init; }

    /// <summary>The telephone number in international form without "+", up to 20 digits: in the first record of EF.MSISDN.</summary>
    public string? Msisdn { get; init; }

    /// <summary>The ISIM's private identity; null for the template's with the new IMSI in it.</summary>
    public string? Impi { get; init; }

    /// <summary>The ISIM's first public identity; null for the template's with the new IMSI in it.</summary>
    public string? Impu { get; init; }

    /// <summary>How sequence numbers are checked, and the constants of the algorithm; null: as they are.</summary>
    public AkaSettings? Aka { get; init; }

    /// <summary>The state that PIN 1 begins with; null: as it is.</summary>
    public PinState? Pin1State { get; init; }

    /// <summary>The state that PIN2 begins with; null: as it is.</summary>
    public PinState? Pin2State { get; init; }

    /// <summary>The state that administrative key 1 begins with; null: as it is.</summary>
    public PinState? Adm1State { get; init; }

    /// <summary>Services of the header by their names: all of them, or "+gba-usim" and "-javacard" for what comes and goes; null: as they are.</summary>
    public SequenceOf<string>? MandatoryServices { get; init; }

    /// <summary>Keys of the first security domain, in the place of those with the same version or besides the others; null: as they are.</summary>
    public SequenceOf<OtaKeySet>? OtaKeys { get; init; }

    /// <summary>The ICCID and the IMSI, and nothing secret.</summary>
    public override string ToString() => $"{Iccid} {Imsi}";
}

/// <summary>A package made of a template.</summary>
/// <param name="Package">The unprotected profile package. It holds the subscriber's keys.</param>
/// <param name="Data">What was put in, with all that was drawn and computed; null where the package has no place for it.</param>
public sealed record PersonalisedPackage(Octets Package, Personalisation Data)
{
    /// <summary>The ICCID and the IMSI, and nothing secret.</summary>
    public override string ToString() => Data.ToString();

    /// <summary>What the network must know, by names, with all secrets.</summary>
    public IReadOnlyList<(string Name, string? Value)> ListSecrets() =>
    [
        ("iccid", Data.Iccid.Digits),
        ("imsi", Data.Imsi),
        ("algorithm", StandardName.Of(Data.Algorithm!.Value)),
        ("key", Data.Key.ToString()),
        ("opc", Data.Opc?.ToString()),
        ("puk1", Data.Puk1),
        ("puk2", Data.Puk2),
        ("adm1", Data.Adm1),
    ];
}
