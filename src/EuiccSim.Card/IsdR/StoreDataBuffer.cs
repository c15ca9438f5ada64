using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.IsdR;

/// <summary>The blocks of a STORE DATA chain that have arrived on one channel: at most 256 of at most 255 octets.</summary>
internal sealed class StoreDataBuffer
{
    private readonly List<byte> _octets = [];

    /// <summary>The number of blocks: the number that the next one must have.</summary>
    internal int Count { get; private set; }

    internal Octets Whole => Octets.Wrap(_octets.ToArray());

    internal StoreDataBuffer Append(Octets block)
    {
        _octets.AddRange(block.Span);
        Count++;
        return this;
    }
}
