using System.Globalization;
using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Protocol.Inspection;

/// <summary>An element of a package, and what is known of it.</summary>
/// <param name="Number">Its place in the package, from 1 on.</param>
/// <param name="Value">What it says; of one that could not be read, its octets (<see cref="ProfileElement.Unknown"/>).</param>
/// <param name="Encoded">Its octets.</param>
/// <param name="Fault">Why it could not be read; null if it could, and for one of a later version of SAIP.</param>
public sealed record InspectedElement(int Number, ProfileElement Value, Octets Encoded, string? Fault)
{
    /// <summary>"usim", "pinCodes"; of one of a later version its tag, "BF28".</summary>
    public string Kind => Value.Kind switch
    {
        >= PeKind.Rfu1 and <= PeKind.Rfu5 and var rfu => string.Create(CultureInfo.InvariantCulture, $"rfu{rfu - PeKind.Rfu1 + 1}"),
        <= PeKind.OptIot and var known => StandardName.Of(known),
        _ => BerTlv.TryHeader(Encoded, out TlvHeader header) ? header.Tag.ToString("X2", CultureInfo.InvariantCulture) : "",
    };

    /// <summary>Its identification, by which an eUICC names it; null where it has none.</summary>
    public int? Identification => Value.PeHeader?.Identification;

    /// <summary>True if an eUICC that does not support it must abort the installation.</summary>
    public bool IsMandated => Value.PeHeader?.Mandated == true;

    /// <summary>The object identifier of its template; null where it is not made of one.</summary>
    public string? Template => (Value as ProfileElement.FileSystem)?.Value.TemplateId.Value;

    /// <summary>The template by name and version, "opt-usim v2"; null for one that is not known.</summary>
    public string? TemplateName => (Value as ProfileElement.FileSystem)?.Value.TemplateId is { } id ? NameOf(id) : null;

    /// <summary>How many files and directories it makes.</summary>
    public int FileCount { get; init; }

    /// <summary>The directory that PINs in it belong to, and the application that keys in it belong to.</summary>
    internal (PackageFile? Directory, PackageFile? Adf) Place { get; init; }

    /// <summary>A template by name and version; null for one that is not known.</summary>
    internal static string? NameOf(ObjectIdentifier id)
    {
        if (TemplateTable.Find(id) is not { } template) return null;
        int version = 1;
        foreach (ProfileTemplate one in TemplateTable.All)
        {
            if (one == template) break;
            if (one.Kind == template.Kind) version++;
        }
        return string.Create(CultureInfo.InvariantCulture, $"{PeLayout.Of(template.Kind).Name} v{version}");
    }

    /// <summary>Writes it as members of the object that is open.</summary>
    public void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteNumber("number", Number);
        json.WriteString("kind", Kind);
        if (Identification is { } identification) json.WriteNumber("identification", identification);
        json.WriteBoolean("mandated", IsMandated);
        json.WriteNumber("size", Encoded.Length);
        if (Template is { } template) json.WriteString("template", template);
        if (TemplateName is { } name) json.WriteString("templateName", name);
        json.WriteNumber("fileCount", FileCount);
        if (Fault is not null) json.WriteString("fault", Fault);
    }
}
