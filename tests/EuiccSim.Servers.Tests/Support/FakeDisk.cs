using EuiccSim.Servers.Storage.Files;

namespace EuiccSim.Servers.Tests.Support;

/// <summary>
/// A disk with one file, whose power fails at a chosen moment: an operation is then done by half. What was written and not flushed may be
/// there afterwards, or not.
/// </summary>
internal sealed class FakeDisk(byte[] content) : ILogFile
{
    private readonly Lock _lock = new();
    private List<byte> _written = [.. content];
    private int _flushed = content.Length;
    private bool _isDark;

    /// <summary>How many operations succeed.</summary>
    internal int Operations { get; set; } = int.MaxValue;

    internal int Replacements { get; private set; }

    /// <summary>What there is if all was written out in time; so it is where only the process was killed.</summary>
    internal byte[] Written
    {
        get
        {
            lock (_lock) return [.. _written];
        }
    }

    /// <summary>What there is at least.</summary>
    internal byte[] Flushed
    {
        get
        {
            lock (_lock) return [.. _written.Take(_flushed)];
        }
    }

    public string Name => "disk";

    public long Length
    {
        get
        {
            lock (_lock) return _written.Count;
        }
    }

    public int Read(long place, Span<byte> octets)
    {
        lock (_lock)
        {
            int length = (int)Math.Clamp(_written.Count - place, 0, octets.Length);
            _written.GetRange((int)Math.Min(place, _written.Count), length).CopyTo(octets);
            return length;
        }
    }

    public void Append(ReadOnlySpan<byte> octets)
    {
        lock (_lock)
        {
            bool fails = !Permits();
            _written.AddRange(fails ? octets[..(octets.Length / 2)] : octets);
            if (fails) throw new IOException("the power failed");
        }
    }

    public void Truncate(long length)
    {
        lock (_lock)
        {
            if (!Permits()) throw new IOException("the power failed");
            _written = _written[..(int)length];
            _flushed = Math.Min(_flushed, (int)length);
        }
    }

    public void Flush()
    {
        lock (_lock)
        {
            if (!Permits()) throw new IOException("the power failed");
            _flushed = _written.Count;
        }
    }

    public void Replace(Action<Stream> write)
    {
        using MemoryStream fresh = new();
        write(fresh);
        lock (_lock)
        {
            // Before the name was changed, and after.
            if (!Permits()) throw new IOException("the power failed");
            _written = [.. fresh.ToArray()];
            _flushed = _written.Count;
            Replacements++;
            if (!Permits()) throw new IOException("the power failed");
        }
    }

    public void Dispose()
    {
    }

    private bool Permits()
    {
        _isDark |= Operations-- <= 0;
        return !_isDark;
    }
}
