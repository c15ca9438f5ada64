using System.Globalization;
using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Protocol.Saip.Templates;
using EuiccSim.Protocol.Uicc;

namespace EuiccSim.Protocol.Inspection;

/// <summary>What is in a file of a package.</summary>
public sealed class FileContentView
{
    private readonly PackageInspection _of;
    private readonly FileMeaning _meaning;

    internal FileContentView(PackageInspection of, InspectedFile file, bool hasSecrets)
    {
        (_of, File) = (of, file);
        _meaning = new(file.Name, file.File.Definition.Type, IsOfCsim(file.File));
        IsMasked = !hasSecrets && of.Paths.IsSecret(file.File);
    }

    /// <summary>The file.</summary>
    public InspectedFile File { get; }

    /// <summary>True where its content is secret, and was not asked for.</summary>
    public bool IsMasked { get; }

    /// <summary>One part of a transparent or BER-TLV file, each record of one with records.</summary>
    public IEnumerable<Octets> Parts
    {
        get
        {
            Octets content = File.File.Content;
            int length = File.File.Definition.RecordLength;
            if (length == 0) return [content];
            return Enumerable.Range(0, content.Length / length).Select(record => content.Slice(record * length, length));
        }
    }

    /// <summary>What it means, and the octets where that is not known; a line each. Records have their number before them.</summary>
    public IEnumerable<string> Lines
    {
        get
        {
            if (IsMasked) return [SecretContents.Masked(File.File.Content.Length)];
            if (File.File.Definition.RecordLength == 0) return File.File.Content is { IsEmpty: false } content ? WholeLines(content) : [Empty];
            return RecordLines();
        }
    }

    /// <summary>What its parts mean, but for empty ones and those that do not fit.</summary>
    internal IEnumerable<Asn1Description> Meanings => Parts.Where(part => !IsFiller(part)).Select(part => _meaning.Decode(part).Meaning).OfType<Asn1Description>();

    /// <summary>Writes it as members of the object that is open.</summary>
    internal void WriteMembers(Utf8JsonWriter json)
    {
        File.WriteMembers(json, File.File.Target is { } target ? _of.Paths.TextOf(target) : null);
        if (IsMasked)
        {
            json.WriteBoolean("masked", true);
            return;
        }
        bool isWhole = File.File.Definition.RecordLength == 0;
        json.WritePropertyName(isWhole ? "data" : "records");
        Write(json, isWhole, part => json.WriteStringValue(part.ToString()));
        if (!_meaning.IsKnown) return;
        json.WritePropertyName("decoded");
        Write(json, isWhole, part => _meaning.WriteValue(json, part));
    }

    private IEnumerable<string> WholeLines(Octets content) => _meaning.Decode(content) switch
    {
        _ when IsFiller(content) && !s_bitmaps.Contains(File.Name) => [Empty],
        (_, { } fault) => [Unfit(content, fault)],
        ({ } meaning, _) => FileMeaning.LinesOf(meaning),
        _ => new[] { Cut(content) },
    };

    private IEnumerable<string> RecordLines()
    {
        Octets[] records = [.. Parts];
        for (int i = 0; i < records.Length; i++)
        {
            int first = i;
            string line = LineOf(records[i]);
            while (i + 1 < records.Length && LineOf(records[i + 1]) == line) i++;
            yield return i == first ? Invariant($"{first + 1}  {line}") : Invariant($"{first + 1} to {i + 1}  {line}");
        }
    }

    private string LineOf(Octets record) => _meaning.Decode(record) switch
    {
        _ when IsFiller(record) => Empty,
        _ when File.Name == "EF.ARR" && FileAccessRules.Read(record, isDirectory: false) is { Count: > 0 } rules => string.Join(" · ", rules),
        (_, { } fault) => Unfit(record, fault),
        ({ } meaning, _) => FileDecoder.TextOf(meaning),
        _ => _meaning.IsKnown ? Empty : Cut(record),
    };

    private string Unfit(Octets octets, string fault) => $"{Cut(octets)} (not what {File.Name} holds: {fault})";

    private void Write(Utf8JsonWriter json, bool isWhole, Action<Octets> value)
    {
        if (!isWhole) json.WriteStartArray();
        foreach (Octets part in Parts) value(part);
        if (!isWhole) json.WriteEndArray();
    }

    internal static string Cut(Octets octets) => octets.Length <= Longest
        ? octets.ToString()
        : Invariant($"{octets.Slice(0, Longest)}… ({octets.Length} octets)");

    private static bool IsOfCsim(PackageFile file)
    {
        for (PackageFile? at = file; at is not null; at = at.Parent)
            if (at.Definition is { Type: FileType.Adf, DfName: { } name } && UiccApplication.NameOf(name) == FileNames.Csim) return true;
        return false;
    }

    /// <summary>Erased; a record of SMS, of a number's extension or of an image is free with a first octet '00'. TS 31.102 §4.2.25, TS 51.011 §10.5.10.</summary>
    private static bool IsFiller(Octets octets) => !octets.Span.ContainsAnyExcept((byte)0xFF)
        || (octets.Length >= LeastFreeRecord && octets[0] == 0 && !octets.Span[1..].ContainsAnyExcept((byte)0xFF));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    // In these 'FF' says that all is there.
    private static readonly string[] s_bitmaps = ["EF.UST", "EF.IST", "EF.EST", "EF.ACC"];

    private const string Empty = "(empty)";
    private const int LeastFreeRecord = 10;
    private const int Longest = 48;
}
