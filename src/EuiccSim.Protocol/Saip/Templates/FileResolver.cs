using EuiccSim.Protocol.Asn1;

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
        Merge(row, fcp ?? s_nothing, out definition);

    /// <summary>A file of generic file management, which says everything itself.</summary>
    /// <param name="fcp">The attributes.</param>
    /// <param name="definition">The file; null unless the outcome is <see cref="PeStatusCode.Ok"/>.</param>
    public static PeStatusCode Resolve(Fcp fcp, out FileDefinition? definition) => Merge(null, fcp, out definition);

    private static PeStatusCode Merge(FileTemplate? row, Fcp fcp, out FileDefinition? definition)
    {
        definition = null;
        if (TypeOf(row, fcp) is not { } type || FileIdOf(row, fcp) is not { } fileId) return PeStatusCode.InvalidParameter;
        Draft file = new() { Type = type, LinkPath = fcp.LinkPath is { IsEmpty: false } path ? path : null };
        PeStatusCode outcome = AddAccessRule(ref file, row, fcp);
        if (outcome == PeStatusCode.Ok) outcome = file.IsDirectory ? AddDirectory(ref file, fcp) : AddElementaryFile(ref file, row, fileId, fcp);
        if (outcome == PeStatusCode.Ok) definition = file.Build(fileId, row, fcp);
        return outcome;
    }

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

    private static PeStatusCode AddAccessRule(ref Draft file, FileTemplate? row, Fcp fcp)
    {
        if (fcp.SecurityAttributesReferenced is not { } reference)
        {
            file.ArrRecord = row?.AccessRule;
            return PeStatusCode.Ok;
        }
        if (reference.Length == 2) return PeStatusCode.InvalidParameter;
        file.ArrRecord = reference[^1];
        file.ArrFileId = reference.Length == 3 ? (reference[0] << 8) | reference[1] : null;
        return PeStatusCode.Ok;
    }

    private static PeStatusCode AddDirectory(ref Draft file, Fcp fcp)
    {
        bool isLink = file.LinkPath is not null;
        if (fcp.PinStatusTemplateDO is null && !isLink) return PeStatusCode.InvalidParameter;
        if (fcp.PinStatusTemplateDO is { Length: > MostKeyReferences }) return PeStatusCode.InvalidParameter;
        if (file.Type == FileType.Adf && fcp.DfName is null && !isLink) return PeStatusCode.InvalidParameter;
        file.DfName = fcp.DfName;
        file.PinReferences = fcp.PinStatusTemplateDO ?? Octets.Empty;
        return PeStatusCode.Ok;
    }

    private static PeStatusCode AddElementaryFile(ref Draft file, FileTemplate? row, int fileId, Fcp fcp)
    {
        ProprietaryInfo? info = fcp.ProprietaryEFInfo;
        if (info is { FillPattern: not null, RepeatPattern: not null }) return PeStatusCode.InvalidParameter;
        PeStatusCode outcome = ShortFileIdOf(row, fcp, fileId, out int? sfi);
        if (outcome != PeStatusCode.Ok) return outcome;
        ContentPattern? own = info?.FillPattern is { } fill ? ContentPattern.Fill(fill)
            : info?.RepeatPattern is { } repeat ? ContentPattern.Repeat(repeat)
            : row?.Content;
        file.ShortFileId = sfi;
        file.Pattern = own ?? ContentPattern.Erased;
        return AddSize(ref file, row, fcp);
    }

    private static PeStatusCode ShortFileIdOf(FileTemplate? row, Fcp fcp, int fileId, out int? sfi)
    {
        sfi = row is not null ? row.ShortFileId : fileId & 0x1F;
        if (fcp.ShortEFID is { } given)
        {
            sfi = given.IsEmpty ? null : given[0] >> 3;
            if (!given.IsEmpty && (given[0] & 0x07) != 0) return PeStatusCode.InvalidParameter;
        }
        if (sfi is 0 or 31) sfi = null;
        return PeStatusCode.Ok;
    }

    private static PeStatusCode AddSize(ref Draft file, FileTemplate? row, Fcp fcp)
    {
        PeStatusCode outcome = Number(fcp.EfFileSize, out int? size);
        if (outcome != PeStatusCode.Ok) return outcome;
        outcome = Number(fcp.ProprietaryEFInfo?.MaximumFileSize, out int? maximum);
        file.MaximumSize = maximum;
        if (outcome != PeStatusCode.Ok || file.LinkPath is not null) return outcome;
        if (file.Type == FileType.BerTlv)
        {
            file.Size = size ?? 0;
            return maximum < size ? PeStatusCode.InvalidParameter : PeStatusCode.Ok;
        }
        // A row of another kind of file says nothing of this one's size.
        FileTemplate? like = row?.Type == file.Type ? row : null;
        if (file.Type == FileType.Transparent)
        {
            if ((size ?? like?.Size) is not { } octets) return PeStatusCode.InvalidParameter;
            file.Size = octets;
            return PeStatusCode.Ok;
        }
        int? recordLength = fcp.FileDescriptor is { Length: 4 } descriptor ? (descriptor[2] << 8) | descriptor[3] : like?.Size;
        if (recordLength is not { } length || length is 0 or > 255) return PeStatusCode.InvalidParameter;
        int? total = size ?? like?.Records * length;
        if (total is not { } all || all % length != 0 || all / length > MostRecords) return PeStatusCode.InvalidParameter;
        file.RecordLength = length;
        file.Size = all;
        return PeStatusCode.Ok;
    }

    private static PeStatusCode Number(Octets? octets, out int? number)
    {
        number = null;
        if (octets is not { } given) return PeStatusCode.Ok;
        if (given.IsEmpty) return PeStatusCode.InvalidParameter;
        int value = 0;
        foreach (byte octet in given.Span)
        {
            value = (value << 8) | octet;
            if (value > LargestFile) return PeStatusCode.NotEnoughMemory;
        }
        number = value;
        return PeStatusCode.Ok;
    }

    /// <summary>A definition while it is put together: one with each attribute would be a copy with each.</summary>
    private struct Draft
    {
        internal FileType Type;
        internal Octets? LinkPath;
        internal int? ArrRecord;
        internal int? ArrFileId;
        internal Octets? DfName;
        internal Octets PinReferences;
        internal int? ShortFileId;
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
