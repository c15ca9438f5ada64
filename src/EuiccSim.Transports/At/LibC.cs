using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace EuiccSim.Transports.At;

/// <summary>What terminals need of the C library of Linux (glibc, musl) and macOS.</summary>
internal static partial class LibC
{
    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    internal static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    internal static unsafe partial nint Read(TtyHandle descriptor, byte* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    internal static unsafe partial nint Write(TtyHandle descriptor, byte* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    internal static partial int Poll(ref PollDescriptor descriptors, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "tcgetattr", SetLastError = true)]
    internal static unsafe partial int GetAttributes(TtyHandle descriptor, byte* attributes);

    [LibraryImport("libc", EntryPoint = "tcsetattr", SetLastError = true)]
    internal static unsafe partial int SetAttributes(TtyHandle descriptor, int when, byte* attributes);

    [LibraryImport("libc", EntryPoint = "cfmakeraw")]
    internal static unsafe partial void MakeRaw(byte* attributes);

    [LibraryImport("libc", EntryPoint = "cfsetispeed", SetLastError = true)]
    internal static unsafe partial int SetInputSpeed(byte* attributes, nuint speed);

    [LibraryImport("libc", EntryPoint = "cfsetospeed", SetLastError = true)]
    internal static unsafe partial int SetOutputSpeed(byte* attributes, nuint speed);

    [LibraryImport("libc", EntryPoint = "tcflush", SetLastError = true)]
    internal static partial int Flush(TtyHandle descriptor, int queue);

    [LibraryImport("libc", EntryPoint = "posix_openpt", SetLastError = true)]
    internal static partial int OpenPseudoTerminal(int flags);

    [LibraryImport("libc", EntryPoint = "grantpt", SetLastError = true)]
    internal static partial int Grant(TtyHandle master);

    [LibraryImport("libc", EntryPoint = "unlockpt", SetLastError = true)]
    internal static partial int Unlock(TtyHandle master);

    /// <summary>The name of the other side, in a buffer that the next call uses again.</summary>
    [LibraryImport("libc", EntryPoint = "ptsname", SetLastError = true)]
    internal static partial nint NameOfSlave(TtyHandle master);

    /// <summary>The error of the last call in words, as an exception.</summary>
    internal static IOException Fault(string what) => new($"{what}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");

    [StructLayout(LayoutKind.Sequential)]
    internal struct PollDescriptor
    {
        internal int Descriptor;
        internal short Events;
        internal short Happened;
    }

    // <fcntl.h>, <poll.h>, <errno.h>, <termios.h> of both systems.
    internal static readonly int ReadWrite = 2;
    internal static readonly int NoControllingTerminal = OperatingSystem.IsMacOS() ? 0x20000 : 0x100;
    internal static readonly int NonBlocking = OperatingSystem.IsMacOS() ? 0x4 : 0x800;
    internal static readonly int CloseOnExec = OperatingSystem.IsMacOS() ? 0x1000000 : 0x80000;
    internal static readonly int TryAgain = OperatingSystem.IsMacOS() ? 35 : 11;
    internal static readonly int FlushBoth = OperatingSystem.IsMacOS() ? 3 : 2;
    internal const int Interrupted = 4;
    internal const int InputOutput = 5;
    internal const short CanRead = 1;
    internal const short CanWrite = 4;
    internal const short Error = 8;
    internal const short HungUp = 0x10;
    internal const short Invalid = 0x20;
    internal const int Now = 0;
}

/// <summary>The descriptor of an open terminal.</summary>
internal sealed class TtyHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    internal TtyHandle(int descriptor) : base(ownsHandle: true) => SetHandle(descriptor);

    protected override bool ReleaseHandle() => LibC.Close((int)handle) == 0;
}
