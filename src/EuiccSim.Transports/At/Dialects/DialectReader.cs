using System.Globalization;
using System.Text;
using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Words;

namespace EuiccSim.Transports.At.Dialects;

/// <summary>Reads dialects of users, and says in words what is wrong with one.</summary>
internal static class DialectReader
{
    /// <summary>What can be said of a dialect, in the order of the documentation.</summary>
    internal static IReadOnlyList<string> Members { get; } =
    [
        "name", "summary", "echo", "unsolicited", "lowerCaseDigits", "quotes", "blankAfterColon", "countsOctets", "sessions", "maximumCommandLength", "errors",
        "collectsAnswers", "needsProfile", "keepsIdentity",
    ];

    internal static ModemDialect Read(ReadOnlySpan<byte> json)
    {
        using JsonDocument document = Parse((json.StartsWith(Encoding.UTF8.Preamble) ? json[Encoding.UTF8.Preamble.Length..] : json).ToArray());
        if (document.RootElement.ValueKind != JsonValueKind.Object) throw new FormatException("it is no object: {…}");
        HashSet<string> seen = [];
        ModemDialect dialect = new("");
        foreach (JsonProperty member in document.RootElement.EnumerateObject())
        {
            if (!seen.Add(member.Name)) throw new FormatException($"'{member.Name}' stands there twice");
            dialect = With(dialect, member.Name, member.Value);
        }
        return dialect.Name.Length > 0 ? dialect : throw new FormatException("'name' is missing");
    }

    private static ModemDialect With(ModemDialect dialect, string name, JsonElement value) => name switch
    {
        "name" => dialect with { Name = NameOf(Text(name, value)) },
        "summary" => dialect with { Summary = Text(name, value) },
        "echo" => dialect with { Echo = Word<ModemEcho>(name, value) },
        "unsolicited" => dialect with { Unsolicited = Lines(name, value) },
        "lowerCaseDigits" => dialect with { HasLowerCaseDigits = Switch(name, value) },
        "quotes" => dialect with { HasQuotes = Switch(name, value) },
        "blankAfterColon" => dialect with { HasBlankAfterColon = Switch(name, value) },
        "countsOctets" => dialect with { CountsOctets = Switch(name, value) },
        "sessions" => dialect with { Sessions = Word<ModemSessions>(name, value) },
        "maximumCommandLength" => dialect with { MaximumCommandLength = Number(name, value) },
        "errors" => dialect with { Errors = Word<ModemErrors>(name, value) },
        "collectsAnswers" => dialect with { CollectsAnswers = Switch(name, value) },
        "needsProfile" => dialect with { NeedsProfile = Switch(name, value) },
        "keepsIdentity" => dialect with { KeepsIdentity = Switch(name, value) },
        _ => throw new FormatException($"there is no '{name}'; there are {string.Join(", ", Members)}"),
    };

    private static JsonDocument Parse(byte[] json)
    {
        try
        {
            return JsonDocument.Parse(json, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        }
        catch (JsonException fault)
        {
            throw new FormatException(FaultWords.Of(fault), fault);
        }
    }

    private static string NameOf(string text) => text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
        ? text
        : throw new FormatException($"'name' takes letters, digits and hyphens, not '{text}'");

    private static string Text(string name, JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new FormatException($"'{name}' has {value.GetRawText()}, which is no text");

    private static SequenceOf<string> Lines(string name, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array) throw new FormatException($"'{name}' is no array of lines: [\"+CREG: 1\", …]");
        string[] lines = [.. value.EnumerateArray().Select(one => Text(name, one))];
        foreach (string line in lines)
        {
            if (line.Length == 0 || line.Any(char.IsControl)) throw new FormatException($"'{name}' has a line that is empty, or more than one");
            if (FinalResult.TryParse(line) is not null) throw new FormatException($"'{name}' has '{line}', which would end an answer");
        }
        return SequenceOf.From(lines);
    }

    private static bool Switch(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw new FormatException($"'{name}' is neither true nor false"),
    };

    private static int Number(string name, JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number is >= Least and <= Most
        ? number
        : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"'{name}' takes a number from {Least} to {Most}, not {value.GetRawText()}"));

    private static T Word<T>(string name, JsonElement value)
        where T : struct, Enum
    {
        string[] words = [.. Enum.GetValues<T>().Select(one => StandardName.Of(one))];
        int index = value.ValueKind == JsonValueKind.String ? Array.IndexOf(words, value.GetString()) : -1;
        return index >= 0 ? Enum.GetValues<T>()[index] : throw new FormatException($"'{name}' takes {string.Join(", ", words)}, not {value.GetRawText()}");
    }

    // AT+CCHO with the AID of the ISD-R has 43 characters.
    private const int Least = 64;
    private const int Most = 1 << 20;
}
