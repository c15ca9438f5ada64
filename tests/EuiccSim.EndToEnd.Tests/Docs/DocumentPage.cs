using System.Text;
using System.Text.RegularExpressions;
using EuiccSim.Tests;

namespace EuiccSim.EndToEnd.Tests.Docs;

/// <summary>A page of the documentation: what is in fences, and what links it has.</summary>
/// <param name="Path">Where it is, seen from the repository.</param>
/// <param name="Text">What is in it.</param>
internal sealed partial record DocumentPage(string Path, string Text)
{
    /// <summary>README, CONTRIBUTING and everything in docs.</summary>
    internal static IEnumerable<DocumentPage> All() => new[] { "README.md", "CONTRIBUTING.md" }
        .Concat(Directory.GetFiles(System.IO.Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories).Select(file => System.IO.Path.GetRelativePath(Root, file)))
        .Order(StringComparer.Ordinal).Select(path => new DocumentPage(path.Replace('\\', '/'), File.ReadAllText(System.IO.Path.Combine(Root, path)).ReplaceLineEndings("\n")));

    internal static string Root => Clone.PathOf();

    /// <summary>The blocks in fences.</summary>
    internal IReadOnlyList<PageBlock> Blocks()
    {
        List<PageBlock> blocks = [];
        string[] lines = Text.Split('\n');
        string? marker = null;
        for (int i = 0; i < lines.Length; i++)
        {
            if (Fence().Match(lines[i]) is { Success: true } fence)
            {
                int end = Array.FindIndex(lines, i + 1, line => line.Trim() == fence.Groups["ticks"].Value);
                if (end < 0) end = lines.Length;
                blocks.Add(new(i + 1, fence.Groups["language"].Value, marker, lines[(i + 1)..end]));
                i = end;
                marker = null;
            }
            else if (Marker().Match(lines[i]) is { Success: true } found) marker = found.Groups["reason"].Value.Trim();
            else if (lines[i].Trim().Length > 0) marker = null;
        }
        return blocks;
    }

    /// <summary>The targets of its links, with the line that each is in.</summary>
    internal IEnumerable<(int Line, string Target)> Links()
    {
        string[] lines = WithoutCode().Split('\n');
        for (int i = 0; i < lines.Length; i++)
            foreach (Match match in Link().Matches(lines[i])) yield return (i + 1, match.Groups["target"].Value);
    }

    /// <summary>The anchors of its headings, as GitHub makes them.</summary>
    internal IReadOnlySet<string> Anchors()
    {
        HashSet<string> anchors = [];
        foreach (Match heading in Heading().Matches(WithoutFences()))
        {
            string slug = Slug(heading.Groups["text"].Value);
            int number = 0;
            while (!anchors.Add(number == 0 ? slug : $"{slug}-{number}")) number++;
        }
        foreach (Match anchor in Anchor().Matches(Text)) anchors.Add(anchor.Groups["name"].Value);
        return anchors;
    }

    private static string Slug(string heading)
    {
        StringBuilder slug = new();
        foreach (char character in LinkText().Replace(heading.Trim(), "${text}").ToLowerInvariant())
        {
            if (character == ' ') slug.Append('-');
            else if (char.IsLetterOrDigit(character) || character is '-' or '_') slug.Append(character);
        }
        return slug.ToString();
    }

    // As many lines as before, so that their numbers stay.
    private string WithoutFences() => Fenced().Replace(Text, match => new('\n', match.Value.Count(character => character == '\n')));

    private string WithoutCode() => Code().Replace(WithoutFences(), "");

    [GeneratedRegex(@"^\s*(?<ticks>```+)\s*(?<language>[\w-]*)[^`]*$")]
    private static partial Regex Fence();

    [GeneratedRegex(@"^\s*<!--\s*not run\s*:?(?<reason>.*?)-->\s*$")]
    private static partial Regex Marker();

    [GeneratedRegex(@"^[ \t]*(?<ticks>```+).*?^[ \t]*\k<ticks>[ \t]*$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fenced();

    [GeneratedRegex(@"`[^`\n]+`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\]\((?<target>[^)\s]*)[^)]*\)|^\[[^\]]+\]:\s*(?<target>\S+)|(?<!\()(?<target>\bhttps?://[^\s)>\]]*[^\s)>\].,;:])")]
    private static partial Regex Link();

    [GeneratedRegex(@"\[(?<text>[^\]]*)\]\([^)]*\)")]
    private static partial Regex LinkText();

    [GeneratedRegex(@"^#{1,6}[ \t]+(?<text>.+?)[ \t]*#*$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("<a (?:id|name)=\"(?<name>[^\"]+)\"")]
    private static partial Regex Anchor();
}

/// <summary>What is in a fence.</summary>
/// <param name="Line">The line of the fence, counted from 1.</param>
/// <param name="Language">What it says that is in it; empty for nothing.</param>
/// <param name="NotRun">The reason in the comment before it, <c>&lt;!-- not run: reason --&gt;</c>; null where there is no such comment.</param>
/// <param name="Lines">The lines.</param>
internal sealed partial record PageBlock(int Line, string Language, string? NotRun, string[] Lines)
{
    /// <summary>True if it has commands of the tool, which must work.</summary>
    internal bool HasCommands => Language is "" or "sh" or "bash" or "shell" or "console" && Lines.Any(line => Command().IsMatch(line));

    [GeneratedRegex(@"^\s*(\w+=\$\()?(euiccsim|dotnet run\b.*\s--)(\s|$)")]
    private static partial Regex Command();
}
