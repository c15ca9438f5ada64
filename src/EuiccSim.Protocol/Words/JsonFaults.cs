using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace EuiccSim.Protocol.Words;

/// <summary>What the platform's reader of JSON says.</summary>
internal static partial class JsonFaults
{
    internal static FaultPhrase Of(JsonException fault)
    {
        if (fault is { LineNumber: 0, BytePositionInLine: 0 } && fault.Message.Contains("start of a value", StringComparison.Ordinal)) return "it is no JSON";
        string place = fault.Path is { Length: > 1 } path ? path[1..].TrimStart('.') : "";
        if (OfContent(fault, ref place) is { } what) return place.Length > 0 ? FaultPhrase.AsSaid($"{place}: {what}") : what;
        string syntax = OfSyntax(fault.Message);
        // Lines are counted from 1 by people.
        return fault.LineNumber is { } line ? string.Create(CultureInfo.InvariantCulture, $"line {line + 1}: {syntax}") : FaultPhrase.AsSaid(syntax);
    }

    /// <summary>"The requested operation requires an element of type 'Object', but the target element has type 'Number'."; null for other words.</summary>
    internal static string? OfKind(string message) => Kinds().Match(message) is { Success: true } kinds
        ? $"{Kind(kinds.Groups[2].Value)} stands where {Kind(kinds.Groups[1].Value)} should"
        : message.StartsWith("Cannot ", StringComparison.Ordinal) ? "it has an escape that forms no text" : null;

    /// <summary>What is wrong with JSON that is whole; null for other faults.</summary>
    private static string? OfContent(JsonException fault, ref string place)
    {
        string message = fault.Message;
        if (Unknown().Match(message) is { Success: true } unknown)
        {
            // The place is that of the member.
            place = place.EndsWith(unknown.Groups[1].Value, StringComparison.Ordinal) ? place[..^unknown.Groups[1].Length].TrimEnd('.') : place;
            return $"there is no member \"{unknown.Groups[1].Value}\"";
        }
        if (Missing().Match(message) is { Success: true } missing) return $"the member {missing.Groups[1].Value.Replace('\'', '"').Replace(";", ",", StringComparison.Ordinal)} is missing";
        if (Converted().Match(message) is { Success: true } converted) return $"it is not {TypeName(fault.InnerException is { } reader ? reader.Message : converted.Groups[1].Value)}";
        if (message.Contains("null", StringComparison.Ordinal) && message.Contains("allow", StringComparison.Ordinal)) return "it is null, and may not be";
        return message.Contains("any JSON tokens", StringComparison.Ordinal) ? "there is nothing in it" : null;
    }

    private static string OfSyntax(string message)
    {
        // The reader names the last digit where a number ends with the file.
        if (NumberEnd().Match(message) is { Success: true } end && char.IsAsciiDigit(end.Groups[1].Value[0])) return EndsEarly;
        foreach ((string phrase, string meaning) in s_meanings)
            if (message.Contains(phrase, StringComparison.Ordinal)) return meaning;
        int place = Place().Match(message) is { Success: true } found ? found.Index : -1;
        string words = (place < 0 ? message : message[..place]).TrimEnd('.', ' ');
        // More than a character of the text can be a part of a secret.
        if (Quoted().IsMatch(words)) return "this is not as JSON has it";
        return words.Length > 1 && char.IsUpper(words[0]) && char.IsLower(words[1]) ? char.ToLowerInvariant(words[0]) + words[1..] : words;
    }

    private static string TypeName(string type) => type switch
    {
        _ when type.EndsWith("[]", StringComparison.Ordinal) || type.Contains("List`", StringComparison.Ordinal) => "a list",
        _ when type.Contains("System.String", StringComparison.Ordinal) => "a text",
        _ when type.Contains("System.Boolean", StringComparison.Ordinal) => "true or false",
        _ when type.Contains("DateTime", StringComparison.Ordinal) => "a time in ISO 8601",
        _ when type.Contains("System.Int", StringComparison.Ordinal) || type.Contains("System.UInt", StringComparison.Ordinal) => "a whole number that fits",
        _ when type.Contains("System.Double", StringComparison.Ordinal) => "a number",
        // What the reader of a value says: "Cannot get the value of a token type 'String' as a number."
        _ when type.Contains(" as a number", StringComparison.Ordinal) => "a whole number that fits",
        _ when type.Contains(" as a string", StringComparison.Ordinal) => "a text",
        _ when type.Contains(" as a boolean", StringComparison.Ordinal) => "true or false",
        _ when type.Contains(' ', StringComparison.Ordinal) => "of the kind that it should be",
        _ => "an object",
    };

    private static string Kind(string name) => JsonKinds.Of(Enum.TryParse(name, out JsonValueKind kind) ? kind : JsonValueKind.True);

    private const string EndsEarly = "it ends before its last bracket or quotation mark";

    // The first that fits counts. A message may hold the rest of the text: what quotes it stands first.
    private static readonly (string Phrase, string Meaning)[] s_meanings =
    [
        ("is an invalid JSON literal", "a text stands without quotation marks"),
        ("end of data, but", EndsEarly),
        ("reached end of data", EndsEarly),
        ("depth to be zero", EndsEarly),
        ("trailing comma", "a comma stands before a closing bracket"),
        ("maximum configured depth", "brackets are nested too deep"),
        ("without a matching open", "a bracket is closed that nothing opened"),
        ("leading zero", "a number begins with a zero"),
        ("end of a number", "a number is followed by what does not belong to it"),
        ("within a number", "a number is not complete"),
        ("hex digit", "a text has \\u without four hexadecimal digits"),
        ("escapable character", "a text has a backslash before what JSON has none for"),
        ("within a JSON string", "a text has a line break or another control character in it"),
        ("start of a property name", "the name of a member stands without quotation marks, or a comma is too many"),
        ("after a property name", "a colon is missing after the name of a member"),
        ("after a value", "a comma or a closing bracket is missing after a value"),
        ("after a single JSON value", "something follows after its end"),
    ];

    [GeneratedRegex("'(.)' is an invalid end of a number")]
    private static partial Regex NumberEnd();

    [GeneratedRegex("The JSON property '([^']*)' could not be mapped")]
    private static partial Regex Unknown();

    [GeneratedRegex("missing required properties including: ([^.]*)")]
    private static partial Regex Missing();

    [GeneratedRegex("could not be converted to ([^ ]+)\\.( |$)")]
    private static partial Regex Converted();

    [GeneratedRegex("requires an element of type '(\\w+)', but the target element has type '(\\w+)'")]
    private static partial Regex Kinds();

    [GeneratedRegex("'[^']{2,}'")]
    private static partial Regex Quoted();

    [GeneratedRegex(" (Path: |LineNumber: )")]
    private static partial Regex Place();
}
