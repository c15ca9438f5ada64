using System.CommandLine.Parsing;

namespace EuiccSim.Cli.Output;

/// <summary>What a person wrote, for a hint that can be copied.</summary>
internal static class GivenWords
{
    /// <summary>Options as they were given, each with a space before it; those that were not, are left out.</summary>
    internal static string Of(ParseResult parsed, IEnumerable<Option> options) => string.Concat(options
        .Select(option => parsed.GetResult(option)).Where(result => result is { Implicit: false })
        .SelectMany(result => result!.Tokens.Select(token => $" {result.Option.Name} {Quoted(token.Value)}")));

    /// <summary>A word as a shell takes it; most need nothing.</summary>
    internal static string Quoted(string word) =>
        word.Length > 0 && word.All(c => char.IsLetterOrDigit(c) || c is '/' or '.' or ':' or '-' or '_' or '\\' or '=' or ',') ? word : $"'{word.Replace("'", "'\\''")}'";
}
