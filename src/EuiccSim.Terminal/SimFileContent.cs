using System.Globalization;
using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Templates;
using EuiccSim.Protocol.Uicc;

namespace EuiccSim.Terminal;

/// <summary>What is in a file.</summary>
/// <param name="File">Where it is.</param>
/// <param name="Control">What the card says of it.</param>
/// <param name="Parts">One part of a transparent file, each record of one with records; nothing where <see cref="Unfit"/> says why.</param>
public sealed record SimFileContent(FileAddress File, FileControlParameters Control, IReadOnlyList<Octets> Parts)
{
    /// <summary>The number of the only record that there is a part of; null for all.</summary>
    public int? Record { get; init; }

    /// <summary>Why nothing was read or written: a directory, a record that is not there; null if all went well.</summary>
    public SimUnfit? Unfit { get; init; }

    /// <summary>"transparent", "linearFixed".</summary>
    public string TypeName => StandardName.Of(Control.Type);

    /// <summary>The octets in hexadecimal digits; of a file with records a line for each, with its number.</summary>
    public IEnumerable<string> RawLines => Parts.Select((part, i) => Numbered(i, part.ToString()));

    /// <summary>What the octets mean, where the standards say so for a file of this name and structure, and else the octets.</summary>
    public IEnumerable<string> Lines => Parts.SelectMany((part, i) => Means.Decode(part) switch
    {
        (_, { } fault) => [Numbered(i, $"{part} (not what {File.Name} holds: {fault})")],
        ({ } meaning, _) when IsWhole => FileMeaning.LinesOf(meaning),
        ({ } meaning, _) => [Numbered(i, FileDecoder.TextOf(meaning))],
        _ => new[] { Numbered(i, !IsWhole && IsFiller(part) ? "(empty)" : part.ToString()) },
    });

    /// <summary>Writes it as members of the object that is open: always the octets, "decoded" beside them if wanted.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="isDecoded">
    /// True for "decoded": an object of the fields, with "fault" where the octets are not what such a file holds; of records one for each, null
    /// for an empty one. Left out for files that are not known.
    /// </param>
    /// <param name="hasContent">False to leave out octets and "decoded".</param>
    public void WriteMembers(Utf8JsonWriter json, bool isDecoded = true, bool hasContent = true)
    {
        json.WriteString("path", File.ToString());
        json.WriteString("name", File.Name);
        json.WriteString("type", TypeName);
        if (Record is { } number) json.WriteNumber("record", number);
        if (!hasContent) return;
        bool isOne = IsWhole || Record is not null;
        if (isOne) json.WriteString("data", Parts[0].ToString());
        else JsonParts(json, "records", part => json.WriteStringValue(part.ToString()));
        if (!isDecoded || !Means.IsKnown) return;
        if (!isOne)
        {
            JsonParts(json, "decoded", part => Means.WriteValue(json, part));
            return;
        }
        json.WritePropertyName("decoded");
        Means.WriteValue(json, Parts[0]);
    }

    private bool IsWhole => Control.Type == FileType.Transparent;

    private FileMeaning Means => new(File.Name, Control.Type, File.Root == Csim);

    private void JsonParts(Utf8JsonWriter json, string name, Action<Octets> write)
    {
        json.WriteStartArray(name);
        foreach (Octets part in Parts) write(part);
        json.WriteEndArray();
    }

    private string Numbered(int index, string text) => IsWhole ? text : string.Create(CultureInfo.InvariantCulture, $"{Record ?? (index + 1),3} {text}");

    private const string Csim = "CSIM";

    private static bool IsFiller(Octets part) => !part.Span.ContainsAnyExcept((byte)0xFF);
}
