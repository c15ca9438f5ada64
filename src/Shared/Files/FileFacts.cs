using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace EuiccSim.Files;

/// <summary>What .NET does not tell about a file.</summary>
/// <param name="IsOrdinary">False for a folder, a pipe, a device, a socket.</param>
/// <param name="Names">How many hard links it has.</param>
internal readonly partial record struct FileFacts(bool IsOrdinary, long Names)
{
    /// <summary>The facts about what a path leads to; null where there is nothing, or where the system does not tell.</summary>
    internal static FileFacts? Of(string path)
    {
        try
        {
            if (OperatingSystem.IsLinux()) return OnLinux(path);
            if (OperatingSystem.IsMacOS()) return OnMac(path);
            return OperatingSystem.IsWindows() ? OnWindows(path) : null;
        }
        catch (EntryPointNotFoundException)
        {
            // A C library without the call.
            return null;
        }
    }

    // statx has one layout on all machines: stx_nlink at 16, stx_mode at 28 (statx(2), linux/stat.h).
    private static FileFacts? OnLinux(string path)
    {
        byte[] facts = new byte[256];
        if (Statx(CurrentFolder, path, 0, BasicFacts, ref facts[0]) < 0) return null;
        return new(IsOrdinaryMode(MemoryMarshal.Read<ushort>(facts.AsSpan(28))), MemoryMarshal.Read<uint>(facts.AsSpan(16)));
    }

    // struct stat with 64-bit inodes: st_mode at 4, st_nlink at 6 (sys/stat.h, from memory).
    private static FileFacts? OnMac(string path)
    {
        byte[] facts = new byte[256];
        bool isArm = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;
        if ((isArm ? MacStat(path, ref facts[0]) : MacStat64(path, ref facts[0])) < 0) return null;
        return new(IsOrdinaryMode(MemoryMarshal.Read<ushort>(facts.AsSpan(4))), MemoryMarshal.Read<ushort>(facts.AsSpan(6)));
    }

    // BY_HANDLE_FILE_INFORMATION: nNumberOfLinks at 40.
    private static FileFacts? OnWindows(string path)
    {
        if (!File.Exists(path)) return Directory.Exists(path) ? new(false, 1) : null;
        byte[] facts = new byte[52];
        using SafeFileHandle handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return GetFileInformationByHandle(handle, ref facts[0]) == 0 ? null : new(true, MemoryMarshal.Read<uint>(facts.AsSpan(40)));
    }

    private static bool IsOrdinaryMode(ushort mode) => (mode & 0xF000) == 0x8000;

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, ref byte facts);

    [LibraryImport("libc", EntryPoint = "stat", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MacStat(string path, ref byte facts);

    [LibraryImport("libc", EntryPoint = "stat$INODE64", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MacStat64(string path, ref byte facts);

    [LibraryImport("kernel32", EntryPoint = "GetFileInformationByHandle")]
    private static partial int GetFileInformationByHandle(SafeFileHandle file, ref byte facts);

    private const int CurrentFolder = -100;
    private const uint BasicFacts = 0x7FF;
}
