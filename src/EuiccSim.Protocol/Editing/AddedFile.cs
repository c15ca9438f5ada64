using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Protocol.Editing;

/// <summary>A file that comes into a package. What is null is as the template of its directory has it, where it has such a file.</summary>
public sealed record AddedFile
{
    /// <summary>Transparent, with records, cyclic or BER-TLV.</summary>
    public FileType? Type { get; init; }

    /// <summary>Its octets, of a file with records those of all.</summary>
    public int? Size { get; init; }

    /// <summary>The octets of a record, 1 to 255.</summary>
    public int? RecordLength { get; init; }

    /// <summary>The record of the EF.ARR of its directory, or of the MF, that says who may do what with it.</summary>
    public int? AccessRule { get; init; }

    /// <summary>Its short file identifier, 1 to 30; 0: it has none.</summary>
    public int? ShortFileId { get; init; }

    /// <summary>Its content, from the start on; the rest is as the template has it, or 'FF'.</summary>
    public Octets Content { get; init; }
}
