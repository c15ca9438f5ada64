using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.IsdR;

/// <summary>The blocks of a STORE DATA chain that have arrived on one channel: at most 256 blocks.</summary>
internal sealed class StoreDataBuffer
{
    private readonly List<byte> _octets = [];

    /// <summary>The number of blocks: the number that the next one must have.</summary>
    internal int Count { get; private set; }

    /// <summary>The octets so far.</summary>
    internal int Length => _octets.Count;

    internal Octets Whole => Octets.Wrap(_octets.ToArray());

    internal StoreDataBuffer Append(Octets block)
    {
        _octets.AddRange(block.Span);
        Count++;
        return this;
    }

    /// <summary>The most octets of a chain, 256 blocks of 255: blocks of extended length do not make it longer.</summary>
    internal const int MaximumLength = 256 * 255;
}
