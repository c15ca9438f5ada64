using EuiccSim.Protocol.Asn1;

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
