using System.Globalization;
using System.Text.Json;
using EuiccSim.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Protocol.Saip.Forms;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Protocol.Inspection;

/// <summary>An element with all its fields by SAIP's names, and what is in its files.</summary>
public sealed class ElementFields
{
    private readonly bool _hasSecrets;
    private readonly Dictionary<(int Item, int Step), FileContentView> _files;

    internal ElementFields(PackageInspection of, InspectedElement element, bool hasSecrets)
    {
        (Element, _hasSecrets) = (element, hasSecrets);
        _files = of.Tree.Files.Where(file => file.ElementNumber == element.Number)
            .ToDictionary(file => (file.File.Source.Item, file.File.Source.Step), file => new FileContentView(of, file, hasSecrets));
        Fields = PackageFields.TryDescribeElement(element.Encoded) is { } fields ? (hasSecrets ? fields.Parts[0] : SecretContents.Mask(fields.Parts[0], IsSecretFile)) : null;
    }

    /// <summary>The element.</summary>
    public InspectedElement Element { get; }

    /// <summary>Its fields; null for one that cannot be read. Secrets are replaced by a text unless they were asked for.</summary>
    public Asn1Description? Fields { get; }

    internal ViewSection Section
    {
        get
        {
            string identification = Element.Identification is { } id ? string.Create(CultureInfo.InvariantCulture, $", identification {id}") : "";
            SectionBuilder lines = new(string.Create(CultureInfo.InvariantCulture, $"Element {Element.Number}: {Element.Kind}{identification}, {Element.Encoded.Length} octets"));
            lines.Fact("fault", Element.Fault);
            if (Fields is null) AddTlvs(lines, BerTlv.ReadWhole(Element.Encoded), 0);
            else foreach (Asn1Description part in Fields.Parts) Add(lines, part, 0);
            return lines.Section;
        }
    }

    /// <summary>Writes it as members of the object that is open.</summary>
    internal void WriteMembers(Utf8JsonWriter json)
    {
        Element.WriteMembers(json);
        if (Fields is { } fields)
        {
            json.WritePropertyName("fields");
            fields.WriteValue(json);
        }
        if (_hasSecrets) json.WriteString("octets", Element.Encoded.ToString());
        json.WriteObjects("files", _files.Values.Where(file => !file.File.File.Definition.IsDirectory), file => file.WriteMembers(json));
    }

    private void Add(SectionBuilder lines, Asn1Description field, int level, FileContentView? about = null)
    {
        if (field.Text is { } text)
        {
            lines.Row(level, field.Name, text == "NULL" ? "" : text.Length > Longest && Octets.TryParse(text) is { } octets ? FileContentView.Cut(octets) : text);
            return;
        }
        FileContentView? file = level == 0 ? FileOf(field.Name) : null;
        lines.Row(level, field.Name, (file ?? about) is { } head ? HeadOf(head) : "");
        for (int i = 0; i < field.Parts.Count; i++)
        {
            if (field.Name == Commands) AddCommands(lines, field.Parts[i], i);
            else Add(lines, Named(field.Parts[i], i), level + 1);
        }
        AddContent(lines, file, level + 1);
    }

    /// <summary>Steps, and behind those of a file what is in it.</summary>
    private void AddCommands(SectionBuilder lines, Asn1Description list, int number)
    {
        FileContentView? file = null;
        for (int i = 0; i < list.Parts.Count; i++)
        {
            Asn1Description step = Named(list.Parts[i], i);
            if (step.Name is Create or Path)
            {
                AddContent(lines, file, 2);
                file = _files.GetValueOrDefault((number, i));
            }
            Add(lines, step, 1, step.Name == Create ? file : null);
        }
        AddContent(lines, file, 2);
    }

    /// <summary>An element of a list has no name, a choice in it has that of its only part.</summary>
    private static Asn1Description Named(Asn1Description part, int index)
    {
        Asn1Description one = part is { Name: "", Text: null, IsList: false, Parts.Count: 1 } ? part.Parts[0] : part;
        return one.Name.Length > 0 ? one : one with { Name = string.Create(CultureInfo.InvariantCulture, $"[{index + 1}]") };
    }

    private static string HeadOf(FileContentView file) => $"{file.File.Path}, {file.File.FileId}, {file.File.Kind}";

    private static void AddContent(SectionBuilder lines, FileContentView? file, int level)
    {
        if (file is not { File.File.Definition.IsDirectory: false }) return;
        string name = "content";
        foreach (string line in file.Lines)
        {
            lines.Row(level, name, line);
            name = "";
        }
    }

    /// <summary>Of a file that was not made nobody knows what it is.</summary>
    private bool IsSecretFile(int list, int step) => _files.GetValueOrDefault((list, step)) is not { IsMasked: false };

    private FileTemplate? RowOf(string component) => PeLayout.IsFileSystem(Element.Value.Kind) ? PeLayout.Of(Element.Value.Kind).Newest.Find(component) : null;

    /// <summary>The file of a component of a template.</summary>
    private FileContentView? FileOf(string component) => RowOf(component) is { } row ? _files.GetValueOrDefault((row.Tag, 0)) : null;

    private void AddTlvs(SectionBuilder lines, IReadOnlyList<BerTlv> all, int level)
    {
        foreach (BerTlv one in all)
        {
            bool isConstructed = (one.Encoded[0] & 0x20) != 0;
            string text = isConstructed ? "" : _hasSecrets ? FileContentView.Cut(one.Value) : string.Create(CultureInfo.InvariantCulture, $"({one.Value.Length} octets)");
            lines.Row(level, one.Tag.ToString("X2", CultureInfo.InvariantCulture), text);
            if (isConstructed && level < PackageRoom.MostLevels) AddTlvs(lines, BerTlv.ReadWhole(one.Value), level + 1);
        }
    }

    // A longer text is that of octets: SAIP has none of more than 100 characters.
    private const int Longest = 100;
    private const string Commands = "fileManagementCMD";
    private const string Create = "createFCP";
    private const string Path = "filePath";
}
