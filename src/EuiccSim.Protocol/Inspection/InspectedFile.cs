using System.Globalization;
using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Protocol.Inspection;

/// <summary>A file that a package makes, in words.</summary>
/// <param name="File">The file.</param>
/// <param name="Path">Its path in names, "ADF.USIM/EF.IMSI".</param>
/// <param name="Name">Its name, or its identifier where it has none.</param>
public sealed record InspectedFile(PackageFile File, string Path, string Name)
{
    /// <summary>The place of the element that makes it, from 1 on.</summary>
    public int ElementNumber => File.Source.Element + 1;

    /// <summary>"7F10"; of an ADF the temporary one.</summary>
    public string FileId => File.Definition.FileId.ToString("X4", CultureInfo.InvariantCulture);

    /// <summary>Its access rules.</summary>
    public FileAccessRules Access => FileAccessRules.Of(File);

    /// <summary>"transparent, 9 octets", "linear fixed, 10 × 28", "BER-TLV", "DF".</summary>
    public string Kind
    {
        get
        {
            FileDefinition file = File.Definition;
            return file.Type switch
            {
                FileType.Mf => "MF",
                FileType.Df => "DF",
                FileType.Adf => $"ADF {file.DfName}",
                FileType.Transparent => Invariant($"transparent, {file.Size}"),
                FileType.BerTlv => file.MaximumSize is { } most ? Invariant($"BER-TLV, {file.Size} to {most}") : Invariant($"BER-TLV, {file.Size}"),
                FileType.LinearFixed => Invariant($"linear fixed, {file.Records} × {file.RecordLength}"),
                _ => Invariant($"cyclic, {file.Records} × {file.RecordLength}"),
            };
        }
    }

    /// <summary>"activated", "deactivated", "terminated", "initialisation", "creation". TS 102 221 §11.1.1.4.9.</summary>
    public string LifeCycle => File.Definition.Lcsi switch
    {
        0x01 => "creation",
        0x03 => "initialisation",
        0x05 or 0x07 => "activated",
        0x04 or 0x06 => "deactivated",
        >= 0x0C and <= 0x0F => "terminated",
        var other => Invariant($"life cycle status {other:X2}"),
    };

    /// <summary>Writes what it is as members of the object that is open.</summary>
    internal void WriteMembers(Utf8JsonWriter json, string? target)
    {
        FileDefinition file = File.Definition;
        json.WriteString("path", Path);
        json.WriteString("name", Name);
        json.WriteString("fileId", FileId);
        json.WriteString("type", StandardName.Of(file.Type));
        json.WriteNumber("element", ElementNumber);
        if (file.ShortFileId is { } sfi) json.WriteNumber("shortFileId", sfi);
        if (file.DfName is { } aid) json.WriteString("aid", aid.ToString());
        if (!file.IsDirectory) json.WriteNumber("size", file.Size);
        if (file.MaximumSize is { } most) json.WriteNumber("maximumSize", most);
        if (file.RecordLength > 0) json.WriteNumber("recordLength", file.RecordLength);
        if (target is not null) json.WriteString("linkedTo", target);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
