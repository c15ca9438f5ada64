using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Conformance.Lpas.Commands;

/// <summary>The arguments of a program for one call, with placeholders: "{code}".</summary>
/// <param name="Arguments">The arguments, in their order.</param>
/// <param name="Input">What is written to the program's standard input; null for nothing.</param>
internal sealed record LpaCommandLine(SequenceOf<LpaArgument> Arguments, string? Input = null)
{
    /// <summary>The words of the command line.</summary>
    /// <param name="values">What stands for the placeholders, by their names; null for what there is not.</param>
    /// <param name="missing">The placeholder that something is missing for; null if nothing is.</param>
    internal IReadOnlyList<string> Fill(IReadOnlyDictionary<string, string?> values, out string? missing)
    {
        List<string> words = [];
        missing = null;
        foreach (LpaArgument argument in Arguments)
        {
            string? absent = argument.Placeholders.FirstOrDefault(name => values.GetValueOrDefault(name) is null);
            if (absent is null) words.AddRange(argument.Words.Select(word => LpaArgument.Fill(word, values)));
            else if (!argument.IsOptional) missing ??= absent;
        }
        return words;
    }

    /// <summary>True if it can be filled without a placeholder, or does not have it.</summary>
    internal bool CanLack(string placeholder) => Arguments.All(argument => argument.IsOptional || !argument.Placeholders.Contains(placeholder));

    /// <summary>True if it has a placeholder.</summary>
    internal bool Has(string placeholder) => Arguments.Any(argument => argument.Placeholders.Contains(placeholder));
}

/// <summary>A word of a command line, or several that are left out together.</summary>
/// <param name="Words">The words.</param>
/// <param name="IsOptional">True for words that are left out where there is nothing for a placeholder in them.</param>
internal sealed record LpaArgument(SequenceOf<string> Words, bool IsOptional)
{
    internal IEnumerable<string> Placeholders => Known.Where(name => Words.Any(word => word.Contains($"{{{name}}}", StringComparison.Ordinal)));

    /// <summary>The placeholders that there are.</summary>
    internal static SequenceOf<string> Known { get; } = ["code", "confirmation", "iccid", "aid", "nickname", "ca", "device", "reader", "host", "smdp", "smds"];

    internal static string Fill(string word, IReadOnlyDictionary<string, string?> values)
    {
        foreach ((string name, string? value) in values) word = word.Replace($"{{{name}}}", value, StringComparison.Ordinal);
        return word;
    }
}
