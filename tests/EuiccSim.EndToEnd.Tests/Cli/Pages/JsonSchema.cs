using System.Text.Json;
using System.Text.RegularExpressions;

namespace EuiccSim.EndToEnd.Tests.Cli.Pages;

/// <summary>docs/json-schema.json, and as much of JSON Schema 2020-12 as it uses. A keyword that is not known here is a fault of the page.</summary>
internal sealed class JsonSchema
{
    private readonly JsonElement _root, _definitions;

    private JsonSchema(JsonElement root) => (_root, _definitions) = (root, root.GetProperty("$defs"));

    internal static JsonSchema Read(string page = "json-schema.json") => new(JsonDocument.Parse(Page.Read(page)).RootElement);

    /// <summary>What is wrong with a document, where the page has one schema for all of it.</summary>
    internal IReadOnlyList<string> Check(JsonElement document)
    {
        List<string> faults = [];
        Check(_root, document, "it", faults);
        return faults;
    }

    /// <summary>"lpa list" and so on.</summary>
    internal IEnumerable<string> Verbs => _definitions.EnumerateObject().Where(one => IsVerb(one.Value)).Select(one => one.Name);

    /// <summary>The schema of a verb's last line.</summary>
    internal JsonElement ResultOf(string verb) => First(_definitions.GetProperty(verb));

    /// <summary>What is wrong with a line of a verb; nothing if it is as the page says.</summary>
    internal IReadOnlyList<string> Check(string verb, JsonElement line)
    {
        if (!_definitions.TryGetProperty(verb, out JsonElement schema)) return [$"docs/json-schema.json has no '{verb}'"];
        List<string> faults = [];
        Check(schema, line, "line", faults);
        return faults;
    }

    private static JsonElement First(JsonElement schema) => schema.TryGetProperty("anyOf", out JsonElement lines) ? lines[0] : schema;

    private static bool IsVerb(JsonElement schema) => First(schema).TryGetProperty("allOf", out JsonElement all) && all[0].GetProperty("$ref").GetString() == "#/$defs/result";

    /// <returns>The members that the schema speaks of.</returns>
    private HashSet<string> Check(JsonElement schema, JsonElement value, string at, List<string> faults)
    {
        HashSet<string> known = [];
        foreach (JsonProperty keyword in schema.EnumerateObject()) Check(schema, keyword, value, at, known, faults);
        bool isClosed = IsFalse(schema, "additionalProperties") || IsFalse(schema, "unevaluatedProperties");
        if (isClosed && value.ValueKind == JsonValueKind.Object)
            foreach (JsonProperty member in value.EnumerateObject().Where(member => !known.Contains(member.Name))) faults.Add($"{at}.{member.Name} is not in the schema");
        return known;
    }

    private void Check(JsonElement schema, JsonProperty keyword, JsonElement value, string at, HashSet<string> known, List<string> faults)
    {
        JsonElement wanted = keyword.Value;
        bool isObject = value.ValueKind == JsonValueKind.Object;
        switch (keyword.Name)
        {
            case "$schema" or "title" or "$defs" or "description" or "additionalProperties" or "unevaluatedProperties" or "then":
                break;
            case "$ref":
                known.UnionWith(Check(_definitions.GetProperty(wanted.GetString()!["#/$defs/".Length..]), value, at, faults));
                break;
            case "allOf":
                foreach (JsonElement one in wanted.EnumerateArray()) known.UnionWith(Check(one, value, at, faults));
                break;
            case "anyOf":
                CheckAny(wanted, value, at, known, faults);
                break;
            case "if":
                if (Matches(wanted, value)) Check(schema.GetProperty("then"), value, at, faults);
                break;
            case "type":
                if (!Names(wanted).Any(type => IsOf(type, value))) faults.Add($"{at} is {value.ValueKind}, not {wanted}");
                break;
            case "const":
                if (value.GetRawText() != wanted.GetRawText()) faults.Add($"{at} is {value}, not {wanted}");
                break;
            case "enum":
                if (wanted.EnumerateArray().All(one => one.GetRawText() != value.GetRawText())) faults.Add($"{at} is {value}, not one of {wanted}");
                break;
            case "pattern":
                if (value.ValueKind == JsonValueKind.String && !Regex.IsMatch(value.GetString()!, wanted.GetString()!)) faults.Add($"{at} is {value}, not like {wanted}");
                break;
            case "minimum":
                if (value.ValueKind == JsonValueKind.Number && value.GetDouble() < wanted.GetDouble()) faults.Add($"{at} is {value}, below {wanted}");
                break;
            case "maximum":
                if (value.ValueKind == JsonValueKind.Number && value.GetDouble() > wanted.GetDouble()) faults.Add($"{at} is {value}, above {wanted}");
                break;
            case "required":
                foreach (string name in Names(wanted).Where(name => isObject && !value.TryGetProperty(name, out _))) faults.Add($"{at}.{name} is missing");
                break;
            case "items":
                if (value.ValueKind != JsonValueKind.Array) break;
                foreach ((int i, JsonElement item) in value.EnumerateArray().Index()) Check(wanted, item, $"{at}[{i}]", faults);
                break;
            case "properties":
                foreach (JsonProperty one in wanted.EnumerateObject().Where(_ => isObject))
                {
                    known.Add(one.Name);
                    if (value.TryGetProperty(one.Name, out JsonElement member)) Check(one.Value, member, $"{at}.{one.Name}", faults);
                }
                break;
            default:
                faults.Add($"the keyword {keyword.Name} is not known here");
                break;
        }
    }

    /// <summary>Of several kinds of lines the one whose event it is tells what is wrong.</summary>
    private void CheckAny(JsonElement several, JsonElement value, string at, HashSet<string> known, List<string> faults)
    {
        List<string>? fewest = null;
        foreach (JsonElement one in several.EnumerateArray())
        {
            List<string> these = [];
            HashSet<string> members = Check(one, value, at, these);
            if (fewest is null || these.Count < fewest.Count) fewest = these;
            if (these.Count > 0) continue;
            known.UnionWith(members);
            return;
        }
        faults.AddRange(fewest!);
    }

    private bool Matches(JsonElement schema, JsonElement value)
    {
        List<string> faults = [];
        Check(schema, value, "", faults);
        return faults.Count == 0;
    }

    private static IEnumerable<string> Names(JsonElement names) =>
        names.ValueKind == JsonValueKind.Array ? names.EnumerateArray().Select(one => one.GetString()!) : [names.GetString()!];

    private static bool IsFalse(JsonElement schema, string keyword) => schema.TryGetProperty(keyword, out JsonElement value) && value.ValueKind == JsonValueKind.False;

    private static bool IsOf(string type, JsonElement value) => (type, value.ValueKind) switch
    {
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) or ("null", JsonValueKind.Null) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) or ("number", JsonValueKind.Number) => true,
        ("integer", JsonValueKind.Number) => value.TryGetInt64(out _),
        _ => false,
    };
}
