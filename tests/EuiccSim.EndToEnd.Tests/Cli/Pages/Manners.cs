using System.Text.RegularExpressions;
using EuiccSim.Cli;

namespace EuiccSim.EndToEnd.Tests.Cli.Pages;

/// <summary>How everything is written that a person reads.</summary>
internal static partial class Manners
{
    /// <summary>No words of the platform, no doubled stops; what is to be typed can be typed. A verb that "has no" something is only named.</summary>
    internal static void Check(string text, Terminal terminal)
    {
        Assert.That(text, Does.Not.Match(OfThePlatform));
        Surroundings at = new(TextWriter.Null, TextWriter.Null) { DataFolder = terminal.DataFolder };
        foreach (Match hint in Hints().Matches(text.Replace("\\\"", "\"", StringComparison.Ordinal)))
        {
            string[] words = [.. System.CommandLine.Parsing.CommandLineParser.SplitCommandLine(hint.Groups["words"].Value)];
            Assert.That(CommandLine.Build(at).Parse(words).Errors.Select(error => error.Message), Is.Empty, hint.Value);
        }
    }

    private const string OfThePlatform =
        @"Exception\b|\(Parameter '|LineNumber|BytePosition|\(/\)|[^.]\.\.(?![./\\])|System\.\w|Microsoft\.\w|Nullable|see inner|bject reference|Path: \$|isFinalBlock|\.NET\b|`\d|   at \w";

    [GeneratedRegex("'euiccsim (?<words>[^']*)'(?! has no )")]
    private static partial Regex Hints();
}
