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
    [TestCase("""{"iccid":"8949000000000000018","imsi":"\ud800"}""", "spec")]
    [TestCase("""{"\ud800":"1","iccid":"8949000000000000018","imsi":"001010000000123"}""", "spec")]
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

    /// <summary>A made package, and the same with one octet of its element of generic file management changed. SAIP §8.3.5, by hand.</summary>
    [TestCase("83027F21C60101" + "80027F21", null)]
    [TestCase("83027F21C60101" + "80027F99", "invalid-parameter")]
    public async Task A_package_is_checked_by_the_installer_and_the_element_is_told(string steps, string? status)
    {
        using Terminal terminal = new();
        await WriteAsync(terminal, "620B" + "82027821" + steps + "620B" + "82024121" + "83026F01" + "800101");
        JsonElement result = await terminal.JsonAsync("profile check " + terminal.PathOf("made.der"), status is null ? 0 : 1);
        JsonElement[] faults = [.. result.GetProperty("faults").EnumerateArray()];
        Assert.That(faults, Has.Length.EqualTo(status is null ? 0 : 1));
        Assert.That(result.GetProperty("warnings").GetArrayLength(), Is.Zero);
        foreach (JsonElement fault in faults)
        {
            Assert.That((fault.GetProperty("number").GetInt32(), fault.GetProperty("kind").GetString(), fault.GetProperty("identification").GetInt32(),
                fault.GetProperty("status").GetString(), fault.GetProperty("reason").GetString()),
                Is.EqualTo((21, "genericFileManagement", 100, status, "installFailedDueToPEProcessingError")));
            Assert.That(fault.GetProperty("rule").GetString(), Does.Contain("7F99"));
        }
    }

    [Test]
    public async Task A_directory_that_is_entered_without_a_path_is_a_warning_and_no_fault()
    {
        using Terminal terminal = new();
        await WriteAsync(terminal, "620B" + "82027821" + "83027F21C60101" + "620B" + "82024121" + "83026F01" + "800101");
        JsonElement result = await terminal.JsonAsync("profile check " + terminal.PathOf("made.der"));
        Assert.That(result.GetProperty("warnings").EnumerateArray().Single().GetProperty("rule").GetString(), Does.Contain("7F21/6F01"));
    }

    [TestCase("gfm_badpath", 1)]
    [TestCase("gfm_toolong", 1)]
    [TestCase("link_dangling", 1)]
    [TestCase("nonstandard_mandated", 1)]
    [TestCase("iccid_without_content", 1)]
    [TestCase("padded_with_ff", 2)]
    [TestCase("gfm_implicit", 0)]
    [TestCase("gfm_explicit", 0)]
    [TestCase("link_explicit", 0)]
    public async Task Packages_of_the_field_are_judged_as_the_card_judges_them(string name, int exitCode)
    {
        string path = SharedData.Require($"field/packages/{name}.der");
        using Terminal terminal = new();
        await terminal.JsonAsync("profile check " + path, exitCode);
        if (exitCode != 0) return;
        // EF.IMSI is a link in the last one: 080910100000000710 in DF 7F21.
        string imsi = name == "link_explicit" ? "001010000007001" : "001010000000701";
        JsonElement demo = await terminal.JsonAsync("demo --profile " + path);
        Assert.That(demo.GetProperty("imsi").GetString(), Is.EqualTo(imsi));
        JsonElement shown = await terminal.JsonAsync("profile show " + path);
        Assert.That(shown.GetProperty("imsi").GetString(), Is.EqualTo(imsi));
    }

    [TestCase("", "the file is empty")]
    [TestCase("A0 1B 80", "hexadecimal digits")]
    [TestCase("value1 ProfileElement ::= header : {}", "value notation")]
    public async Task What_is_no_package_is_told_in_words(string content, string words)
    {
        using Terminal terminal = new();
        await File.WriteAllTextAsync(terminal.PathOf("none.der"), content);
        foreach (string verb in new[] { "show", "check" })
        {
            JsonElement result = await terminal.JsonAsync($"profile {verb} " + terminal.PathOf("none.der"), 2);
            Assert.That(result.GetProperty("error").GetProperty("message").GetString(), Does.Contain(words));
        }
    }

    [TestCase("""{"iccid":"8949000000000000018","imsi":"001010000000123","algorithm":"usimTestAlgorithm","opc":"CD63CB71954A9F4E48A5994E37A02BAF"}""", "\"opc\": there is none for the test algorithm")]
    [TestCase("""{"iccid":"8949000000000000018","imsi":"001010000000123","algorithm":"milenage","op":"00"}""", "\"op\": 16 octets for Milenage")]
    [TestCase("""{"iccid":"8949000000000000018","imsi":"001010000000123","key":"0102"}""", "\"key\": 16 octets for Milenage")]
    [TestCase("""{"iccid":"8949000000000000018","imsi":"12a"}""", "\"imsi\": 6 to 15 digits, not '12a'")]
    [TestCase("""{"iccid":"8949000000000000018","imsi":"001010000000123","template":"made.der","mncLength":"3"}""", "\"mncLength\"")]
    [TestCase("""{"iccid":"8949000000000000019","imsi":"001010000000123"}""", "8949000000000000018 is right")]
    public async Task What_contradicts_itself_is_refused_in_the_words_of_the_specification(string spec, string words)
    {
        using Terminal terminal = new();
        await WriteAsync(terminal, "8000");
        await File.WriteAllTextAsync(terminal.PathOf("spec.json"), spec);
        JsonElement result = await terminal.JsonAsync("profile build " + terminal.PathOf("spec.json"), 2);
        Assert.That(result.GetProperty("error").GetProperty("message").GetString(), Does.Contain(words).And.Not.Contain("Parameter"));
    }

    [Test]
    public async Task A_wrong_check_digit_is_taken_from_who_insists_and_from_a_file_with_a_word()
    {
        using Terminal terminal = new();
        JsonElement built = await BuildAsync(terminal, "odd", """{"iccid":"8949000000000000019","imsi":"001010000000123","algorithm":"usimTestAlgorithm"}""", "--force");
        Assert.That(built.GetProperty("opc").ValueKind, Is.EqualTo(JsonValueKind.Null), "what has no meaning is not told");
        JsonElement result = await terminal.JsonAsync("profile check " + terminal.PathOf("odd.der"));
        Assert.That(result.GetProperty("warnings").EnumerateArray().Single().GetProperty("rule").GetString(), Does.Contain("8949000000000000019"));
        await terminal.JsonAsync("demo --profile " + terminal.PathOf("odd.der"));
    }

    private static async Task WriteAsync(Terminal terminal, string steps)
    {
        await BuildAsync(terminal, "made", """{"iccid":"8949000000000000018","imsi":"001010000000123"}""", "--seed", "7");
        string commands = Tlv("A1", Tlv("30", steps));
        string built = Convert.ToHexString(await File.ReadAllBytesAsync(terminal.PathOf("made.der")));
        // PE-End has nothing but its header.
        int end = built.LastIndexOf("AA", StringComparison.Ordinal);
        await File.WriteAllBytesAsync(terminal.PathOf("made.der"), Convert.FromHexString(built[..end] + Tlv("A1", "A0058000810164" + commands) + built[end..]));
    }

    private static string Tlv(string tag, string value) => $"{tag}{value.Length / 2:X2}{value}";

    private static async Task<JsonElement> BuildAsync(Terminal terminal, string name, string spec, params string[] more)
    {
        await File.WriteAllTextAsync(terminal.PathOf(name + ".json"), spec);
        return await terminal.JsonAsync("profile build " + terminal.PathOf(name + ".json"), 0, more);
    }
}
