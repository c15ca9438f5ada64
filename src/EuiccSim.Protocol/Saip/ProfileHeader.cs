using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Protocol.Saip;

/// <summary>The first profile element. SAIP §8.2.</summary>
[Asn1Sequence]
public sealed partial record ProfileHeader
{
    /// <summary>Major version of the specification the profile follows, 2 or 3.</summary>
    [Name("major-version")]
    public required int MajorVersion { get; init; }

    /// <summary>Minor version.</summary>
    [Name("minor-version")]
    public required int MinorVersion { get; init; }

    /// <summary>Free text, 1 to 100 characters.</summary>
    [Size(1, 100)]
    public string? ProfileType { get; init; }

    /// <summary>
    /// The ICCID, 10 octets. The GSMA test profiles write the digits in reading order here, where EF.ICCID has them swapped in each octet.
    /// </summary>
    [Size(10)]
    public required Octets Iccid { get; init; }

    /// <summary>Policy rules of the M2M architecture (SGP.02); consumer devices ignore it.</summary>
    public Octets? Pol { get; init; }

    /// <summary>Services the eUICC must support.</summary>
    [Name("eUICC-Mandatory-services")]
    public required ServicesList EuiccMandatoryServices { get; init; }

    /// <summary>File system templates the eUICC must support.</summary>
    [Name("eUICC-Mandatory-GFSTEList")]
    public required SequenceOf<ObjectIdentifier> EuiccMandatoryGfsteList { get; init; }

    /// <summary>Connectivity parameters of the M2M architecture (SGP.02).</summary>
    public Octets? ConnectivityParameters { get; init; }

    /// <summary>Libraries (executable load files) the eUICC must have.</summary>
    [Name("eUICC-Mandatory-AIDs")]
    public SequenceOf<MandatoryAid>? EuiccMandatoryAids { get; init; }

    /// <summary>There only in an IoT minimal profile.</summary>
    public IotOptions? IotOptions { get; init; }

    /// <summary>The ICCID that the header means.</summary>
    /// <remarks>
    /// Headers hold the digits in reading order (as in the GSMA test profiles, TS.48) where EF.ICCID and the metadata have them swapped in
    /// each octet. Every ICCID of a telecom operator begins with 89 (ITU-T E.118), so a header that begins with 98 is taken as swapped.
    /// </remarks>
    /// <returns>False if it holds no decimal digits, or other octets than 'F' behind them.</returns>
    public bool TryReadIccid(out Iccid iccid)
    {
        Octets ef = Iccid[0] == SwappedIndustryIdentifier ? Iccid : HalfOctets.Swap(Iccid);
        iccid = Identifiers.Iccid.FromEf(ef);
        string digits = iccid.Digits;
        return digits.Length > 0 && !digits.AsSpan().ContainsAnyExceptInRange('0', '9');
    }

    /// <summary>Whether these octets of EF.ICCID or of metadata are the header's ICCID, which may have its digits in either order.</summary>
    /// <param name="ef">10 octets, as in EF.ICCID.</param>
    public bool HoldsIccid(Octets ef) => Iccid == ef || HalfOctets.Swap(Iccid) == ef;

    private const byte SwappedIndustryIdentifier = 0x98;
}

/// <summary>A library that must be on the eUICC. SAIP §8.2.</summary>
[Asn1Sequence]
public sealed partial record MandatoryAid
{
    /// <summary>The library's AID, 5 to 16 octets.</summary>
    [Size(5, 16)]
    public required Octets Aid { get; init; }

    /// <summary>Its lowest version, 2 octets.</summary>
    [Size(2)]
    public required Octets Version { get; init; }
}

/// <summary>What an IoT minimal profile has besides. SAIP 3.3 §7.5.</summary>
[Asn1Sequence]
public sealed partial record IotOptions
{
    /// <summary>The PIX of its applications' AIDs, 7 to 11 octets.</summary>
    [Size(7, 11)]
    public required Octets Pix { get; init; }
}
