using System.Text.Json;
using EuiccSim.Tests;

namespace EuiccSim.EndToEnd.Tests.Cli;

/// <summary>Packages of templates, and where packages differ.</summary>
public sealed class ProfileVerbTests
{
    [Test]
    public async Task A_package_of_our_own_is_built_and_keeps_every_rule()
    {
        using Terminal terminal = new();
        JsonElement built = await BuildAsync(terminal, "one", """{"iccid":"8949000000000000018","imsi":"001010000000123","profileType":"Mine","serviceProviderName":"ACME","msisdn":"491701234567"}""");
        Assert.That(built.GetProperty("file").GetString(), Is.EqualTo(terminal.PathOf("one.der")));
        Assert.That(built.GetProperty("key").GetString(), Has.Length.EqualTo(32));
        await terminal.JsonAsync("profile check " + terminal.PathOf("one.der"));
        JsonElement shown = await terminal.JsonAsync("profile show " + terminal.PathOf("one.der"));
        Assert.That((shown.GetProperty("iccid").GetString(), shown.GetProperty("imsi").GetString(), shown.GetProperty("profileType").GetString()),
            Is.EqualTo(("8949000000000000018", "001010000000123", "Mine")));
        string octets = Convert.ToHexString(await File.ReadAllBytesAsync(terminal.PathOf("one.der")));
        Assert.That(octets, Does.Contain("8210" + built.GetProperty("key").GetString() + "8310" + built.GetProperty("opc").GetString()));
    }

    // OP and OPc: 3GPP TS 35.207 test set 1.
    [Test]
    public async Task A_GSMA_test_profile_is_made_over_and_the_differences_are_told()
    {
        string template = SharedData.Require("ts48/TS48v5_SAIP2.3_NoBERTLV.der");
        using Terminal terminal = new();
        JsonElement built = await BuildAsync(terminal, "two", $$"""
            {"template":{{JsonSerializer.Serialize(template)}},"iccid":"89882119900000012348","imsi":"001010000000987","algorithm":"milenage",
             "key":"465B5CE8B199B49FAA5F0A2EE238A6BC","op":"CDC202D5123E20F62B6D676AC72CB318","pin1":"2580"}
            """);
        Assert.That(built.GetProperty("opc").GetString(), Is.EqualTo("CD63CB71954A9F4E48A5994E37A02BAF"));
        await terminal.JsonAsync("profile check " + terminal.PathOf("two.der"));
        JsonElement diff = await terminal.JsonAsync($"profile diff {template} {terminal.PathOf("two.der")}", 1);
        JsonElement[] all = [.. diff.GetProperty("differences").EnumerateArray()];
        string? Path(JsonElement one) => $"{one.GetProperty("element").GetString()}:{one.GetProperty("path").GetString()}";
        Assert.That(all.Select(Path), Is.EqualTo(new[]
        {
            "header:83", "header:A5/91", "header:A5/84",
            "mf:ef-iccid/83", "pukCodes:A1/30/81", "pukCodes:A1/30[2]/81", "pinCodes:A1/A0/30/81", "pinCodes:A1/A0/30[2]/81",
            "usim:ef-imsi/83",
            "akaParameter:A1/A1/80", "akaParameter:A1/A1/81", "akaParameter:A1/A1/82", "akaParameter:A1/A1/83",
            "akaParameter 2:A1/A1/80", "akaParameter 2:A1/A1/81", "akaParameter 2:A1/A1/82", "akaParameter 2:A1/A1/83",
        }));
        JsonElement imsi = all.Single(one => Path(one) == "usim:ef-imsi/83");
        Assert.That((imsi.GetProperty("a").GetString(), imsi.GetProperty("b").GetString()), Is.EqualTo(("080910101032540636", "080910100000009078")));
        Assert.That(all.Where(one => one.GetProperty("element").GetString()!.StartsWith("akaParameter", StringComparison.Ordinal))
            .Select(one => one.GetProperty("b").GetString()), Is.All.Null, "no key is shown");
    }

    [Test]
    public async Task With_a_seed_the_package_is_the_same_and_the_diff_is_empty()
    {
        using Terminal terminal = new();
        const string spec = """{"iccid":"8949000000000000018","imsi":"001010000000123","algorithm":"tuak"}""";
        await BuildAsync(terminal, "one", spec, "--seed", "7");
        await BuildAsync(terminal, "two", spec, "--seed", "7");
        await terminal.JsonAsync($"profile diff {terminal.PathOf("one.der")} {terminal.PathOf("two.der")}");
        await BuildAsync(terminal, "two", spec, "--seed", "8");
        JsonElement diff = await terminal.JsonAsync($"profile diff {terminal.PathOf("one.der")} {terminal.PathOf("two.der")}", 1);
        Assert.That(diff.GetProperty("differences").EnumerateArray().Select(one => one.GetProperty("element").GetString()).Distinct(),
            Is.EquivalentTo(new[] { "pukCodes", "pinCodes", "akaParameter", "akaParameter 2" }));
    }

    [TestCase("", "spec")]
    [TestCase("[]", "spec")]
    [TestCase("""{"imsi":"001010000000123"}""", "spec")]
    [TestCase("""{"iccid":"8949000000000000018","imsi":"00101"}""", "spec")]
    [TestCase("""{"iccid":"89X","imsi":"001010000000123"}""", "spec")]
    [TestCase("""{"iccid":"8949000000000000018","imsi":"001010000000123","key":"00"}""", "spec")]
    [TestCase("""{"iccid":"8949000000000000018","imsi":"001010000000123","kee":"00"}""", "spec")]
    [TestCase("""{"iccid":"8949000000000000018","imsi":"001010000000123","pin1":1}""", "spec")]
    [TestCase("""{"iccid":"8949000000000000018","imsi":"001010000000123","template":"none.der"}""", "profile")]
    public async Task A_specification_that_is_wrong_is_told(string spec, string name)
    {
        using Terminal terminal = new();
        await File.WriteAllTextAsync(terminal.PathOf("spec.json"), spec);
        JsonElement result = await terminal.JsonAsync("profile build " + terminal.PathOf("spec.json"), 2);
        Assert.That(result.GetProperty("error").GetProperty("name").GetString(), Is.EqualTo(name));
        Assert.That(File.Exists(terminal.PathOf("spec.der")), Is.False);
    }

    private static async Task<JsonElement> BuildAsync(Terminal terminal, string name, string spec, params string[] more)
    {
        await File.WriteAllTextAsync(terminal.PathOf(name + ".json"), spec);
        return await terminal.JsonAsync("profile build " + terminal.PathOf(name + ".json"), 0, more);
    }
}
