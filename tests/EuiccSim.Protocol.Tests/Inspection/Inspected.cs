using System.Text;
using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Inspection;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Building;

namespace EuiccSim.Protocol.Tests.Inspection;

/// <summary>A package of our own whose secrets are nowhere else in it, and what views say of it.</summary>
internal static class Inspected
{
    internal const string Key = "465B5CE8B199B49FAA5F0A2EE238A6BC";
    internal const string Opc = "CD63CB71954A9F4E48A5994E37A02BAF";

    internal static ProfilePackage Package { get; } = ProfileBuilder.Build(new()
    {
        Iccid = Iccid.FromDigits("8949000000000000018"),
        Imsi = "001010123456063",
        Key = Octets.FromHex(Key),
        Opc = Octets.FromHex(Opc),
        ProfileType = "Inspected",
        ServiceProviderName = "ACME",
        Msisdn = "491701234567",
        Pin = "7391",
        Pin2 = "8264",
        Puk = "31415926",
        Puk2 = "27182818",
        Adm1 = "16180339",
    });

    internal static PackageInspection Read() => PackageInspection.Read(Package.Write());

    /// <summary>The package with elements of generic file management before its end. SAIP §8.3.5.</summary>
    internal static PackageInspection With(params string[] elements)
    {
        string octets = Package.Write().ToString();
        int end = octets.Length - (2 * Package.Elements[^1].Encoded.Length);
        return PackageInspection.Read(Octets.FromHex(octets[..end] + string.Concat(elements) + octets[end..]));
    }

    internal static string Management(string steps) => Tlv("A1", "A0058000810164" + Tlv("A1", Tlv("30", steps)));

    internal static string Tlv(string tag, string value) => value.Length / 2 < 0x80 ? $"{tag}{value.Length / 2:X2}{value}" : $"{tag}82{value.Length / 2:X4}{value}";

    /// <summary>The lines of a view: the title of each section, then its lines with two blanks for each level and a blank between cells.</summary>
    internal static string Text(PackageView view)
    {
        StringBuilder text = new();
        foreach (ViewSection section in view.Sections)
        {
            text.Append(section.Title).Append('\n');
            foreach (ViewLine line in section.Lines) text.Append(' ', 2 * line.Level).Append(string.Join(' ', line.Cells.Where(cell => cell.Length > 0))).Append('\n');
        }
        return text.ToString();
    }

    internal static JsonElement Json(PackageView view)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            view.WriteMembers(json);
            json.WriteEndObject();
        }
        return JsonDocument.Parse(buffer.ToArray()).RootElement;
    }
}
