using System.CommandLine.Parsing;

namespace EuiccSim.Cli;

/// <summary>What a person may have meant by a word that the grammar does not know.</summary>
internal static class Suggestions
{
    /// <summary>A sentence about a word that is unknown; null for other faults.</summary>
    internal static string? Of(ParseError error, ParseResult parsed)
    {
        string? word = parsed.UnmatchedTokens.FirstOrDefault(token => error.Message.Contains($"'{token}'", StringComparison.Ordinal));
        if (word is null) return null;
        Command command = parsed.CommandResult.Command;
        string name = command.FullName();
        if (MayBeSecret(word)) return string.Create(CultureInfo.InvariantCulture, $"'{name}' has no use for a word of {word.Length} characters: is a blank too many before it?");
        if (word.StartsWith('-')) word = word.Split('=')[0];
        string what = word.StartsWith('-') ? $"'{name}' has no option {word}." : command.Subcommands.Count > 0 ? $"'{name}' has no verb '{word}'." : $"'{name}' has no use for '{word}'.";
        string[] meant = [.. NearWords.Of(word, Known(command))];
        return meant.Length == 0 ? what : $"{what} Did you mean {string.Join(" or ", meant.Select(one => word.StartsWith('-') ? one : $"'{name} {one}'"))}?";
    }

    /// <summary>True for what is digits rather than a word or a file: of '--set key= 465B…' the second word is a key.</summary>
    private static bool MayBeSecret(string word) => word.Count(char.IsAsciiDigit) >= FewestDigits && !word.StartsWith('-') && !word.AsSpan().ContainsAny('.', '/', '\\');

    private static IEnumerable<string> Known(Command command)
    {
        foreach (Command child in command.Subcommands) yield return child.Name;
        for (Command? at = command; at is not null; at = at.Parents.OfType<Command>().FirstOrDefault())
            foreach (Option option in at.Options.Where(option => !option.Hidden && (at == command || option.Recursive))) yield return option.Name;
    }

    // The shortest PIN.
    private const int FewestDigits = 4;
}
