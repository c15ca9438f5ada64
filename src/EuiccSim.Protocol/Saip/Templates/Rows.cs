namespace EuiccSim.Protocol.Saip.Templates;

/// <summary>The annex's columns, one line per row: tag, component, file identifier, name, size, and what not every row has.</summary>
internal static class Rows
{
    internal const TemplateParameters Content = TemplateParameters.Content;
    internal const TemplateParameters Records = TemplateParameters.Records;
    internal const TemplateParameters Size = TemplateParameters.Size;
    internal const TemplateParameters Sfi = TemplateParameters.ShortFileId;

    internal static FileTemplate Master(int tag, string field, string name, bool mandatory = false) =>
        Row(tag, field, name, FileType.Mf, 0x3F00, 14, TemplateParameters.PinStatus, mandatory);

    internal static FileTemplate Application(int tag, string field, string name, bool mandatory = false) =>
        Row(
            tag, field, name, FileType.Adf, null, 14,
            TemplateParameters.Aid | TemplateParameters.TemporaryFileId | TemplateParameters.PinStatus, mandatory);

    internal static FileTemplate Directory(int tag, string field, int fid, string name, bool mandatory = false) =>
        Row(tag, field, name, FileType.Df, fid, 14, TemplateParameters.PinStatus, mandatory);

    internal static FileTemplate AnyDirectory(int tag, string field, string name, bool mandatory = false) =>
        Row(tag, field, name, FileType.Df, null, 14, TemplateParameters.FileId | TemplateParameters.PinStatus, mandatory);

    internal static FileTemplate Transparent(
        int tag, string field, int fid, string name, int? size, int arr, int? sfi = null, string? fill = null,
        TemplateParameters needs = TemplateParameters.None, bool highUpdate = false, bool mandatory = false, int? last = null) =>
        File(FileType.Transparent, tag, field, fid, name, null, size, arr, sfi, fill, needs, highUpdate, mandatory, last);

    internal static FileTemplate Linear(
        int tag, string field, int fid, string name, int? records, int? size, int arr, int? sfi = null, string? fill = null,
        TemplateParameters needs = TemplateParameters.None, bool highUpdate = false, bool mandatory = false, int? last = null) =>
        File(FileType.LinearFixed, tag, field, fid, name, records, size, arr, sfi, fill, needs, highUpdate, mandatory, last);

    internal static FileTemplate Cyclic(
        int tag, string field, int fid, string name, int? records, int? size, int arr, int? sfi = null, string? fill = null,
        TemplateParameters needs = TemplateParameters.None, bool highUpdate = false, bool mandatory = false) =>
        File(FileType.Cyclic, tag, field, fid, name, records, size, arr, sfi, fill, needs, highUpdate, mandatory, null);

    internal static FileTemplate BerTlv(
        int tag, string field, int fid, string name, int arr, int? sfi = null, TemplateParameters needs = TemplateParameters.None) =>
        File(FileType.BerTlv, tag, field, fid, name, null, null, arr, sfi, null, needs, false, false, null);

    /// <summary>A row of another template under a tag, and perhaps a name, of its own.</summary>
    internal static FileTemplate Same(int tag, ProfileTemplate template, string field, string? renamed = null, bool mandatory = false) =>
        template.Find(field)! with { Tag = tag, Field = renamed ?? field, Mandatory = mandatory };

    private static FileTemplate File(
        FileType type, int tag, string field, int fid, string name, int? records, int? size, int arr, int? sfi, string? fill,
        TemplateParameters needs, bool highUpdate, bool mandatory, int? last) =>
        Row(tag, field, name, type, fid, arr, needs, mandatory) with
        {
            LastFileId = last,
            Records = records,
            Size = size,
            ShortFileId = sfi,
            Content = fill is null ? null : ContentPattern.Parse(fill),
            HighUpdate = highUpdate,
        };

    private static FileTemplate Row(
        int tag, string field, string name, FileType type, int? fid, int arr, TemplateParameters needs, bool mandatory) => new()
        {
            Tag = tag,
            Field = field,
            Name = name,
            Type = type,
            FileId = fid,
            AccessRule = arr,
            Required = needs,
            Mandatory = mandatory,
        };
}
