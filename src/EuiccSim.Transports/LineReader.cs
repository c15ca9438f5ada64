using System.Buffers;
using System.Text;

namespace EuiccSim.Transports;

/// <summary>
/// Lines from a stream, ended by CR or LF, without empty ones. A line that is still awaited when somebody gives up is not lost: the read
/// goes on, and the next call gets it.
/// </summary>
/// <param name="stream">The stream.</param>
/// <param name="limit">The greatest number of octets in a line.</param>
internal sealed class LineReader(Stream stream, int limit)
{
    private readonly byte[] _buffer = new byte[4096];
    private readonly ArrayBufferWriter<byte> _line = new();
    private Task<int>? _reading;
    private int _start;
    private int _end;
    private bool _skips;

    /// <summary>The next line, or null at the end of the stream; a last line without an end is dropped.</summary>
    /// <exception cref="InvalidDataException">The line is longer than the limit. Told at once; its rest is skipped.</exception>
    /// <exception cref="TimeoutException">The time is over.</exception>
    internal async ValueTask<string?> ReadAsync(Deadline deadline, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (TakeLine() is { } line) return line;
            // Not every stream obeys a token (serial lines, pipes), so the read itself is never cancelled.
            _reading ??= stream.ReadAsync(_buffer, CancellationToken.None).AsTask();
            int count = await _reading.WaitAsync(deadline.Left, deadline.Time, cancellationToken).ConfigureAwait(false);
            _reading = null;
            if (count == 0) return null;
            (_start, _end) = (0, count);
        }
    }

    private string? TakeLine()
    {
        while (_start < _end)
        {
            ReadOnlySpan<byte> rest = _buffer.AsSpan(_start, _end - _start);
            int end = rest.IndexOfAny((byte)'\r', (byte)'\n');
            ReadOnlySpan<byte> part = end < 0 ? rest : rest[..end];
            _start += end < 0 ? rest.Length : end + 1;
            if (_skips)
            {
                _skips = end < 0;
                continue;
            }
            if (_line.WrittenCount + part.Length > limit)
            {
                _line.ResetWrittenCount();
                _skips = end < 0;
                throw new InvalidDataException($"A line of more than {limit} octets.");
            }
            _line.Write(part);
            if (end < 0 || _line.WrittenCount == 0) continue;
            string line = Encoding.UTF8.GetString(_line.WrittenSpan);
            _line.ResetWrittenCount();
            return line;
        }
        return null;
    }
}
