using System.Globalization;

namespace EuiccSim.Files;

/// <summary>Folders that hold keys: for nobody's eyes but their owner's (mode 700); Windows has the rights of the folder above.</summary>
internal static class PrivateFolder
{
    /// <summary>Makes a folder, if it is not there.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    internal static void Create(string path)
    {
        if (File.Exists(path)) throw new IOException($"{path} is a file, and a folder is wanted there.");
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>
    /// Makes a folder with something in it, if it is not there: in a folder beside, which then gets its name, so that two processes at once do
    /// not mix what they make.
    /// </summary>
    internal static void Make(string path, Action<string> fill)
    {
        if (Directory.Exists(path)) return;
        string fresh = $"{path}.{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}";
        // What another process left, or another thread makes, is not taken over.
        if (Directory.Exists(fresh)) throw new IOException($"{fresh} is there already.");
        Create(fresh);
        try
        {
            fill(fresh);
            Directory.Move(fresh, path);
        }
        catch (IOException) when (Directory.Exists(path))
        {
            Directory.Delete(fresh, recursive: true);
        }
        catch
        {
            // Keys are not left lying about.
            Directory.Delete(fresh, recursive: true);
            throw;
        }
    }
}
