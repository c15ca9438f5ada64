using System.Runtime.InteropServices;
using EuiccSim.Ending;

namespace EuiccSim.Transports.At;

/// <summary>
/// A pseudo-terminal: what one program writes into <see cref="Master"/>, another reads from the device <see cref="SlavePath"/> as from a
/// serial port. Linux and macOS. POSIX.1 posix_openpt.
/// </summary>
public sealed class Pty : IAsyncDisposable
{
    private readonly TtyHandle _slave;

    private Pty(Stream master, string slavePath, TtyHandle slave)
    {
        Master = master;
        SlavePath = slavePath;
        _slave = slave;
    }

    /// <summary>Our side. It does not end when the other program closes the device; another may open it then.</summary>
    public Stream Master { get; }

    /// <summary>The device for the other program ("/dev/pts/3"), raw.</summary>
    public string SlavePath { get; }

    /// <summary>Makes a pseudo-terminal.</summary>
    /// <exception cref="IOException">The system has none left.</exception>
    /// <exception cref="PlatformNotSupportedException">Windows.</exception>
    public static Pty Open()
    {
        if (OperatingSystem.IsWindows()) throw new PlatformNotSupportedException("Windows has no pseudo-terminals of this kind.");
        int descriptor = LibC.OpenPseudoTerminal(LibC.ReadWrite | LibC.NoControllingTerminal | LibC.NonBlocking | LibC.CloseOnExec);
        if (descriptor < 0) throw LibC.Fault("no pseudo-terminal");
        TtyHandle master = new(descriptor);
        try
        {
            string path = Unlock(master);
            // Held open: without a slave, reading from the master would fail between two clients.
            TtyHandle slave = TtyStream.OpenHandle(path);
            Termios.SetRaw(slave, null);
            return new(new TtyStream(master, path), path, slave);
        }
        catch (IOException)
        {
            master.Dispose();
            throw;
        }
    }

    /// <summary>Closes both sides: the other program sees a hang-up.</summary>
    public async ValueTask DisposeAsync()
    {
        _slave.Dispose();
        await LetGo.QuietlyAsync(Master.DisposeAsync).ConfigureAwait(false);
    }

    private static string Unlock(TtyHandle master)
    {
        if (LibC.Grant(master) != 0 || LibC.Unlock(master) != 0) throw LibC.Fault("the pseudo-terminal cannot be unlocked");
        lock (s_name)
        {
            return Marshal.PtrToStringUTF8(LibC.NameOfSlave(master)) ?? throw LibC.Fault("the pseudo-terminal has no name");
        }
    }

    private static readonly Lock s_name = new();
}
