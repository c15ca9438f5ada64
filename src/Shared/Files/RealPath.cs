namespace EuiccSim.Files;

/// <summary>
/// The one path of a file that may be reached by many: without symbolic links, its own or of the folders on the way, as the system follows
/// them. ".." is the folder above the one that was reached, not above the link to it.
/// </summary>
internal static class RealPath
{
    /// <summary>The path. A link to nothing leads to the file that would be made through it.</summary>
    /// <exception cref="IOException">Links lead in a circle.</exception>
    internal static string Of(string path)
    {
        string root = Path.GetPathRoot(path) is { Length: > 0 } own && Path.IsPathFullyQualified(path) ? own : Path.GetPathRoot(Environment.CurrentDirectory)!;
        Stack<string> ahead = new();
        Push(ahead, Path.IsPathFullyQualified(path) ? path : Path.Combine(Environment.CurrentDirectory, path));
        string reached = root;
        int links = 0;
        while (ahead.TryPop(out string? step))
        {
            if (step == ".") continue;
            if (step == "..")
            {
                reached = Path.GetDirectoryName(reached) ?? root;
                continue;
            }
            string next = Path.Combine(reached, step);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                reached = next;
                continue;
            }
            if (++links > MaximumLinks) throw new IOException($"more than {MaximumLinks} symbolic links lead to it, or they lead in a circle");
            if (Path.IsPathRooted(target)) reached = Path.GetPathRoot(target) is { Length: > 0 } other ? other : root;
            Push(ahead, target);
        }
        return reached;
    }

    private static void Push(Stack<string> ahead, string path)
    {
        string[] steps = path[Path.GetPathRoot(path)!.Length..]
            .Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
        for (int i = steps.Length - 1; i >= 0; i--) ahead.Push(steps[i]);
    }

    // As many as Linux follows.
    private const int MaximumLinks = 40;
}
