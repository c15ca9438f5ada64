using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;

namespace EuiccSim.Protocol.Rsp.Es8;

/// <summary>
/// How a Bound Profile Package is built: BF36 { BF23, A0 { 87… }, A1 { 88… }, [A2 { 87… }], A3 { 86… } }. SGP.22 v2.5 §2.5.4. Who makes one, cuts
/// one or reads one as it arrives goes by this.
/// </summary>
public static class BppGrammar
{
    /// <summary>The whole package.</summary>
    public const int Package = 0xBF36;

    /// <summary>ES8+.InitialiseSecureChannel, the only part in the clear.</summary>
    public const int InitialiseSecureChannel = 0xBF23;

    /// <summary>ES8+.ConfigureISDP.</summary>
    public static BppGroup FirstSequenceOf87 { get; } = new(0xA0, 0x87, BppCommandId.ConfigureIsdp, BppHeader.WithFirstBlock) { HasOneBlock = true };

    /// <summary>ES8+.StoreMetadata, not encrypted.</summary>
    public static BppGroup SequenceOf88 { get; } = new(0xA1, 0x88, BppCommandId.StoreMetadata, BppHeader.Alone);

    /// <summary>ES8+.ReplaceSessionKeys.</summary>
    public static BppGroup SecondSequenceOf87 { get; } =
        new(0xA2, 0x87, BppCommandId.ReplaceSessionKeys, BppHeader.WithAllBlocks) { IsOptional = true, HasOneBlock = true };

    /// <summary>ES8+.LoadProfileElements.</summary>
    public static BppGroup SequenceOf86 { get; } = new(0xA3, 0x86, BppCommandId.LoadProfileElements, BppHeader.Alone);

    /// <summary>What follows InitialiseSecureChannel, in this order.</summary>
    public static SequenceOf<BppGroup> Groups { get; } = [FirstSequenceOf87, SequenceOf88, SecondSequenceOf87, SequenceOf86];
}

/// <summary>A list of protected blocks in a Bound Profile Package.</summary>
/// <param name="Tag">The list's tag.</param>
/// <param name="BlockTag">The tag of each block.</param>
/// <param name="Command">The command that the blocks carry.</param>
/// <param name="Header">With what the list's header travels to the eUICC.</param>
public sealed record BppGroup(int Tag, int BlockTag, BppCommandId Command, BppHeader Header)
{
    /// <summary>True if a package may lack the list.</summary>
    public bool IsOptional { get; init; }

    /// <summary>True if there is one block in the list, and no more.</summary>
    public bool HasOneBlock { get; init; }
}

/// <summary>With what the header of a list travels to the eUICC; each block that is not with it is a segment of its own. SGP.22 v2.5 §2.5.5.</summary>
public enum BppHeader
{
    /// <summary>It is a segment of its own.</summary>
    Alone,

    /// <summary>With the first block.</summary>
    WithFirstBlock,

    /// <summary>With the whole list.</summary>
    WithAllBlocks,
}
