using System.Buffers.Binary;
using System.Globalization;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Transports.Sockets;

/// <summary>Messages on a socket: two octets of length, the higher one first, and so many octets.</summary>
internal static class Frames
{
    internal const int MaximumLength = 0xFFFF;

    /// <summary>The octets of a message with its length.</summary>
    internal static byte[] Frame(Octets message)
    {
        byte[] frame = new byte[2 + message.Length];
        BinaryPrimitives.WriteUInt16BigEndian(frame, (ushort)message.Length);
        message.Span.CopyTo(frame.AsSpan(2));
        return frame;
    }

    /// <summary>The next message, or null if the peer closed instead of beginning one.</summary>
    /// <param name="stream">Where from.</param>
    /// <param name="begin">How long until its first octet.</param>
    /// <param name="rest">How long for the rest.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="other">Who else waits for the turn of this peer, once that is over, and how long until the first octet in that case.</param>
    /// <exception cref="TimeoutException">The peer is too slow.</exception>
    /// <exception cref="EndOfStreamException">The peer closed in the middle of a message.</exception>
    internal static async ValueTask<Octets?> ReadAsync(
        Stream stream, TimeSpan begin, TimeSpan rest, TimeProvider time, CancellationToken cancellationToken, (Task Waits, TimeSpan Begin)? other = null)
    {
        byte[] length = new byte[2];
        int count = await Limited("did not answer", token => ReadFirstAsync(stream, length, other, time, token), begin, time, cancellationToken).ConfigureAwait(false);
        if (count == 0) return null;
        return await Limited("began to answer, and did not end,", token => ReadRestAsync(stream, length, token), rest, time, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes a message.</summary>
    /// <exception cref="TimeoutException">The peer does not take it.</exception>
    internal static ValueTask<int> WriteAsync(Stream stream, Octets message, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        async ValueTask<int> WriteAsync(CancellationToken token)
        {
            await stream.WriteAsync(Frame(message), token).ConfigureAwait(false);
            return message.Length;
        }

        return Limited("took no whole message", WriteAsync, timeout, time, cancellationToken);
    }

    private static async ValueTask<int> ReadFirstAsync(
        Stream stream, byte[] length, (Task Waits, TimeSpan Begin)? other, TimeProvider time, CancellationToken cancellationToken)
    {
        Task<int> reading = stream.ReadAsync(length.AsMemory(0, 1), cancellationToken).AsTask();
        if (other is not var (waits, begin)) return await reading.ConfigureAwait(false);
        Deadline silence = new(begin, time);
        await Task.WhenAny(reading, waits).ConfigureAwait(false);
        if (reading.IsCompleted) return await reading.ConfigureAwait(false);
        return await reading.WaitAsync(silence.Left, time, cancellationToken).ConfigureAwait(false);
    }

    private static async ValueTask<Octets?> ReadRestAsync(Stream stream, byte[] length, CancellationToken cancellationToken)
    {
        await stream.ReadExactlyAsync(length.AsMemory(1, 1), cancellationToken).ConfigureAwait(false);
        byte[] message = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
        await stream.ReadExactlyAsync(message, cancellationToken).ConfigureAwait(false);
        return Octets.Wrap(message);
    }

    /// <summary>Runs something that can be cancelled, with a time limit; if that is over, the fault says what the peer did not do, and how long that took.</summary>
    private static async ValueTask<T> Limited<T>(
        string whatNot, Func<CancellationToken, ValueTask<T>> run, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        if (timeout == Timeout.InfiniteTimeSpan) return await run(cancellationToken).ConfigureAwait(false);
        using CancellationTokenSource late = new(timeout, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            return await run(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(string.Create(CultureInfo.InvariantCulture, $"{whatNot} within {timeout.TotalSeconds:0.###} s"));
        }
    }
}
