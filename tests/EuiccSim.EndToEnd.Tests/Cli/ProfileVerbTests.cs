using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Servers.SmDp.Orders;
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
        string[] expected =
        [
            "header:iccid", "header:eUICC-Mandatory-services.usim-test-algorithm", "header:eUICC-Mandatory-services.milenage",
            "mf:MF/EF.ICCID", "pukCodes:pukCodes[pukAppl1].pukValue", "pukCodes:pukCodes[secondPUKAppl1].pukValue",
            "pinCodes:pinCodes.pinconfig[pinAppl1].pinValue", "pinCodes:pinCodes.pinconfig[adm1].pinValue",
            "usim:ADF.USIM/EF.IMSI",
            .. Aka("akaParameter"), .. Aka("akaParameter 2"),
        ];
        Assert.That(all.Select(Path), Is.EqualTo(expected));
        JsonElement imsi = all.Single(one => Path(one) == "usim:ADF.USIM/EF.IMSI");
        Assert.That((imsi.GetProperty("a").GetString(), imsi.GetProperty("b").GetString()), Is.EqualTo(("001010123456063", "001010000000987")));
        Assert.That(all.Where(one => Path(one)!.EndsWith(".key", StringComparison.Ordinal) || Path(one)!.EndsWith(".opc", StringComparison.Ordinal) || Path(one)!.EndsWith("Value", StringComparison.Ordinal))
            .Select(one => (one.GetProperty("b").GetString(), one.GetProperty("what").GetString())), Is.All.EqualTo(((string?)null, "differs")), "no key is shown");
        static string[] Aka(string element) => [.. new[] { "algorithmID", "algorithmOptions", "key", "opc" }.Select(field => $"{element}:algoConfiguration.algoParameter.{field}")];
    }

    [Test]
    public async Task With_a_seed_the_package_is_the_same_and_the_diff_is_empty()
    {
        using Terminal terminal = new();
        const string spec = """{"iccid":"8949000000000000018","imsi":"001010000000123","algorithm":"tuak"}""";
        await BuildAsync(terminal, "one", spec, "--seed", "7");
        await BuildAsync(terminal, "two", spec, "--seed", "7");
        await terminal.JsonAsync($"profile diff {terminal.PathOf("one.der")} {terminal.PathOf("two.der")}");
        await BuildAsync(terminal, "two", spec, "--seed", "8", "--force");
        JsonElement diff = await terminal.JsonAsync($"profile diff {terminal.PathOf("one.der")} {terminal.PathOf("two.der")}", 1);
        Assert.That(diff.GetProperty("differences").EnumerateArray().Select(one => one.GetProperty("element").GetString()).Distinct(),
            Is.EquivalentTo(new[] { "pukCodes", "pinCodes", "akaParameter", "akaParameter 2", "securityDomain" }));
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
        Assert.That(Ids(result, "warnings"), Is.All.EqualTo("file-access-rule"), "the two files have none");
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
        Assert.That(Ids(result, "warnings"), Does.Contain("gfm-path-after-directory"));
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
    [TestCase("A0 1B 80", "it ends within element 1, which has 29 octets, and 3 of them are there: the end of the file is missing")]
    [TestCase("A0 1B 8", "line 1, column 7: octets have two hexadecimal digits each, and here is one alone")]
    [TestCase("BF36 02 BF23", "is no profile package: it is a bound package (BF36), which is encrypted for one eUICC, in hexadecimal digits. Only that eUICC")]
    [TestCase("AA07A0058000810102FFFFFF", "after element 1 come 3 octets that are no element, each of them 'FF': the file is padded, and the package is its first 9 octets")]
    [TestCase("value1 ProfileElement ::= header : {}", "line 1, column 37: header ends without major-version")]
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
        Assert.That(Ids(result, "warnings"), Is.EqualTo(new[] { "iccid-check-digit" }));
        await terminal.JsonAsync("demo --profile " + terminal.PathOf("odd.der"));
    }

    [Test]
    public async Task An_output_that_is_there_is_replaced_by_who_insists_only()
    {
        using Terminal terminal = new();
        const string spec = """{"iccid":"8949000000000000018","imsi":"001010000000123","metadata":{"name":"Mine"}}""";
        JsonElement first = await BuildAsync(terminal, "one", spec);
        byte[] before = await File.ReadAllBytesAsync(terminal.PathOf("one.der"));
        JsonElement refused = await terminal.JsonAsync("profile build " + terminal.PathOf("one.json"), 2);
        Assert.That(refused.GetProperty("error").GetProperty("name").GetString(), Is.EqualTo("exists"));
        Assert.That(await File.ReadAllBytesAsync(terminal.PathOf("one.der")), Is.EqualTo(before));
        File.Delete(terminal.PathOf("one.der"));
        refused = await terminal.JsonAsync("profile build " + terminal.PathOf("one.json"), 2);
        Assert.That(refused.GetProperty("error").GetProperty("message").GetString(), Does.Contain("one.orders.json"));
        Assert.That(File.Exists(terminal.PathOf("one.der")), Is.False, "nothing was made");
        JsonElement second = await BuildAsync(terminal, "one", spec, "--force", "--seed", "8");
        Assert.That(second.GetProperty("key").GetString(), Is.Not.EqualTo(first.GetProperty("key").GetString()));
    }

    [Test]
    public async Task The_answer_has_all_secrets_and_says_which_were_drawn()
    {
        using Terminal terminal = new();
        JsonElement built = await BuildAsync(terminal, "one", """
            {"iccid":"8949000000000000018","imsi":"001010000000123","pins":{"pin1":{"value":"2468","puk":"13572468"}},"sqn":{"init":33},"otaKeys":[{"kvn":"30"}]}
            """);
        string Text(string name) => built.GetProperty(name).GetString()!;
        Assert.That((Text("pin1"), Text("puk1"), Text("pin2"), built.GetProperty("sqn").GetProperty("init").GetString()), Is.EqualTo(("2468", "13572468", "1111", "000000000021")));
        Assert.That(built.GetProperty("drawn").EnumerateArray().Select(one => one.GetString()), Is.EqualTo(new[] { "key", "opc", "puk2", "adm1", "otaKeys 01", "otaKeys 30" }));
        JsonElement[] keys = [.. built.GetProperty("otaKeys").EnumerateArray()];
        Assert.That(keys.Select(set => set.GetProperty("kvn").GetString()), Is.EqualTo(new[] { "01", "30" }));
        string octets = Convert.ToHexString(await File.ReadAllBytesAsync(terminal.PathOf("one.der")));
        Assert.That(octets, Does.Contain(keys[1].GetProperty("kik").GetString()).And.Contain(Convert.ToHexString("2468"u8) + "FFFFFFFF"));
    }

    /// <summary>The card takes only what is beyond its first sequence number. TS 33.102 annex C.</summary>
    [TestCase("{\"init\":0}", 0)]
    [TestCase("{\"init\":281474976710655}", 1)]
    public async Task A_SIM_begins_at_the_sequence_number_that_is_said(string sqn, int exitCode)
    {
        using Terminal terminal = new();
        await BuildAsync(terminal, "one", $$"""{"iccid":"8949000000000000018","imsi":"001010000000123","sqn":{{sqn}}}""");
        JsonElement demo = await terminal.JsonAsync("demo --profile " + terminal.PathOf("one.der"), exitCode);
        if (exitCode != 0) Assert.That(demo.GetProperty("error").GetProperty("message").GetString(), Does.Contain("a synchronisation failure (auts "));
    }

    [Test]
    public async Task Metadata_goes_into_a_file_of_orders_that_a_server_takes()
    {
        using Terminal terminal = new();
        Octets icon = Octets.FromHex("89504E470D0A1A0A00");
        await File.WriteAllBytesAsync(terminal.PathOf("icon.png"), icon.ToArray());
        Directory.CreateDirectory(terminal.PathOf("out"));
        JsonElement built = await BuildAsync(terminal, "one", """
            {"iccid":"8949000000000000018","imsi":"001010000000123","key":"000102030405060708090A0B0C0D0E0F",
             "metadata":{"serviceProvider":"Acme","name":"Acme consumer","icon":"icon.png","profileClass":"test","policyRules":["ppr1","ppr2"],"profileOwner":"26201"}}
            """, "--output", terminal.PathOf("out/mine.der"));
        string orders = built.GetProperty("orders").GetString()!;
        Assert.That(orders, Is.EqualTo(terminal.PathOf("out/mine.orders.json")));
        ProfileOrder order = new OrderFile(new()
        {
            ServerAddress = "smdp.example.com",
            ReadPackage = name => Octets.Wrap(File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(orders)!, name))),
            ReadIcon = name => Octets.Wrap(File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(orders)!, name))),
            WithIccid = (package, _) => package,
        }).Read(await File.ReadAllBytesAsync(orders)).Single();
        Assert.That(order.Iccid.Digits, Is.EqualTo("8949000000000000018"));
        ProfileDescription described = OrderFile.ReadDescription(await File.ReadAllBytesAsync(orders), _ => icon);
        Assert.That(described, Is.EqualTo(ProfileDescription.Read("Acme", "Acme consumer", icon, "test", ["ppr1", "ppr2"], "26201")));
    }

    [TestCase("""{"profileClass":"tset"}""", "operational, provisioning or test")]
    [TestCase("""{"policyRules":["ppr9"]}""", "ppr9")]
    [TestCase("""{"icon":"spec.json"}""", "neither a PNG nor a JPEG")]
    public async Task Metadata_that_no_server_takes_makes_no_package(string metadata, string words)
    {
        using Terminal terminal = new();
        await File.WriteAllTextAsync(terminal.PathOf("spec.json"), $$"""{"iccid":"8949000000000000018","imsi":"001010000000123","metadata":{{metadata}}}""");
        JsonElement result = await terminal.JsonAsync("profile build " + terminal.PathOf("spec.json"), 2);
        Assert.That(result.GetProperty("error").GetProperty("message").GetString(), Does.Contain(words));
        Assert.That(File.Exists(terminal.PathOf("spec.der")), Is.False);
    }

    [Test]
    public async Task Every_example_of_the_page_is_built_in_order_and_works_as_a_SIM()
    {
        using Terminal terminal = new();
        foreach ((int i, string spec) in Pages.SpecSchemaTests.PageExamples().Index())
        {
            await BuildAsync(terminal, $"example{i}", spec);
            JsonElement judged = await terminal.JsonAsync("profile check " + terminal.PathOf($"example{i}.der"));
            Assert.That(judged.GetProperty("warnings").GetArrayLength(), Is.Zero);
            await terminal.JsonAsync("demo --profile " + terminal.PathOf($"example{i}.der"));
        }
    }

    private static IEnumerable<string?> Ids(JsonElement result, string list) => result.GetProperty(list).EnumerateArray().Select(one => one.GetProperty("id").GetString());

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
