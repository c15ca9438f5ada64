using Microsoft.Win32.SafeHandles;

namespace EuiccSim.Smdp.Storage.Files;

/// <summary>A file on a disk. "FILE.lock" is held meanwhile; other content is written to "FILE.new" first.</summary>
internal sealed class DiskFile : ILogFile
{
    private readonly FileStream _lock;
    private SafeFileHandle? _handle;

    private DiskFile(string path, FileStream held)
    {
        Name = path;
        _lock = held;
    }

    public string Name { get; }

    public long Length { get; private set; }

    // None after the file could not be replaced.
    private SafeFileHandle Handle => _handle ?? throw new IOException("the file is not open");

    /// <summary>Takes hold of a file, which need not exist yet, until it is disposed of.</summary>
    /// <exception cref="SmdpStoreException">Another program or store has it, or the folder is not there or not writable.</exception>
    internal static DiskFile Open(string path)
    {
        DiskFile file = new(path, Hold(path));
        try
        {
            if (File.Exists(path)) file.OpenContent();
            return file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            file.Dispose();
            throw new SmdpStoreException(path, e.Message, e);
        }
    }

    public int Read(long place, Span<byte> octets)
    {
        int read = 0;
        while (read < octets.Length && _handle is not null)
        {
            int more = RandomAccess.Read(_handle, octets[read..], place + read);
            if (more == 0) break;
            read += more;
        }
        return read;
    }

    public void Append(ReadOnlySpan<byte> octets)
    {
        RandomAccess.Write(Handle, octets, Length);
        Length += octets.Length;
    }

    public void Truncate(long length)
    {
        RandomAccess.SetLength(Handle, length);
        Length = length;
    }

    public void Flush() => RandomAccess.FlushToDisk(Handle);

    public void Replace(Action<Stream> write)
    {
        string fresh = Name + ".new";
        using (FileStream stream = new(fresh, Private(FileMode.Create, FileAccess.Write, WriteSize)))
        {
            write(stream);
            stream.Flush(flushToDisk: true);
        }
        // Windows does not replace what is open.
        _handle?.Dispose();
        _handle = null;
        File.Move(fresh, Name, overwrite: true);
        DiskFolder.Flush(Path.GetDirectoryName(Path.GetFullPath(Name))!);
        OpenContent();
    }

    /// <summary>Lets the file go. "FILE.lock" stays: to remove it could take it from under another program.</summary>
    public void Dispose()
    {
        _handle?.Dispose();
        _lock.Dispose();
    }

    private void OpenContent()
    {
        _handle = File.OpenHandle(Name, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        Length = RandomAccess.GetLength(_handle);
    }

    private static FileStream Hold(string path)
    {
        try
        {
            return new(path + ".lock", Private(FileMode.OpenOrCreate, FileAccess.ReadWrite, 0));
        }
        catch (IOException e) when (e.HResult is WindowsSharingViolation or LinuxWouldBlock or MacWouldBlock)
        {
            throw new SmdpStoreException(path, "it is in use by another program", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new SmdpStoreException(path, e.Message, e);
        }
    }

    // For the user's eyes only: the file holds keys.
    private static FileStreamOptions Private(FileMode mode, FileAccess access, int bufferSize)
    {
        FileStreamOptions options = new() { Mode = mode, Access = access, Share = FileShare.None, BufferSize = bufferSize };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    private const int WriteSize = 1 << 16;
    private const int WindowsSharingViolation = unchecked((int)0x80070020);
    private const int LinuxWouldBlock = 11;
    private const int MacWouldBlock = 35;
}
