using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.IsdR;

/// <summary>The blocks of a STORE DATA chain that have arrived on one channel: at most 256 blocks.</summary>
internal sealed class StoreDataBuffer
{
    // As they came: they are put together once, when all are there.
    private readonly List<Octets> _blocks = [];

    /// <summary>The number of blocks: the number that the next one must have.</summary>
    internal int Count => _blocks.Count;

    /// <summary>The octets so far.</summary>
    internal int Length { get; private set; }

    internal Octets Whole => Octets.Concat(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_blocks));

    internal StoreDataBuffer Append(Octets block)
    {
        _blocks.Add(block);
        Length += block.Length;
        return this;
    }

    /// <summary>The most octets of a chain, 256 blocks of 255: blocks of extended length do not make it longer.</summary>
    internal const int MaximumLength = 256 * 255;
}
