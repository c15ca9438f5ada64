using System.Runtime.InteropServices;

namespace EuiccSim.Servers.Storage.Files;

/// <summary>Forces the names in a folder to the disk, which .NET has no call for: after a loss of power a file has its new name.</summary>
internal static partial class DiskFolder
{
    /// <summary>Does nothing on Windows, where a change of a name is written through.</summary>
    internal static void Flush(string path)
    {
        if (OperatingSystem.IsWindows()) return;
        int folder = Open(path, ReadOnly);
        if (folder < 0) throw new IOException($"{path}: {Marshal.GetLastPInvokeErrorMessage()}");
        int outcome = Synchronize(folder);
        int error = Marshal.GetLastPInvokeError();
        _ = Close(folder);
        // Some file systems know no such thing for a folder; it is then for them to keep their word.
        if (outcome < 0 && error != InvalidArgument) throw new IOException($"{path}: {Marshal.GetPInvokeErrorMessage(error)}");
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Synchronize(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);

    private const int ReadOnly = 0;
    private const int InvalidArgument = 22;
}
