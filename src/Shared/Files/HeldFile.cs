namespace EuiccSim.Files;

/// <summary>
/// A file that one program has at a time, by whatever name it came to it: "FILE.lock" is held, beside the file to which symbolic links lead.
/// </summary>
internal sealed class HeldFile : IDisposable
{
    private readonly FileStream _lock;

    private HeldFile(string path, FileStream held) => (Path, _lock) = (path, held);

    /// <summary>The file itself, which need not exist. A link to it stays a link, whatever is put in the file's place.</summary>
    internal string Path { get; }

    /// <summary>Takes hold of a file until it is disposed of.</summary>
    /// <exception cref="FileInUseException">Another program has it.</exception>
    /// <exception cref="IOException">It has more than one name, is no ordinary file, or the disk fails.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder is not writable.</exception>
    internal static HeldFile Take(string path)
    {
        string real = RealPath.Of(path);
        FileStream held = Lock(real);
        try
        {
            CheckIsOneFile(real);
            return new(real, held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Puts other content in the place of all. At every moment either is in the file, whole.</summary>
    internal void Replace(Action<Stream> write, int bufferSize = 0)
    {
        string fresh = Path + NewFile.Ending;
        try
        {
            using (FileStream file = NewFile.Make(fresh, bufferSize: bufferSize))
            {
                write(file);
                file.Flush(flushToDisk: true);
            }
            File.Move(fresh, Path, overwrite: true);
        }
        catch (Exception fault) when (NewFile.InNameOf(Path, fresh, fault) is { } told)
        {
            throw told;
        }
    }

    /// <summary>Lets the file go. "FILE.lock" stays: to remove it could take it from under another program.</summary>
    public void Dispose() => _lock.Dispose();

    private static FileStream Lock(string path)
    {
        string name = path + ".lock";
        if (new FileInfo(name).LinkTarget is not null) throw new IOException($"{name} is a symbolic link; it must be a file.");
        FileStreamOptions options = new() { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            return new(name, options);
        }
        catch (IOException e) when (e.HResult is WindowsSharingViolation or LinuxWouldBlock or MacWouldBlock)
        {
            throw new FileInUseException(e);
        }
        catch (Exception fault) when (NewFile.InNameOf(path, name, fault) is { } told)
        {
            throw told;
        }
    }

    // By another name the same file would be locked elsewhere, and what replaces it would be seen under one name only.
    private static void CheckIsOneFile(string path)
    {
        if (FileFacts.Of(path) is not { } facts) return;
        if (Directory.Exists(path)) throw new IOException("it is a folder");
        if (!facts.IsOrdinary) throw new IOException("it is no ordinary file");
        if (facts.Names > 1) throw new IOException($"it has {facts.Names} names (hard links): use a copy, or remove the others");
    }

    private const int WindowsSharingViolation = unchecked((int)0x80070020);
    private const int LinuxWouldBlock = 11;
    private const int MacWouldBlock = 35;
}

/// <summary>Another program has the file.</summary>
internal sealed class FileInUseException(Exception inner) : IOException("it is in use by another program", inner);
