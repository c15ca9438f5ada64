using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;

namespace EuiccSim.Servers;

/// <summary>Lets one thread at a time draw from a source that may not bear more.</summary>
internal sealed class LockedRandom(RandomSource source) : RandomSource
{
    private readonly Lock _lock = new();

    public override void Fill(Span<byte> destination)
    {
        lock (_lock) source.Fill(destination);
    }

    internal Octets Draw(int size)
    {
        byte[] octets = new byte[size];
        Fill(octets);
        return Octets.Wrap(octets);
    }
}
