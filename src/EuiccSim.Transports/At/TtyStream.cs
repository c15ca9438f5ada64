using System.Runtime.InteropServices;
using EuiccSim.Protocol.Words;

namespace EuiccSim.Transports.At;

/// <summary>A terminal as a stream whose reads and writes can be cancelled. The end of the stream is that the other side hung up.</summary>
internal sealed class TtyStream(TtyHandle terminal, string name) : Stream
{
    private readonly CancellationTokenSource _closed = new();

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Opens a serial device or the slave side of a pseudo-terminal, and makes it raw. What waits to be read is dropped.</summary>
    /// <exception cref="IOException">It cannot be opened, or is not a serial device.</exception>
    internal static TtyStream Open(string path, int? baud)
    {
        if (OperatingSystem.IsWindows()) throw new IOException("Serial devices can be opened on Linux and macOS; here, open a stream yourself.");
        TtyHandle terminal = OpenHandle(path);
        try
        {
            Termios.SetRaw(terminal, baud);
        }
        catch (IOException e)
        {
            terminal.Dispose();
            throw new IOException($"{path}: {FaultWords.Of(e, path)}. Is this the modem's port for AT commands?", e);
        }
        _ = LibC.Flush(terminal, LibC.FlushBoth);
        return new(terminal, path);
    }

    internal static TtyHandle OpenHandle(string path)
    {
        int descriptor = LibC.Open(path, LibC.ReadWrite | LibC.NoControllingTerminal | LibC.NonBlocking | LibC.CloseOnExec);
        return descriptor >= 0
            ? new(descriptor)
            : throw LibC.Fault($"{path} cannot be opened (plugged in? may you use it: group dialout?)");
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int count = TryRead(buffer.Span);
        return count >= 0 ? new(count) : WaitAsync(LibC.CanRead, () => TryRead(buffer.Span), cancellationToken);
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            ReadOnlyMemory<byte> rest = buffer;
            int count = TryWrite(rest.Span);
            if (count < 0) count = await WaitAsync(LibC.CanWrite, () => TryWrite(rest.Span), cancellationToken).ConfigureAwait(false);
            buffer = buffer[count..];
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer, offset, count, CancellationToken.None).GetAwaiter().GetResult();

    public override void Write(byte[] buffer, int offset, int count) =>
        WriteAsync(buffer, offset, count, CancellationToken.None).GetAwaiter().GetResult();

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !terminal.IsClosed)
        {
            _closed.Cancel();
            terminal.Dispose();
        }
        base.Dispose(disposing);
    }

    /// <summary>Waits on a thread of its own until something can be done, and does it. Looks at the tokens ten times a second.</summary>
    private async ValueTask<int> WaitAsync(short what, Func<int> attempt, CancellationToken cancellationToken)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closed.Token);
        try
        {
            return await Task.Factory.StartNew(() => Wait(what, attempt, either.Token), either.Token, TaskCreationOptions.LongRunning,
                TaskScheduler.Default).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_closed.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ObjectDisposedException(name);
        }
    }

    private int Wait(short what, Func<int> attempt, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            short happened = Poll(what);
            if ((happened & what) != 0 && attempt() is >= 0 and int count) return count;
            if ((happened & what) != 0) continue;
            if ((happened & (LibC.HungUp | LibC.Error | LibC.Invalid)) == 0) continue;
            return what == LibC.CanRead ? 0 : throw new IOException($"{name}: the other side hung up.");
        }
    }

    private short Poll(short what)
    {
        bool added = false;
        try
        {
            terminal.DangerousAddRef(ref added);
            LibC.PollDescriptor descriptor = new() { Descriptor = (int)terminal.DangerousGetHandle(), Events = what };
            int count = LibC.Poll(ref descriptor, 1, PollMilliseconds);
            if (count >= 0 || Marshal.GetLastPInvokeError() == LibC.Interrupted) return count > 0 ? descriptor.Happened : (short)0;
            throw LibC.Fault(name);
        }
        finally
        {
            if (added) terminal.DangerousRelease();
        }
    }

    /// <summary>-1 if nothing is there yet; 0 at the end.</summary>
    private unsafe int TryRead(Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            nint count = LibC.Read(terminal, start, (nuint)buffer.Length);
            if (count >= 0) return (int)count;
        }
        int error = Marshal.GetLastPInvokeError();
        if (error == LibC.TryAgain || error == LibC.Interrupted) return -1;
        // What Linux answers when the other side of a pseudo-terminal is closed.
        return error == LibC.InputOutput ? 0 : throw LibC.Fault(name);
    }

    private unsafe int TryWrite(ReadOnlySpan<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            nint count = LibC.Write(terminal, start, (nuint)buffer.Length);
            if (count >= 0) return (int)count;
        }
        int error = Marshal.GetLastPInvokeError();
        return error == LibC.TryAgain || error == LibC.Interrupted ? -1 : throw LibC.Fault(name);
    }

    private const int PollMilliseconds = 100;
}
