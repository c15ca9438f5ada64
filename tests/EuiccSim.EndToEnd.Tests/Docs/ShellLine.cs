using System.Text;
using System.Text.RegularExpressions;

namespace EuiccSim.EndToEnd.Tests.Docs;

/// <summary>A line as a POSIX shell reads it, as far as pages need one: quotes, variables, comments, redirection, background, here-documents.</summary>
internal sealed partial record ShellLine
{
    internal IReadOnlyList<string> Words { get; private init; } = [];

    /// <summary>The file that the output goes to.</summary>
    internal string? Output { get; private init; }

    /// <summary>True for a line that ends with '&amp;'.</summary>
    internal bool IsInBackground { get; private init; }

    /// <summary>The word that ends the input that follows.</summary>
    internal string? HereEnd { get; private init; }

    /// <summary>The variable that gets the output: NAME=$(…).</summary>
    internal string? Variable { get; private init; }

    /// <summary>What the line says that it ends with: "# exit 1"; 0 if it says nothing.</summary>
    internal int ExitCode { get; private init; }

    /// <param name="line">The line, without what was continued.</param>
    /// <param name="variables">What <c>$NAME</c> stands for.</param>
    internal static ShellLine Read(string line, IReadOnlyDictionary<string, string> variables)
    {
        Match assignment = Assignment().Match(line);
        string command = assignment.Success ? assignment.Groups["command"].Value : line;
        List<string> words = [];
        int at = 0;
        string comment = "";
        while (at < command.Length)
        {
            if (char.IsWhiteSpace(command[at])) at++;
            else if (command[at] == '#')
            {
                comment = command[at..];
                at = command.Length;
            }
            else words.Add(Word(command, ref at, variables));
        }
        bool isBackground = words is [.., Ampersand];
        if (isBackground) words.RemoveAt(words.Count - 1);
        return new()
        {
            Output = Take(words, ">"),
            HereEnd = Take(words, "<<"),
            IsInBackground = isBackground,
            Variable = assignment.Success ? assignment.Groups["name"].Value : null,
            ExitCode = Exit().Match(comment) is { Success: true } exit ? int.Parse(exit.Groups["code"].Value, null) : 0,
            Words = words,
        };
    }

    /// <summary>The word after an operator, which leaves with it.</summary>
    private static string? Take(List<string> words, string sign)
    {
        int at = words.IndexOf(Operator + sign);
        if (at < 0 || at + 1 >= words.Count) return null;
        string word = words[at + 1];
        words.RemoveRange(at, 2);
        return word;
    }

    private static string Word(string text, ref int at, IReadOnlyDictionary<string, string> variables)
    {
        foreach (string sign in (string[])["<<", ">", "&"])
        {
            if (!text.AsSpan(at).StartsWith(sign, StringComparison.Ordinal)) continue;
            at += sign.Length;
            return Operator + sign;
        }
        StringBuilder word = new();
        char quote = '\0';
        for (; at < text.Length && (quote != '\0' || !(char.IsWhiteSpace(text[at]) || text[at] is '>' or '&')); at++)
        {
            char character = text[at];
            if (character == quote) quote = '\0';
            else if (quote == '\0' && character is '\'' or '"' && quote == '\0') quote = character;
            else if (character == '\\' && quote != '\'' && at + 1 < text.Length) word.Append(text[++at]);
            else if (character == '$' && quote != '\'' && Name().Match(text, at + 1) is { Success: true, Length: > 0 } name)
            {
                word.Append(variables.TryGetValue(name.Groups["name"].Value, out string? value) ? value : throw new FormatException($"${name.Value} was never given a value"));
                at += name.Length;
            }
            else word.Append(character);
        }
        if (quote != '\0') throw new FormatException($"a quote ({quote}) does not end");
        return word.ToString();
    }

    // No page has it: a sign that was quoted is none.
    private const string Operator = "\u0001";
    private const string Ampersand = Operator + "&";

    [GeneratedRegex(@"^\s*(?<name>\w+)=\$\((?<command>.*)\)\s*(#.*)?$")]
    private static partial Regex Assignment();

    [GeneratedRegex(@"\G\{?(?<name>[A-Za-z_]\w*)\}?")]
    private static partial Regex Name();

    [GeneratedRegex(@"^#\s*exit (?<code>\d)\b")]
    private static partial Regex Exit();
}
