using System.Buffers;

namespace EuiccSim.Protocol.Rsp.Json;

/// <summary>What a body is written to: an array that is borrowed until the body is whole, so that it grows without leaving any behind.</summary>
/// <threadsafety>For one thread at a time.</threadsafety>
internal sealed class BorrowedBuffer : IBufferWriter<byte>, IDisposable
{
    private byte[] _octets = ArrayPool<byte>.Shared.Rent(UsualLength);
    private int _written;

    /// <summary>What was written.</summary>
    internal ReadOnlySpan<byte> Written => _octets.AsSpan(0, _written);

    /// <inheritdoc/>
    public void Advance(int count) => _written += count;

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Make(Math.Max(1, sizeHint));
        return _octets.AsMemory(_written);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>Gives the array back, without the secrets that a body may have.</summary>
    public void Dispose()
    {
        Return();
        _octets = [];
        _written = 0;
    }

    private void Make(int room)
    {
        if (_octets.Length - _written >= room) return;
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(2 * _octets.Length, _written + room));
        Written.CopyTo(larger);
        Return();
        _octets = larger;
    }

    private void Return()
    {
        _octets.AsSpan(0, _written).Clear();
        ArrayPool<byte>.Shared.Return(_octets);
    }

    private const int UsualLength = 4096;
}
