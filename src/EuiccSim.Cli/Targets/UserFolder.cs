namespace EuiccSim.Cli.Targets;

/// <summary>Folders that hold the user's keys: for nobody else's eyes.</summary>
internal static class UserFolder
{
    internal static void Create(string path)
    {
        try
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
            else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommandFailure.Missing("dataFolder", $"{e.Message} EUICCSIM_DATA can name another folder.", e);
        }
    }
}
