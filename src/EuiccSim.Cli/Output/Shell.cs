namespace EuiccSim.Cli.Output;

/// <summary>Words as a shell takes them, for what a person is told to type.</summary>
internal static class Shell
{
    /// <summary>In double quotes where the word has something that a shell would not leave alone: hints stand in single quotes.</summary>
    internal static string Quote(string word) => IsPlain(word)
        ? word
        : $"\"{word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("$", "\\$", StringComparison.Ordinal).Replace("`", "\\`", StringComparison.Ordinal)}\"";

    /// <summary>In single quotes, for a line that stands by itself.</summary>
    internal static string QuoteAlone(string word) => IsPlain(word) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static bool IsPlain(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "/._-:+=@%,".Contains(c, StringComparison.Ordinal));
}
