using System.Threading.Channels;

namespace EuiccSim.Transports.Tests.At;

/// <summary>Two streams: what is written into one comes out of the other.</summary>
internal sealed class Duplex : Stream
{
    private readonly Channel<byte[]> _incoming = Channel.CreateUnbounded<byte[]>();
    private Duplex? _peer;
    private ReadOnlyMemory<byte> _rest;

    private Duplex()
    {
    }

    /// <summary>At most so many octets come out at once.</summary>
    internal int Chunk { get; set; } = int.MaxValue;

    internal static (Duplex Left, Duplex Right) Pair()
    {
        Duplex left = new(), right = new();
        (left._peer, right._peer) = (right, left);
        return (left, right);
    }

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_rest.IsEmpty)
        {
            if (!await _incoming.Reader.WaitToReadAsync(cancellationToken)) return 0;
            if (_incoming.Reader.TryRead(out byte[]? next)) _rest = next;
        }
        int count = Math.Min(Math.Min(buffer.Length, _rest.Length), Chunk);
        _rest.Span[..count].CopyTo(buffer.Span);
        _rest = _rest[count..];
        return count;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        _peer!._incoming.Writer.TryWrite(buffer.ToArray()) ? ValueTask.CompletedTask : throw new IOException("The other side is closed.");

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _peer?._incoming.Writer.TryComplete();
        _incoming.Writer.TryComplete();
        base.Dispose(disposing);
    }
}
