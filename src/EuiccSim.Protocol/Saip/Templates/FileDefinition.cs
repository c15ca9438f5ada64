using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip.Templates;

/// <summary>A file as a profile asks for it: the row of the template and the attributes in the profile made one. SAIP §8.3.</summary>
public sealed record FileDefinition
{
    /// <summary>What kind of file it is.</summary>
    public required FileType Type { get; init; }

    /// <summary>File identifier; of an ADF the temporary one.</summary>
    public required int FileId { get; init; }

    // An image may have very many files. These two, before what is larger, are where else there is nothing.
    /// <summary>Short file identifier, 1 to 30; null: none.</summary>
    public byte? ShortFileId { get; init; }

    /// <summary>Record of EF.ARR; null: no access rule was given.</summary>
    public byte? ArrRecord { get; init; }

    /// <summary>File descriptor octet and data coding octet, TS 102 221 §11.1.1.4.3.</summary>
    public required Octets Descriptor { get; init; }

    /// <summary>Octets of a record; 0 where there are none.</summary>
    public int RecordLength { get; init; }

    /// <summary>Octets of the content; of a BER-TLV file, what is reserved for it; 0 for directories and links.</summary>
    public int Size { get; init; }

    /// <summary>Most octets of a BER-TLV file; null: no limit of its own.</summary>
    public int? MaximumSize { get; init; }

    /// <summary>File identifier of the EF.ARR that is named; null: the one that applies at this place.</summary>
    public int? ArrFileId { get; init; }

    /// <summary>Life cycle status octet.</summary>
    public required byte Lcsi { get; init; }

    /// <summary>'80': often updated; '40': readable and updatable while deactivated.</summary>
    public byte SpecialInformation { get; init; }

    /// <summary>AID of an ADF.</summary>
    public Octets? DfName { get; init; }

    /// <summary>Key references of the PINs of a directory.</summary>
    public Octets PinReferences { get; init; }

    /// <summary>Path of the file whose content this one shares; null: it has its own.</summary>
    public Octets? LinkPath { get; init; }

    /// <summary>What the content is filled with.</summary>
    public ContentPattern Pattern { get; init; } = ContentPattern.Erased;

    /// <summary>
    /// File identifier of the EF.ARR that has its access rules: EF.ARR under the MF serves the MF, what is directly under it, and the ADFs; that of
    /// the directory all else. SAIP §8.3.3.
    /// </summary>
    /// <param name="parent">The directory that the file is in; null for the MF.</param>
    public int ArrFileIdIn(FileDefinition? parent) => ArrFileId ?? (Type is FileType.Mf or FileType.Adf || parent?.Type == FileType.Mf ? 0x2F06 : 0x6F06);

    /// <summary>True for MF, ADF and DF.</summary>
    public bool IsDirectory => Type is FileType.Mf or FileType.Adf or FileType.Df;

    /// <summary>Number of records; 0 where there are none.</summary>
    public int Records => RecordLength == 0 ? 0 : Size / RecordLength;
}
