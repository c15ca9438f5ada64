using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Files;

namespace EuiccSim.Protocol.Saip.Templates;

/// <summary>Makes the row of a template and the attributes in the profile one definition. SAIP §8.3.1 to §8.3.3.</summary>
public static class FileResolver
{
    /// <summary>The largest file that is made, 1 MiB: what a profile says costs memory before anything of it has arrived.</summary>
    public const int LargestFile = 1 << 20;

    /// <summary>A file of a template.</summary>
    /// <param name="row">Its row.</param>
    /// <param name="fcp">What the profile says of it; null: nothing.</param>
    /// <param name="definition">The file; null unless the outcome is <see cref="PeStatusCode.Ok"/>.</param>
    public static PeStatusCode Resolve(FileTemplate row, Fcp? fcp, out FileDefinition? definition) =>
        Refuse(row, fcp, out definition)?.Status ?? PeStatusCode.Ok;

    /// <summary>A file of generic file management, which says everything itself.</summary>
    /// <param name="fcp">The attributes.</param>
    /// <param name="definition">The file; null unless the outcome is <see cref="PeStatusCode.Ok"/>.</param>
    public static PeStatusCode Resolve(Fcp fcp, out FileDefinition? definition) => Refuse(null, fcp, out definition)?.Status ?? PeStatusCode.Ok;

    /// <summary>The same, with the rule that is broken; null if none is, and then there is a definition.</summary>
    internal static ProfileRule? Refuse(FileTemplate? row, Fcp? given, out FileDefinition? definition)
    {
        Fcp fcp = given ?? s_nothing;
        definition = null;
        if (TypeOf(row, fcp) is not { } type) return FileRules.Descriptor;
        if (FileIdOf(row, fcp) is not { } fileId) return FileRules.IdentifierGiven;
        Draft file = new() { Type = type, LinkPath = fcp.LinkPath is { IsEmpty: false } path ? path : null };
        ProfileRule? broken = AddAccessRule(ref file, row, fcp)
            ?? (file.IsDirectory ? AddDirectory(ref file, fcp) : AddElementaryFile(ref file, row, fileId, fcp));
        if (broken is null) definition = file.Build(fileId, row, fcp);
        return broken;
    }

    /// <summary>What can be told of a file that cannot be made.</summary>
    internal static FileDefinition Outline(FileTemplate? row, Fcp? given)
    {
        Fcp fcp = given ?? s_nothing;
        return Outline(TypeOf(row, fcp) ?? row?.Type ?? FileType.Transparent, FileIdOf(row, fcp)) with { DfName = fcp.DfName };
    }

    /// <summary>The same where only that is known.</summary>
    internal static FileDefinition Outline(FileType type, int? fileId = null) =>
        new() { Type = type, FileId = fileId ?? UnknownFiles.NoIdentifier, Descriptor = s_descriptors[(int)type], Lcsi = s_nothing.Lcsi[0] };

    /// <summary>TS 102 221 §11.1.1.4.3.</summary>
    private static FileType? TypeOf(FileTemplate? row, Fcp fcp)
    {
        if (fcp.FileDescriptor is not { } descriptor) return row?.Type;
        int octet = descriptor[0];
        if ((octet & 0xBF) == 0x38) return row is { IsDirectory: true } ? row.Type : fcp.DfName is null ? FileType.Df : FileType.Adf;
        if ((octet & 0xBF) == 0x39) return FileType.BerTlv;
        if ((octet & 0xB0) != 0) return null;
        return (octet & 0x07) switch
        {
            1 => FileType.Transparent,
            2 => FileType.LinearFixed,
            6 => FileType.Cyclic,
            _ => null,
        };
    }

    private static int? FileIdOf(FileTemplate? row, Fcp fcp) => fcp.FileID is { } given ? (given[0] << 8) | given[1] : row?.FileId;

    private static ProfileRule? AddAccessRule(ref Draft file, FileTemplate? row, Fcp fcp)
    {
        if (fcp.SecurityAttributesReferenced is not { } reference)
        {
            file.ArrRecord = (byte?)row?.AccessRule;
            return null;
        }
        if (reference.Length == 2) return FileRules.AccessReference;
        file.ArrRecord = reference[^1];
        file.ArrFileId = reference.Length == 3 ? (reference[0] << 8) | reference[1] : null;
        return null;
    }

    private static ProfileRule? AddDirectory(ref Draft file, Fcp fcp)
    {
        bool isLink = file.LinkPath is not null;
        if (fcp.PinStatusTemplateDO is null && !isLink) return FileRules.PinStatus;
        if (fcp.PinStatusTemplateDO is { Length: > MostKeyReferences }) return FileRules.PinStatusLength;
        if (file.Type == FileType.Adf && fcp.DfName is null && !isLink) return FileRules.AdfAid;
        file.DfName = fcp.DfName;
        file.PinReferences = fcp.PinStatusTemplateDO ?? Octets.Empty;
        return null;
    }

    private static ProfileRule? AddElementaryFile(ref Draft file, FileTemplate? row, int fileId, Fcp fcp)
    {
        ProprietaryInfo? info = fcp.ProprietaryEFInfo;
        if (info is { FillPattern: not null, RepeatPattern: not null }) return FileRules.OnePattern;
        if (ShortFileIdOf(row, fcp, fileId, out int? sfi) is { } broken) return broken;
        ContentPattern? own = info?.FillPattern is { } fill ? ContentPattern.Fill(fill)
            : info?.RepeatPattern is { } repeat ? ContentPattern.Repeat(repeat)
            : row?.Content;
        file.ShortFileId = (byte?)sfi;
        file.Pattern = own ?? ContentPattern.Erased;
        return AddSize(ref file, row, fcp);
    }

    private static ProfileRule? ShortFileIdOf(FileTemplate? row, Fcp fcp, int fileId, out int? sfi)
    {
        sfi = row is not null ? row.ShortFileId : fileId & 0x1F;
        if (fcp.ShortEFID is { } given)
        {
            sfi = given.IsEmpty ? null : given[0] >> 3;
            if (!given.IsEmpty && (given[0] & 0x07) != 0) return FileRules.ShortIdentifierBits;
        }
        if (sfi is 0 or 31) sfi = null;
        return null;
    }

    private static ProfileRule? AddSize(ref Draft file, FileTemplate? row, Fcp fcp)
    {
        if (Number(fcp.EfFileSize, out int? size) is { } noSize) return noSize;
        ProfileRule? noMaximum = Number(fcp.ProprietaryEFInfo?.MaximumFileSize, out int? maximum);
        file.MaximumSize = maximum;
        if (noMaximum is not null || file.LinkPath is not null) return noMaximum;
        if (file.Type == FileType.BerTlv)
        {
            file.Size = size ?? 0;
            return maximum < size ? FileRules.MaximumSize : null;
        }
        // A row of another kind of file says nothing of this one's size.
        FileTemplate? like = row?.Type == file.Type ? row : null;
        if (file.Type == FileType.Transparent)
        {
            if ((size ?? like?.Size) is not { } octets) return FileRules.SizeGiven;
            file.Size = octets;
            return null;
        }
        int? recordLength = fcp.FileDescriptor is { Length: 4 } descriptor ? (descriptor[2] << 8) | descriptor[3] : like?.Size;
        if (recordLength is not { } length || length is 0 or > 255) return FileRules.RecordLength;
        int? total = size ?? like?.Records * length;
        if (total is not { } all) return FileRules.SizeGiven;
        if (all % length != 0 || all / length > MostRecords) return FileRules.RecordCount;
        file.RecordLength = length;
        file.Size = all;
        return null;
    }

    private static ProfileRule? Number(Octets? octets, out int? number)
    {
        number = null;
        if (octets is not { } given) return null;
        if (given.IsEmpty) return FileRules.SizeNumber;
        int value = 0;
        foreach (byte octet in given.Span)
        {
            value = (value << 8) | octet;
            if (value > LargestFile) return FileRules.SizeLimit;
        }
        number = value;
        return null;
    }

    /// <summary>A definition while it is put together: one with each attribute would be a copy with each.</summary>
    private struct Draft
    {
        internal FileType Type;
        internal Octets? LinkPath;
        internal byte? ArrRecord;
        internal int? ArrFileId;
        internal Octets? DfName;
        internal Octets PinReferences;
        internal byte? ShortFileId;
        internal ContentPattern? Pattern;
        internal int? MaximumSize;
        internal int Size;
        internal int RecordLength;

        internal readonly bool IsDirectory => Type is FileType.Mf or FileType.Adf or FileType.Df;

        internal readonly FileDefinition Build(int fileId, FileTemplate? row, Fcp fcp) => new()
        {
            Type = Type,
            FileId = fileId,
            Descriptor = fcp.FileDescriptor?.Slice(0, 2) ?? s_descriptors[(int)Type],
            Lcsi = fcp.Lcsi[0],
            SpecialInformation = fcp.ProprietaryEFInfo?.SpecialFileInformation[0] ?? (byte)(row is { HighUpdate: true } ? 0x80 : 0),
            LinkPath = LinkPath,
            ArrRecord = ArrRecord,
            ArrFileId = ArrFileId,
            DfName = DfName,
            PinReferences = PinReferences,
            ShortFileId = ShortFileId,
            Pattern = Pattern ?? ContentPattern.Erased,
            MaximumSize = MaximumSize,
            Size = Size,
            RecordLength = RecordLength,
        };
    }

    private static readonly Fcp s_nothing = new();

    // By FileType. Shareable; data coding '21': one octet units, 'FF' is valid as the first octet of a tag.
    private static readonly Octets[] s_descriptors =
    [
        Octets.FromHex("7821"), Octets.FromHex("7821"), Octets.FromHex("7821"),
        Octets.FromHex("4121"), Octets.FromHex("4221"), Octets.FromHex("4621"), Octets.FromHex("7921"),
    ];

    private const int MostRecords = 254;

    // So many there are: 01 to 08, 0A to 0E, 11, 81 to 88 and 8A to 8E. TS 102 221 §9.5.1.
    private const int MostKeyReferences = 27;
}
