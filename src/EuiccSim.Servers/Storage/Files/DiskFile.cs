using EuiccSim.Files;
using EuiccSim.Protocol.Words;
using Microsoft.Win32.SafeHandles;

namespace EuiccSim.Servers.Storage.Files;

/// <summary>A file on a disk. "FILE.lock" is held meanwhile; other content is written to "FILE.new" first.</summary>
internal sealed class DiskFile : ILogFile
{
    private readonly HeldFile _file;
    private SafeFileHandle? _handle;

    private DiskFile(string path, HeldFile file) => (Name, _file) = (path, file);

    public string Name { get; }

    public long Length { get; private set; }

    // None after the file could not be replaced.
    private SafeFileHandle Handle => _handle ?? throw new IOException("the file is not open");

    /// <summary>Takes hold of a file, which need not exist yet, until it is disposed of.</summary>
    /// <exception cref="SmdpStoreException">
    /// Another program or store has it, it has several names (hard links), or the folder is not there or not writable.
    /// </exception>
    internal static DiskFile Open(string path)
    {
        try
        {
            DiskFile file = new(path, HeldFile.Take(path));
            file.OpenContentIfAny();
            return file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new SmdpStoreException(path, FaultWords.Of(e, path), e);
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
        // Windows does not replace what is open.
        _handle?.Dispose();
        _handle = null;
        _file.Replace(write, WriteSize);
        DiskFolder.Flush(Path.GetDirectoryName(_file.Path)!);
        OpenContent();
    }

    /// <summary>Lets the file go. "FILE.lock" stays: to remove it could take it from under another program.</summary>
    public void Dispose()
    {
        _handle?.Dispose();
        _file.Dispose();
    }

    private void OpenContentIfAny()
    {
        try
        {
            if (File.Exists(_file.Path)) OpenContent();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    private void OpenContent()
    {
        _handle = File.OpenHandle(_file.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        Length = RandomAccess.GetLength(_handle);
    }

    private const int WriteSize = 1 << 16;
}
