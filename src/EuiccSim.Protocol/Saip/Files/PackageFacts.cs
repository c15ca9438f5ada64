using System.Globalization;
using System.Text.Json;
using EuiccSim.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Protocol.Saip.Files;

/// <summary>What is in a package, as people want to know it. No key is among it.</summary>
public sealed class PackageFacts
{
    private readonly ProfileHeader _header;

    /// <summary>Reads what a package says and makes.</summary>
    /// <exception cref="Asn1ContentException">It does not begin with a profile header.</exception>
    public PackageFacts(ProfilePackage package)
    {
        _header = package.Header ?? throw new Asn1ContentException("The package does not begin with a profile header.");
        PackageFiles files = PackageFiles.Read(package, out SequenceOf<ProfileFault> notMade);
        NotMade = notMade;
        Size = package.Write().Length;
        Imsi = SubscriberFiles.ImsiOf(files);
        Algorithm = SubscriberFiles.UsimOf(files) is { } usim && SubscriberFiles.AlgorithmOf(usim) is { } algorithm ? StandardName.Of(algorithm.AlgorithmID) : null;
        Elements = SequenceOf.From(package.Elements.Select(element => new PackageElement(
            StandardName.Of(element.Value.Kind), element.Value.PeHeader?.Identification, element.Encoded.Length, (element.Value as ProfileElement.FileSystem)?.Value.TemplateId.Value)));
    }

    /// <summary>What a card would not make.</summary>
    public SequenceOf<ProfileFault> NotMade { get; }

    /// <summary>The header's profile type.</summary>
    public string? ProfileType => _header.ProfileType;

    /// <summary>The version of SAIP, "2.3".</summary>
    public string Version => string.Create(CultureInfo.InvariantCulture, $"{_header.MajorVersion}.{_header.MinorVersion}");

    /// <summary>The header's ICCID; null if it holds other than decimal digits.</summary>
    public Iccid? Iccid => _header.TryReadIccid(out Iccid iccid) ? iccid : null;

    /// <summary>The header's ICCID in digits, or its octets.</summary>
    public string IccidText => Iccid?.Digits ?? _header.Iccid.ToString();

    /// <summary>The IMSI of the first USIM in digits; null if there is none.</summary>
    public string? Imsi { get; }

    /// <summary>"milenage", "tuak" or "usimTestAlgorithm"; null if the first USIM has no key.</summary>
    public string? Algorithm { get; }

    /// <summary>Octets of the package.</summary>
    public int Size { get; }

    /// <summary>The elements, in their order.</summary>
    public SequenceOf<PackageElement> Elements { get; }

    /// <summary>Writes them as members of the object that is open.</summary>
    public void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("profileType", ProfileType);
        json.WriteString("version", Version);
        json.WriteString("iccid", IccidText);
        json.WriteString("imsi", Imsi);
        json.WriteString("algorithm", Algorithm);
        json.WriteNumber("size", Size);
        json.WriteObjects("elements", Elements, element =>
        {
            json.WriteString("kind", element.Kind);
            if (element.Identification is { } identification) json.WriteNumber("identification", identification);
            json.WriteNumber("size", element.Size);
            if (element.Template is { } template) json.WriteString("template", template);
        });
    }
}

/// <summary>An element of a package.</summary>
/// <param name="Kind">"usim", "pinCodes".</param>
/// <param name="Identification">Its number in the package, where it has one.</param>
/// <param name="Size">Its octets.</param>
/// <param name="Template">The object identifier of its template; null where it is not made of one.</param>
public sealed record PackageElement(string Kind, int? Identification, int Size, string? Template);
