using System.Text.RegularExpressions;
using EuiccSim.Tests;

namespace EuiccSim.EndToEnd.Tests.Worlds;

/// <summary>docs/testing.md and the program that CI runs.</summary>
internal sealed partial class TestingPageTests
{
    [Test]
    public void Each_piece_of_code_on_the_page_stands_in_the_sample_line_after_line()
    {
        string[] pieces = [.. Code().Matches(Read("docs", "testing.md")).Select(match => match.Groups["code"].Value)];
        Assert.That(pieces, Has.Length.EqualTo(10));
        string sample = Trimmed(Read("samples", "TenThings", "Program.cs"));
        foreach (string piece in pieces)
        {
            Assert.That(sample, Does.Contain("\n" + Trimmed(piece)));
            Assert.That(piece.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.LessThanOrEqualTo(5), piece);
        }
    }

    private static string Trimmed(string text) => string.Concat(text.Split('\n').Where(line => line.Length > 0).Select(line => line.Trim() + "\n"));

    private static string Read(params ReadOnlySpan<string> path) => File.ReadAllText(Clone.PathOf(path)).ReplaceLineEndings("\n");

    [GeneratedRegex(@"^```csharp\n(?<code>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Code();
}
