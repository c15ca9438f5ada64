using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Words;

namespace EuiccSim.Conformance.Lpas.Commands;

/// <summary>Reads descriptions of LPAs, and says in words what is wrong with one.</summary>
internal static class LpaDescriptionReader
{
    internal static LpaDescription Read(ReadOnlySpan<byte> json)
    {
        // Editors begin files with a mark of UTF-8.
        using JsonDocument document = Parse((json.StartsWith(Encoding.UTF8.Preamble) ? json[Encoding.UTF8.Preamble.Length..] : json).ToArray());
        Dictionary<string, JsonElement> members = MembersOf(document.RootElement, "the description", s_members);
        LpaDescription description = new()
        {
            Name = Text(Required(members, "name"), "name"),
            Program = Texts(Required(members, "program"), "program"),
            Card = Way(Text(Required(members, "card"), "card")),
            Commands = Commands(Required(members, "commands")),
        };
        if (description.Program.Count == 0) throw new FormatException("'program' names no program");
        if (members.TryGetValue("environment", out JsonElement environment)) description = description with { Environment = Variables(environment) };
        if (members.TryGetValue("failure", out JsonElement failure)) description = description with { Failure = Expression(Text(failure, "failure")) };
        if (members.TryGetValue("seconds", out JsonElement seconds)) description = description with { Patience = TimeSpan.FromSeconds(Number(seconds, "seconds", 1, 3600)) };
        if (members.TryGetValue("slot", out JsonElement slot)) description = description with { Slot = Number(slot, "slot", 0, 1) };
        return description;
    }

    private static JsonDocument Parse(byte[] json)
    {
        try
        {
            return JsonDocument.Parse(json, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        }
        catch (JsonException e)
        {
            throw new FormatException(FaultWords.Of(e), e);
        }
    }

    private static Dictionary<string, JsonElement> MembersOf(JsonElement element, string what, IReadOnlyList<string> known)
    {
        if (element.ValueKind != JsonValueKind.Object) throw new FormatException($"{what} is no object: {{…}}");
        Dictionary<string, JsonElement> members = [];
        foreach (JsonProperty member in element.EnumerateObject())
        {
            if (!known.Contains(member.Name)) throw new FormatException($"{what} has a member '{member.Name}'; there are {string.Join(", ", known)}");
            if (!members.TryAdd(member.Name, member.Value)) throw new FormatException($"{what} has '{member.Name}' twice");
        }
        return members;
    }

    private static JsonElement Required(Dictionary<string, JsonElement> members, string name) =>
        members.TryGetValue(name, out JsonElement value) ? value : throw new FormatException($"'{name}' is missing");

    private static Dictionary<string, LpaCommandLine> Commands(JsonElement element)
    {
        Dictionary<string, LpaCommandLine> commands = [];
        foreach ((string name, JsonElement value) in MembersOf(element, "'commands'", s_calls)) commands[name] = CommandLine(value, $"the command '{name}'");
        if (commands.Count == 0) throw new FormatException("'commands' has no command, so there is nothing to ask the program for");
        return commands;
    }

    private static LpaCommandLine CommandLine(JsonElement element, string what)
    {
        if (element.ValueKind == JsonValueKind.Array) return new(Arguments(element, what));
        Dictionary<string, JsonElement> members = MembersOf(element, what, s_commandMembers);
        string? input = members.TryGetValue("input", out JsonElement text) ? Text(text, $"'input' of {what}") : null;
        return new(Arguments(Required(members, "arguments"), what), input);
    }

    private static SequenceOf<LpaArgument> Arguments(JsonElement element, string what)
    {
        if (element.ValueKind != JsonValueKind.Array) throw new FormatException($"{what} is no array of arguments: [\"…\", …]");
        return SequenceOf.From(element.EnumerateArray().Select(one => one.ValueKind == JsonValueKind.Array
            ? Optional(Texts(one, what), what)
            : new LpaArgument([Word(one, what)], IsOptional: false)));
    }

    private static LpaArgument Optional(SequenceOf<string> words, string what)
    {
        LpaArgument argument = new([.. words.Select(word => Placeholders(word, what))], IsOptional: true);
        return argument.Placeholders.Any() ? argument : throw new FormatException($"{what} has arguments in brackets without a placeholder in them: {words}");
    }

    private static string Word(JsonElement element, string what) => Placeholders(Text(element, $"an argument of {what}"), what);

    private static string Placeholders(string word, string what)
    {
        Match unknown = s_placeholder.Matches(word).FirstOrDefault(match => !LpaArgument.Known.Contains(match.Groups[1].Value)) ?? Match.Empty;
        return unknown.Success
            ? throw new FormatException($"{what} has a placeholder {unknown.Value}; there are {string.Join(", ", LpaArgument.Known.Select(name => $"{{{name}}}"))}")
            : word;
    }

    private static Dictionary<string, string> Variables(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object) throw new FormatException("'environment' is no object: {\"NAME\": \"value\"}");
        Dictionary<string, string> variables = [];
        foreach (JsonProperty one in element.EnumerateObject())
        {
            if (!variables.TryAdd(one.Name, Word(one.Value, $"the variable {one.Name}"))) throw new FormatException($"'environment' has {one.Name} twice");
        }
        return variables;
    }

    private static LpaCardWay Way(string name) => name switch
    {
        "tcp" => LpaCardWay.Tcp,
        "pty" => LpaCardWay.Pty,
        "vpcd" => LpaCardWay.Vpcd,
        "stdio" => LpaCardWay.Stdio,
        _ => throw new FormatException($"'card' is '{name}'; there are tcp, pty, vpcd, stdio"),
    };

    private static string Expression(string text)
    {
        try
        {
            _ = Regex.IsMatch("", text);
            return text;
        }
        catch (ArgumentException e)
        {
            throw new FormatException($"'failure' is no regular expression: {e.Message}", e);
        }
    }

    private static SequenceOf<string> Texts(JsonElement element, string what)
    {
        if (element.ValueKind != JsonValueKind.Array) throw new FormatException($"'{what}' is no array of texts: [\"…\", …]");
        return SequenceOf.From(element.EnumerateArray().Select(one => Text(one, what)));
    }

    private static string Text(JsonElement element, string what) =>
        element.ValueKind == JsonValueKind.String ? element.GetString()! : throw new FormatException($"'{what}' has {element.GetRawText()}, which is no text");

    private static int Number(JsonElement element, string what, int least, int most) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out int number) && number >= least && number <= most
            ? number
            : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"'{what}' takes a number from {least} to {most}, not {element.GetRawText()}"));

    private static readonly string[] s_members = ["name", "program", "card", "slot", "environment", "commands", "failure", "seconds"];
    private static readonly string[] s_commandMembers = ["arguments", "input"];

    private static readonly string[] s_calls =
    [
        LpaOption.Info, LpaOption.List, LpaOption.Download, LpaOption.Reject, LpaOption.Postpone, LpaOption.Discover, LpaOption.Enable, LpaOption.Disable,
        LpaOption.Delete, LpaOption.Nickname, LpaOption.Reset, LpaOption.Notifications,
    ];

    private static readonly Regex s_placeholder = new(@"\{(\w+)\}", RegexOptions.CultureInvariant);
}
