using System.Globalization;
using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Templates;
using EuiccSim.Protocol.Uicc;

namespace EuiccSim.Terminal;

/// <summary>What is in a file.</summary>
/// <param name="File">Where it is.</param>
/// <param name="Control">What the card says of it.</param>
/// <param name="Parts">One part of a transparent file, each record of one with records; nothing of any other.</param>
public sealed record SimFileContent(FileAddress File, FileControlParameters Control, IReadOnlyList<Octets> Parts)
{
    /// <summary>True if it is a file that can be read at all: no directory, no BER-TLV structure.</summary>
    public bool IsReadable => Control.Type is FileType.Transparent or FileType.LinearFixed or FileType.Cyclic;

    /// <summary>"transparent", "linearFixed".</summary>
    public string TypeName => StandardName.Of(Control.Type);

    /// <summary>The octets in hexadecimal digits; of a file with records a line for each, with its number.</summary>
    public IEnumerable<string> Lines => Parts.Select((part, i) => IsWhole ? part.ToString() : string.Create(CultureInfo.InvariantCulture, $"{i + 1,3} {part}"));

    /// <summary>Writes it as members of the object that is open.</summary>
    public void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("path", File.ToString());
        json.WriteString("name", File.Name);
        json.WriteString("type", TypeName);
        if (IsWhole)
        {
            json.WriteString("data", Parts[0].ToString());
            return;
        }
        json.WriteStartArray("records");
        foreach (Octets record in Parts) json.WriteStringValue(record.ToString());
        json.WriteEndArray();
    }

    private bool IsWhole => Control.Type == FileType.Transparent;
}
