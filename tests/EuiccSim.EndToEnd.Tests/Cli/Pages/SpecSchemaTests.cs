using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Personalising;
using EuiccSim.Protocol.Uicc;

namespace EuiccSim.EndToEnd.Tests.Cli.Pages;

/// <summary>docs/spec-schema.json and docs/profile-build.md say what the reader of specifications reads: all of it, and nothing else.</summary>
public sealed partial class SpecSchemaTests
{
    private const string Needed = "\"iccid\":\"8949000000000000018\",\"imsi\":\"001010000000123\"";

    private static JsonElement Schema => JsonDocument.Parse(Page.Read("spec-schema.json")).RootElement;

    /// <summary>The reader tells the members that there are where it meets an unknown one.</summary>
    [Test]
    public void Each_object_has_in_the_reader_the_members_that_it_has_in_the_schema()
    {
        (string Path, string[] Members)[] objects = [.. Objects(Schema, "")];
        Assert.That(objects.Select(one => one.Path), Is.SupersetOf(new[] { "", "sqn", "pins", "pins.pin1", "otaKeys[]", "spn", "networkName", "services", "applications", "metadata" }));
        foreach ((string path, string[] members) in objects)
        {
            string unknown = "{\"no such\":1}";
            foreach (string step in path.Split('.', StringSplitOptions.RemoveEmptyEntries).Reverse())
                unknown = step.EndsWith("[]", StringComparison.Ordinal) ? $"{{\"{step[..^2]}\":[{unknown}]}}" : $"{{\"{step}\":{unknown}}}";
            string message = Refusal(path.Length == 0 ? $"{{{Needed},\"no such\":1}}" : $"{{{Needed},{unknown[1..]}");
            Assert.That(message[(message.IndexOf("there are ", StringComparison.Ordinal) + "there are ".Length)..].Split(", "), Is.EquivalentTo(members), path);
        }
    }

    [Test]
    public void Each_member_of_the_schema_stands_in_an_example_that_is_read_and_is_as_the_schema_says()
    {
        HashSet<string> used = [];
        foreach (string example in Examples())
        {
            JsonElement json = JsonDocument.Parse(example).RootElement;
            Assert.That(JsonSchema.Read("spec-schema.json").Check(json), Is.Empty, example);
            Assert.That(() => PersonalisationSpec.Read(Octets.Wrap(Encoding.UTF8.GetBytes(example))), Throws.Nothing, example);
            Collect(json, "", used);
        }
        Assert.That(Objects(Schema, "").SelectMany(one => one.Members.Select(member => one.Path.Length == 0 ? member : $"{one.Path}.{member}")).Except(used), Is.Empty);
    }

    /// <summary>A value of another kind is refused by both.</summary>
    [Test]
    public void What_the_schema_refuses_the_reader_refuses()
    {
        foreach (JsonProperty member in Schema.GetProperty("properties").EnumerateObject().Where(member => member.Name is not ("iccid" or "imsi")))
        {
            foreach (string value in new[] { "true", "null", "-1", "1.5" })
            {
                string text = $"{{{Needed},\"{member.Name}\":{value}}}";
                bool schemaTakes = JsonSchema.Read("spec-schema.json").Check(JsonDocument.Parse(text).RootElement).Count == 0;
                Assert.That(schemaTakes, Is.False, text);
                Assert.That(Refusal(text), Does.Contain($"\"{member.Name}\""));
            }
        }
    }

    [TestCase("algorithm", "\"algorithm\":\"?\"", "is none of ")]
    [TestCase("otaKeys.type", "\"otaKeys\":[{\"kvn\":1,\"type\":\"?\"}]", "is none of ")]
    public void Values_with_names_are_the_same(string path, string members, string before)
    {
        JsonElement at = Schema;
        foreach (string step in path.Split('.')) at = (at.TryGetProperty("items", out JsonElement items) ? items : at).GetProperty("properties").GetProperty(step);
        string message = Refusal($"{{{Needed},{members}}}");
        Assert.That(message[(message.IndexOf(before, StringComparison.Ordinal) + before.Length)..].Split(", "),
            Is.EqualTo(at.GetProperty("enum").EnumerateArray().Select(one => one.GetString())));
    }

    [Test]
    public void Services_have_the_same_names()
    {
        string pattern = Schema.GetProperty("properties").GetProperty("services").GetProperty("properties").GetProperty("mandatory")
            .GetProperty("anyOf")[1].GetProperty("items").GetProperty("pattern").GetString()!;
        PersonalisationSpec spec = PersonalisationSpec.Read(Octets.Wrap(Encoding.UTF8.GetBytes($"{{{Needed},\"services\":{{\"mandatory\":[\"?\"]}}}}")));
        string message = Assert.Throws<SpecException>(() => spec.Make(spec.OwnTemplate(), new Testing.SeededRandom("x")))!.Message;
        Assert.That(message[(message.IndexOf("there are ", StringComparison.Ordinal) + "there are ".Length)..].Split(", "), Is.EqualTo(pattern[(pattern.IndexOf('(') + 1)..pattern.LastIndexOf(')')].Split('|')));
    }

    [Test]
    public void The_page_has_a_row_for_each_file_with_a_value_that_it_takes()
    {
        string[] rows = [.. Page.Read("profile-build.md").Split('\n').Where(line => line.StartsWith("| EF.", StringComparison.Ordinal)).Select(line => line.Replace("\\|", "|", StringComparison.Ordinal))];
        foreach (string file in FileEncoder.Files)
        {
            Assert.That(rows.Count(row => row[..row.IndexOf('`')].Split([' ', ',', '|']).Contains(file) && row.Contains($"`{FileEncoder.ExampleOf(file)}`", StringComparison.Ordinal)), Is.EqualTo(1), file);
        }
    }

    private static string Refusal(string spec) => Assert.Throws<SpecException>(() => PersonalisationSpec.Read(Octets.Wrap(Encoding.UTF8.GetBytes(spec))), spec)!.Message;

    /// <summary>Those of the page, and one with what they lack.</summary>
    private static IEnumerable<string> Examples() =>
    [
        .. PageExamples(),
        $$$"""
        {{{{Needed}}},"opc":"CD63CB71954A9F4E48A5994E37A02BAF","algorithmOptions":"01","rotationConstants":"4000204060","xoringConstants":"{{{new string('0', 160)}}}",
        "pin1":"1234","pin2":"1234","puk1":"12345678","puk2":"12345678","adm1":"12345678","impi":"a@b","impu":"sip:a@b","pins":{"pin2":{"puk":"12345678","enabled":true}},
        "otaKeys":[{"kvn":1,"type":"aes"}],"services":{"isim":[1]},"applications":{"usim":true,"isim":true},"metadata":{"icon":"x.png","profileOwner":"26201"}}
        """,
        $$"""{{{Needed}},"template":"x.der","algorithm":"tuak","numberOfKeccak":1}""",
    ];

    /// <summary>The specifications that the page has.</summary>
    internal static IEnumerable<string> PageExamples() => [.. Heredocs().Matches(Page.Read("profile-build.md")).Concat(Echoes().Matches(Page.Read("profile-build.md"))).Select(match => match.Groups["json"].Value)];

    private static IEnumerable<(string Path, string[] Members)> Objects(JsonElement schema, string path)
    {
        if (schema.TryGetProperty("$ref", out JsonElement name)) schema = Schema.GetProperty("$defs").GetProperty(name.GetString()!["#/$defs/".Length..]);
        if (schema.TryGetProperty("anyOf", out JsonElement kinds)) schema = kinds[0];
        if (schema.TryGetProperty("items", out JsonElement items)) (schema, path) = (items, path + "[]");
        if (!schema.TryGetProperty("properties", out JsonElement properties)) yield break;
        yield return (path, [.. properties.EnumerateObject().Select(member => member.Name)]);
        foreach (JsonProperty member in properties.EnumerateObject())
            foreach ((string Path, string[] Members) inner in Objects(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}")) yield return inner;
    }

    private static void Collect(JsonElement json, string path, HashSet<string> used)
    {
        if (json.ValueKind == JsonValueKind.Array)
            foreach (JsonElement entry in json.EnumerateArray()) Collect(entry, path + "[]", used);
        if (json.ValueKind != JsonValueKind.Object) return;
        foreach (JsonProperty member in json.EnumerateObject())
        {
            string at = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
            used.Add(at);
            Collect(member.Value, at, used);
        }
    }

    [GeneratedRegex("<<EOF\\n(?<json>\\{.*?)\\nEOF", RegexOptions.Singleline)]
    private static partial Regex Heredocs();

    [GeneratedRegex("echo '(?<json>\\{.*?)'")]
    private static partial Regex Echoes();
}
