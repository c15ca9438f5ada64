using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Rsp.Es8;

/// <summary>A whole Bound Profile Package, as it travels over ES9+. SGP.22 v2.5 §2.5.4.</summary>
[Asn1Sequence("[54]")] // 'BF36'
public sealed partial record BoundProfilePackage
{
    /// <summary>ES8+.InitialiseSecureChannel, in the clear.</summary>
    [Tag("[35]")]
    public required InitialiseSecureChannelRequest InitialiseSecureChannelRequest { get; init; }

    /// <summary>ES8+.ConfigureISDP.</summary>
    [Tag("[0]")]
    public required SequenceOf<Block87> FirstSequenceOf87 { get; init; }

    /// <summary>ES8+.StoreMetadata, not encrypted.</summary>
    [Tag("[1]")]
    public required SequenceOf<Block88> SequenceOf88 { get; init; }

    /// <summary>ES8+.ReplaceSessionKeys.</summary>
    [Tag("[2]")]
    public SequenceOf<Block87>? SecondSequenceOf87 { get; init; }

    /// <summary>The profile elements.</summary>
    [Tag("[3]")]
    public required SequenceOf<Block86> SequenceOf86 { get; init; }
}
