using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip;

/// <summary>PE-GenericFileManagement: creates files that no template has. SAIP §8.3.5.</summary>
[Asn1Sequence]
public sealed partial record PeGenericFileManagement
{
    /// <summary>The element's header.</summary>
    [Name("gfm-header")]
    public required PeHeader GfmHeader { get; init; }

    /// <summary>Lists of steps, each a FileManagement; the MF is the current directory at the start of the element.</summary>
    [Size(1, int.MaxValue)]
    public required SequenceOf<SequenceOf<FileManagementStep>> FileManagementCMD { get; init; }
}

/// <summary>One step of FileManagement. SAIP §8.3.5.</summary>
[Asn1Choice]
public abstract partial record FileManagementStep
{
    private FileManagementStep()
    {
    }

    /// <summary>Makes a directory current.</summary>
    /// <param name="Value">File identifiers from below the MF on, 0 to 8 octets; an ADF is named by its temporary one.</param>
    [Tag("[0]")]
    [Size(0, 8)]
    public sealed record FilePath(Octets Value) : FileManagementStep;

    /// <summary>Creates a file in the current directory; what follows is written to it.</summary>
    /// <param name="Value">Its attributes.</param>
    [Tag("[APPLICATION 2]")]
    public sealed record CreateFCP(Fcp Value) : FileManagementStep;

    /// <summary>Moves the write position on.</summary>
    /// <param name="Value">By how many octets, 0 to 65535.</param>
    public sealed record FillFileOffset(int Value) : FileManagementStep;

    /// <summary>Writes octets, and moves the write position behind them.</summary>
    /// <param name="Value">The octets.</param>
    [Tag("[1]")]
    public sealed record FillFileContent(Octets Value) : FileManagementStep;
}
