using System.Text;
using System.Text.Json;
using EuiccSim.Card;

namespace EuiccSim.EndToEnd.Tests.Cli.Pages;

/// <summary>docs/personality-schema.json says what the reader of personalities reads.</summary>
public sealed class PersonalitySchemaTests
{
    private static JsonElement Schema => JsonDocument.Parse(Page.Read("personality-schema.json")).RootElement;

    private static IEnumerable<string> Names => Personality.Names;

    /// <summary>An image has a personality of its own as the file that it came from has it.</summary>
    [TestCaseSource(nameof(Names))]
    public async Task What_an_image_keeps_is_as_the_schema_says_and_is_read_again(string name)
    {
        using Terminal terminal = new();
        string image = Path.Combine(terminal.DataFolder, "a.json"), file = Path.Combine(terminal.DataFolder, "p.json");
        Directory.CreateDirectory(terminal.DataFolder);
        File.WriteAllText(file, "{}");
        await terminal.JsonAsync($"card create {image} --personality {file}");
        Personality personality = Personality.Find(name)!;
        using JsonDocument kept = Kept(image, personality);
        Assert.That(JsonSchema.Read("personality-schema.json").Check(kept.RootElement), Is.Empty, kept.RootElement.GetRawText());
        Assert.That(Personality.Read(Encoding.UTF8.GetBytes(kept.RootElement.GetRawText())), Is.EqualTo(personality));
    }

    [Test]
    public void The_schema_has_the_members_that_the_reader_has()
    {
        FormatException? fault = Assert.Throws<FormatException>(() => Personality.Read("{\"zzz\":1}"u8));
        Assert.That(fault!.Message, Is.EqualTo("there is no 'zzz'"));
        foreach (JsonProperty member in Schema.GetProperty("properties").EnumerateObject())
        {
            fault = Assert.Throws<FormatException>(() => Personality.Read(Encoding.UTF8.GetBytes($$"""{"{{member.Name}}":null}""")));
            Assert.That(fault!.Message, Does.Contain($"'{member.Name}'").And.Not.Contain("there is no"));
        }
    }

    [TestCase("[]", "the personality is no object: {…}")]
    [TestCase("""{"largestSegment":300}""", "'largestSegment' takes a number from 16 to 255, not 300")]
    [TestCase("""{"wantsPort":true,"wantsPort":true}""", "'wantsPort' stands there twice")]
    [TestCase("""{"wantPort":true}""", "there is no 'wantPort'. Did you mean wantsPort")]
    [TestCase("""{"refreshFlag":"maybe"}""", "'refreshFlag' takes either, wanted or refused, not \"maybe\"")]
    [TestCase("""{"isdRAid":"A0"}""", "'isdRAid' takes 5 to 16 octets in hexadecimal digits, not \"A0\"")]
    [TestCase("""{"largerSegment":"6A8"}""", "'largerSegment' takes a status word in four hexadecimal digits, not \"6A8\"")]
    [TestCase("""{"refusedElement":{"number":1}}""", "'refusedElement' has number and status")]
    [TestCase("""{"refusedElement":{"number":1,"status":"ok"}}""", "'refusedElement.status' takes ")]
    [TestCase("""{"timing":{"perOctet":1}}""", "there is no 'perOctet' in 'timing'")]
    [TestCase("""{"channelCount":3,"firstChannel":4}""", "'firstChannel' is 4, and there are 3 channels: nobody could open one")]
    public void What_is_wrong_is_said(string json, string words) =>
        Assert.That(() => Personality.Read(Encoding.UTF8.GetBytes(json)), Throws.InstanceOf<FormatException>().With.Message.StartsWith(words));

    private static JsonDocument Kept(string image, Personality personality)
    {
        using (EuiccSim.Card.Store.FileCardStore store = EuiccSim.Card.Store.FileCardStore.Open(image)) store.Save(store.Load()! with { OwnPersonality = personality });
        using JsonDocument written = JsonDocument.Parse(File.ReadAllBytes(image));
        return JsonDocument.Parse(written.RootElement.GetProperty("ownPersonality").GetRawText());
    }
}
