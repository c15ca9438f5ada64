using System.CommandLine.Parsing;

namespace EuiccSim.Cli.Output;

/// <summary>What a person wrote, for a hint that can be copied.</summary>
internal static class GivenWords
{
    /// <summary>The options that chose the card and say how servers are reached: a verb that is typed next wants them, too.</summary>
    internal static string OfTarget(ParseResult parsed) => OfCard(parsed) + Of(parsed, "--ca", "--connect-to", "--proxy", "--timeout", "--insecure-tls");

    /// <summary>The options that chose the card: a verb wants them, too, that asks no server.</summary>
    internal static string OfCard(ParseResult parsed) => Of(parsed, "--card", "--reader", "--modem", "--tcp", "--stdio", "--pki", "--aid", "--block-size");

    /// <summary>Options as they were given, each with a space before it; those that were not, or that the verb has not, are left out.</summary>
    internal static string Of(ParseResult parsed, params ReadOnlySpan<string> names)
    {
        List<string> words = [];
        foreach (string name in names)
        {
            if (parsed.GetResult(name) is not OptionResult { Implicit: false } given) continue;
            if (given.Tokens.Count == 0) words.Add($" {name}");
            words.AddRange(given.Tokens.Select(token => $" {name} {Shell.Quote(token.Value)}"));
        }
        return string.Concat(words);
    }
}
