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
        string what = word.StartsWith('-') ? $"'{name}' has no option {word}." : command.Subcommands.Count > 0 ? $"'{name}' has no verb '{word}'." : $"'{name}' has no use for '{word}'.";
        string[] meant = [.. Near(word, Known(command))];
        return meant.Length == 0 ? what : $"{what} Did you mean {string.Join(" or ", meant.Select(one => word.StartsWith('-') ? one : $"'{name} {one}'"))}?";
    }

    /// <summary>The words that are near, the nearest first: a letter more, less, another or two in the wrong order, twice at most; or the beginning of one.</summary>
    internal static IEnumerable<string> Near(string word, IEnumerable<string> known) => known
        .Select(one => (Name: one, Distance: one.StartsWith(word, StringComparison.OrdinalIgnoreCase) ? 1 : Distance(word.ToUpperInvariant(), one.ToUpperInvariant())))
        .Where(one => one.Distance <= Math.Min(2, one.Name.Length / 2))
        .OrderBy(one => one.Distance).ThenBy(one => one.Name, StringComparer.Ordinal).Take(3).Select(one => one.Name);

    private static IEnumerable<string> Known(Command command)
    {
        foreach (Command child in command.Subcommands) yield return child.Name;
        for (Command? at = command; at is not null; at = at.Parents.OfType<Command>().FirstOrDefault())
            foreach (Option option in at.Options.Where(option => !option.Hidden && (at == command || option.Recursive))) yield return option.Name;
    }

    private static int Distance(string a, string b)
    {
        int[,] cost = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++) cost[i, 0] = i;
        for (int j = 0; j <= b.Length; j++) cost[0, j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int other = a[i - 1] == b[j - 1] ? 0 : 1;
                cost[i, j] = Math.Min(Math.Min(cost[i - 1, j] + 1, cost[i, j - 1] + 1), cost[i - 1, j - 1] + other);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
            }
        }
        return cost[a.Length, b.Length];
    }
}
