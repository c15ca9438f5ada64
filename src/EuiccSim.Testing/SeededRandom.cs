using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EuiccSim.Protocol.Crypto;

namespace EuiccSim.Testing;

/// <summary>Randomness that is the same on every run and every machine: SHA-256 of the seed and a counter. Never use it for a real
/// key.</summary>
/// <threadsafety>Safe for use by many threads, though what each of them gets then depends on their timing.</threadsafety>
public sealed class SeededRandom : RandomSource
{
    private readonly Lock _lock = new();
    private readonly byte[] _input = new byte[SHA256.HashSizeInBytes + sizeof(ulong)];
    private readonly byte[] _block = new byte[SHA256.HashSizeInBytes];
    private ulong _counter;
    private int _used = SHA256.HashSizeInBytes;

    /// <summary>The octets that belong to this seed.</summary>
    public SeededRandom(string seed) => SHA256.HashData(Encoding.UTF8.GetBytes(seed), _input);

    /// <summary>The octets that belong to this seed.</summary>
    public SeededRandom(int seed)
        : this(seed.ToString(CultureInfo.InvariantCulture))
    {
    }

    /// <inheritdoc/>
    public override void Fill(Span<byte> destination)
    {
        lock (_lock)
        {
            while (!destination.IsEmpty)
            {
                if (_used == _block.Length) NextBlock();
                int length = Math.Min(destination.Length, _block.Length - _used);
                _block.AsSpan(_used, length).CopyTo(destination);
                destination = destination[length..];
                _used += length;
            }
        }
    }

    private void NextBlock()
    {
        BinaryPrimitives.WriteUInt64BigEndian(_input.AsSpan(SHA256.HashSizeInBytes), _counter++);
        SHA256.HashData(_input, _block);
        _used = 0;
    }
}
