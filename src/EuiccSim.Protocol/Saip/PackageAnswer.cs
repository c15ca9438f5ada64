using System.Globalization;
using System.Text.Json;
using EuiccSim.Json;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip;

/// <summary>
/// What an eUICC said about the elements of a package: the simaResponse of a Profile Installation Result (SGP.22 v2.5 §2.5.6), one or more
/// EUICCResponse (SAIP §8.11). Whatever the octets are, they can be read: what cannot be understood is kept as it came.
/// </summary>
public sealed record PackageAnswer
{
    /// <summary>The elements that were refused or passed over, in the eUICC's order. Those that are in order are not among them.</summary>
    public SequenceOf<ProfileFault> Elements { get; init; } = [];

    /// <summary>True if the eUICC gave up the installation.</summary>
    public bool IsAborted { get; init; }

    /// <summary>The eUICC's own words (statusMessage), as one line; null if it gave none.</summary>
    public string? Message { get; init; }

    /// <summary>What of the answer cannot be understood; mostly empty.</summary>
    public Octets Unreadable { get; init; }

    /// <summary>Reads an answer.</summary>
    /// <param name="simaResponse">The octets.</param>
    public static PackageAnswer Read(Octets simaResponse) => PackageAnswerReader.Read(simaResponse, element => element);

    /// <summary>Reads an answer to a package that is at hand: then it is known which elements they are, and mostly which rule is broken.</summary>
    /// <param name="simaResponse">The octets.</param>
    /// <param name="package">The unprotected profile package; one that cannot be read tells nothing.</param>
    public static PackageAnswer Read(Octets simaResponse, Octets package)
    {
        ElementFinder finder = new(package);
        return PackageAnswerReader.Read(simaResponse, finder.Find);
    }

    /// <summary>What was said, in one line.</summary>
    public override string ToString()
    {
        List<string> said = [.. Elements.Select(Sentence)];
        if (said.Count == 0 && IsAborted) said.Add("the eUICC gave up and named no element");
        if (Message is not null) said.Add($"the eUICC says: {Message}");
        if (!Unreadable.IsEmpty) said.Add($"of its answer this cannot be read: {Shown(Unreadable)}");
        return string.Join("; ", said);
    }

    /// <summary>Writes it as members of the object that is open.</summary>
    public void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteObjects("elements", Elements, element => WriteElement(json, element));
        if (Message is not null) json.WriteString("statusMessage", Message);
        if (!Unreadable.IsEmpty) json.WriteString("unreadable", Unreadable.ToString());
    }

    private static void WriteElement(Utf8JsonWriter json, ProfileFault element)
    {
        json.WriteString("status", element.StatusName);
        json.WriteNumber("statusCode", element.StatusNumber);
        if (element.Status.AdditionalInformation is { } additional) json.WriteNumber("additionalInformation", additional);
        if (element.Status.Offset is { } offset) json.WriteNumber("offset", offset);
        element.WriteMembers(json);
    }

    private static string Sentence(ProfileFault element)
    {
        PeStatus status = element.Status;
        string more = (status.AdditionalInformation is { } additional ? string.Create(CultureInfo.InvariantCulture, $", additional information {additional}") : "")
            + (status.Offset is { } offset ? string.Create(CultureInfo.InvariantCulture, $", at octet {offset} of it") : "");
        string rule = element.Rule.Length == 0 ? "" : $": {element.Rule}";
        return string.Create(CultureInfo.InvariantCulture, $"{PlaceOf(element)}: {element.StatusName} ({element.StatusNumber}){more}{rule}");
    }

    private static string PlaceOf(ProfileFault element)
    {
        string identification = element.Identification is { } number ? string.Create(CultureInfo.InvariantCulture, $"identification {number}") : "";
        string kind = element.Kind is { } known ? StandardName.Of(known) : "";
        string both = kind.Length > 0 && identification.Length > 0 ? $"{kind}, {identification}" : kind + identification;
        if (element.Number is { } position) return string.Create(CultureInfo.InvariantCulture, $"element {position}") + (both.Length == 0 ? "" : $" ({both})");
        return identification.Length == 0 ? "the package" : $"the element with the {identification}";
    }

    private static string Shown(Octets octets) =>
        octets.Length <= ShownOctets ? octets.ToString() : $"{octets.Slice(0, ShownOctets)}…";

    private const int ShownOctets = 32;
}
