using System.Reflection;
using System.Text.RegularExpressions;

namespace EuiccSim.Tests.House;

/// <summary>The rooms of a project, each a folder or several: which types are declared in them, and which of them refer to which.</summary>
internal sealed partial class ProjectFolders
{
    private readonly string _project;
    private readonly Func<string, string> _roomOf;

    /// <param name="assembly">The compiled project, named like its folder in src.</param>
    /// <param name="roomOf">The room of a folder, "IsdR/Functions"; "" for the project's own.</param>
    internal ProjectFolders(Assembly assembly, Func<string, string> roomOf)
    {
        _project = assembly.GetName().Name!;
        _roomOf = roomOf;
        OfTypes = ReadTypes();
        using TypeReferences references = new(assembly.Location);
        References = references.Read();
        Arrows = ReadArrows();
    }

    /// <summary>The room of each type, by its full name, as the sources have it.</summary>
    internal Dictionary<string, string> OfTypes { get; }

    /// <summary>References from type to type by full names, out of the compiled assembly.</summary>
    internal HashSet<(string From, string To)> References { get; }

    /// <summary>References from room to room: those of types, and what a source says in its first lines (a constant leaves no other trace).</summary>
    internal SortedSet<(string From, string To)> Arrows { get; }

    /// <summary>Types that people wrote and that are in no room: what they refer to would be nobody's.</summary>
    internal IEnumerable<string> Unplaced => References.SelectMany(pair => new[] { pair.From, pair.To })
        .Where(name => name.StartsWith($"{_project}.", StringComparison.Ordinal) && !OfTypes.ContainsKey(name)).Distinct();

    /// <summary>The rooms that refer to themselves through others, and those that refer to these.</summary>
    internal List<string> InCircles()
    {
        HashSet<string> done = [];
        List<string> rooms = [.. OfTypes.Values.Distinct()];
        // Whoever refers only to what is done is done; what is left at the end is in a circle, or refers to one.
        while (rooms.Find(one => Arrows.All(arrow => arrow.From != one || done.Contains(arrow.To))) is { } next)
        {
            done.Add(next);
            rooms.Remove(next);
        }
        return rooms;
    }

    private Dictionary<string, string> ReadTypes()
    {
        Dictionary<string, string> rooms = [];
        foreach ((string room, string source) in Sources())
        {
            string space = Namespace().Match(source).Groups[1].Value;
            foreach (Match match in Declaration().Matches(source)) rooms[$"{space}.{match.Groups[1].Value}"] = room;
        }
        return rooms;
    }

    private SortedSet<(string, string)> ReadArrows()
    {
        SortedSet<(string From, string To)> arrows = [];
        foreach ((string from, string to) in References)
        {
            if (OfTypes.TryGetValue(from, out string? one) && OfTypes.TryGetValue(to, out string? other)) arrows.Add((one, other));
        }
        foreach ((string room, string source) in Sources())
        {
            foreach ((string name, string to) in OfTypes)
            {
                // "Gsm.GsmCommands.Class" needs no line above, and a constant or a name leaves no trace in what is compiled.
                if (to == room) continue;
                string[] parts = name.Split('.');
                string written = $"{parts[^2]}.{parts[^1]}";
                for (int at = source.IndexOf(written, StringComparison.Ordinal); at >= 0; at = source.IndexOf(written, at + 1, StringComparison.Ordinal))
                {
                    if (!IsWord(source, at - 1) && !IsWord(source, at + written.Length) && !IsComment(source, at)) arrows.Add((room, to));
                }
            }
            foreach (Match match in Using().Matches(source))
            {
                string space = match.Groups[1].Value;
                if (space.StartsWith($"{_project}.", StringComparison.Ordinal)) arrows.Add((room, _roomOf(space[(_project.Length + 1)..].Replace('.', '/'))));
            }
        }
        arrows.RemoveWhere(arrow => arrow.From == arrow.To);
        return arrows;
    }

    private static bool IsWord(string source, int at) => at >= 0 && at < source.Length && (char.IsLetterOrDigit(source[at]) || source[at] == '_');

    private static bool IsComment(string source, int at) => source[(source.LastIndexOf('\n', at) + 1)..at].Contains("//", StringComparison.Ordinal);

    private IEnumerable<(string Room, string Source)> Sources()
    {
        string root = SourceTree.Of(_project);
        foreach (string path in SourceTree.Files(root))
        {
            string folder = Path.GetDirectoryName(Path.GetRelativePath(root, path))!.Replace(Path.DirectorySeparatorChar, '/');
            yield return (_roomOf(folder), File.ReadAllText(path));
        }
    }

    [GeneratedRegex(@"^(?:\[.*\] )?(?:public |internal |file |static |sealed |abstract |partial |readonly |unsafe |ref )*(?:record struct|record|class|struct|enum|interface|delegate \S+) (\w+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^using (?:static |\w+ = )?([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Using();
}
