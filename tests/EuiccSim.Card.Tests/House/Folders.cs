using System.Text.RegularExpressions;

namespace EuiccSim.Card.Tests.House;

/// <summary>The folders of EuiccSim.Card: which types are declared in them, and which of them refer to which.</summary>
internal static partial class Folders
{
    /// <summary>The name of what lies in no folder: the card as a whole.</summary>
    internal const string Top = ".";

    /// <summary>The folder of each type, by its source.</summary>
    internal static Dictionary<string, string> OfTypes { get; } = ReadTypes();

    /// <summary>References from type to type, out of the compiled assembly.</summary>
    internal static HashSet<(string From, string To)> References { get; } = ReadReferences();

    /// <summary>References from folder to folder: those of types, and what a source says in its first lines (a constant leaves no other trace).</summary>
    internal static SortedSet<(string From, string To)> Arrows { get; } = ReadArrows();

    private static Dictionary<string, string> ReadTypes()
    {
        Dictionary<string, string> folders = [];
        foreach ((string folder, string source) in Sources())
        {
            foreach (Match match in Declaration().Matches(source)) folders[match.Groups[1].Value] = folder;
        }
        return folders;
    }

    private static HashSet<(string, string)> ReadReferences()
    {
        using TypeReferences assembly = new(typeof(VirtualEuicc).Assembly.Location);
        return assembly.Read();
    }

    private static SortedSet<(string, string)> ReadArrows()
    {
        SortedSet<(string From, string To)> arrows = [];
        foreach ((string from, string to) in References)
        {
            if (OfTypes.TryGetValue(from, out string? one) && OfTypes.TryGetValue(to, out string? other)) arrows.Add((one, other));
        }
        foreach ((string folder, string source) in Sources())
        {
            foreach (Match match in Using().Matches(source)) arrows.Add((folder, match.Groups[1].Value));
        }
        arrows.RemoveWhere(arrow => arrow.From == arrow.To);
        return arrows;
    }

    private static IEnumerable<(string Folder, string Source)> Sources()
    {
        string project = Project();
        foreach (string path in Directory.EnumerateFiles(project, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string[] steps = Path.GetRelativePath(project, path).Split(Path.DirectorySeparatorChar);
            if (steps[0] is "obj" or "bin") continue;
            yield return (steps.Length == 1 ? Top : steps[0], File.ReadAllText(path));
        }
    }

    private static string Project()
    {
        DirectoryInfo? at = new(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "EuiccSim.sln"))) at = at.Parent;
        return Path.Combine(at!.FullName, "src", "EuiccSim.Card");
    }

    [GeneratedRegex(@"^(?:public |internal |static |sealed |abstract |partial |readonly |ref )*(?:record struct|record|class|struct|enum|interface|delegate \S+) (\w+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"^using EuiccSim\.Card\.(\w+)", RegexOptions.Multiline)]
    private static partial Regex Using();
}
