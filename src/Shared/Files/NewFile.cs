namespace EuiccSim.Files;

/// <summary>
/// Files that are made, never found: whatever has the name already gives neither its rights nor, being a link, its target to what is
/// written. What is secret is for its owner's eyes only (mode 600) from its first octet on; Windows has the rights of the folder.
/// </summary>
internal static class NewFile
{
    /// <summary>Makes a secret file under a name that is ours, "FILE.new". What a crash left there is removed; a link is removed, not followed.</summary>
    internal static FileStream Make(string path, FileShare share = FileShare.None, int bufferSize = 0)
    {
        File.Delete(path);
        return new(path, Options(isSecret: true, share, bufferSize));
    }

    /// <summary>Makes a secret file under a name that a person gave, in the place of one that is there. A pipe or a device is written to.</summary>
    /// <exception cref="IOException">It cannot be made, or the name is a symbolic link to a file, or to nothing.</exception>
    internal static FileStream Open(string path, FileShare share) =>
        IsStream(path) ? new(path, FileMode.Open, FileAccess.Write, share) : Make(path, share, BufferSize);

    /// <summary>Writes a file under a name that a person gave: at every moment the old one is there, or the new one, whole.</summary>
    /// <param name="path">The file. A pipe or a device is written to.</param>
    /// <param name="content">What is in it.</param>
    /// <param name="isSecret">False for what everybody may read who may read the folder.</param>
    /// <exception cref="IOException">It cannot be written, or the name is a symbolic link to a file, or to nothing.</exception>
    internal static void Write(string path, ReadOnlySpan<byte> content, bool isSecret = true)
    {
        if (IsStream(path))
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            stream.Write(content);
            return;
        }
        string fresh = path + Ending;
        try
        {
            File.Delete(fresh);
            using (FileStream file = new(fresh, Options(isSecret, FileShare.None, 0))) file.Write(content);
            File.Move(fresh, path, overwrite: true);
        }
        catch (Exception fault) when (InNameOf(path, fresh, fault) is { } told)
        {
            Remove(fresh);
            throw told;
        }
        catch
        {
            Remove(fresh);
            throw;
        }
    }

    // Where there is no folder, there is nothing to remove.
    private static void Remove(string fresh)
    {
        if (File.Exists(fresh)) File.Delete(fresh);
    }

    /// <summary>What the system says of a file beside a person's, told of the person's; null where it says nothing of it.</summary>
    /// <param name="path">The person's file.</param>
    /// <param name="beside">Ours: "FILE.new", "FILE.lock".</param>
    /// <param name="fault">What it threw.</param>
    internal static Exception? InNameOf(string path, string beside, Exception fault)
    {
        if (!fault.Message.Contains(beside, StringComparison.Ordinal)) return null;
        string message = fault.Message.Replace(beside, path, StringComparison.Ordinal);
        return fault switch
        {
            DirectoryNotFoundException => new DirectoryNotFoundException(message, fault),
            UnauthorizedAccessException => new UnauthorizedAccessException(message, fault),
            FileNotFoundException => new FileNotFoundException(message, path, fault),
            IOException when fault.GetType() == typeof(IOException) => new IOException(message, fault.HResult),
            _ => null,
        };
    }

    // Somebody may have laid a link to another's file where we would write.
    private static bool IsStream(string path)
    {
        if (FileFacts.Of(path) is { IsOrdinary: false } && !Directory.Exists(path)) return true;
        return new FileInfo(path).LinkTarget is { } target
            ? throw new IOException($"{path} is a symbolic link, to {target}; links are not followed here: name the file itself.")
            : false;
    }

    private static FileStreamOptions Options(bool isSecret, FileShare share, int bufferSize)
    {
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = share, BufferSize = bufferSize };
        if (isSecret && !OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    /// <summary>The ending of the name under which a file is written until it is whole.</summary>
    internal const string Ending = ".new";
    private const int BufferSize = 4096;
}
