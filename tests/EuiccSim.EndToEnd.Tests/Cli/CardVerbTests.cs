using System.Text.Json;
using EuiccSim.Card.Chip;
using EuiccSim.Card.Store;
using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Saip;
using EuiccSim.Testing;
using EuiccSim.Tests;

namespace EuiccSim.EndToEnd.Tests.Cli;

/// <summary>Card images and profile packages.</summary>
public sealed class CardVerbTests
{
    [Test]
    public async Task A_card_is_made_used_shown_and_made_new()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        using Terminal terminal = new(world);
        string file = terminal.PathOf("my card.json");
        JsonElement made = await terminal.JsonAsync($"card create --pki {terminal.Pki} --personality t0", 0, file);
        Assert.That((made.GetProperty("file").GetString(), made.GetProperty("eid").GetString()), Is.EqualTo((file, Pkis.Nist.EidDigits)));
        await terminal.JsonAsync($"lpa download {await world.OrderCodeAsync()} --card", 0, file);
        JsonElement shown = await terminal.JsonAsync("card show", 0, file);
        Assert.That(shown.GetProperty("personality").GetString(), Is.EqualTo("t0"));
        Assert.That(shown.GetProperty("profiles")[0].GetProperty("iccid").GetString(), Is.EqualTo("89882119900000000001"));
        Assert.That((await terminal.RunAsync("card", "show", file)).Output, Does.Contain("89882119900000000001").And.Contain("P-256"));
        await terminal.JsonAsync("card reset", 0, file);
        JsonElement renewed = await terminal.JsonAsync("card show", 0, file);
        Assert.That(
            (renewed.GetProperty("profiles").GetArrayLength(), renewed.GetProperty("nextSequenceNumber").GetInt64(), renewed.GetProperty("eid").GetString()),
            Is.EqualTo((0, shown.GetProperty("nextSequenceNumber").GetInt64(), Pkis.Nist.EidDigits)));
        Assert.That(renewed.GetProperty("nextSequenceNumber").GetInt64(), Is.GreaterThan(1), "no server sees a number twice");
    }

    [Test]
    public async Task Without_a_file_the_own_card_is_shown_and_made_if_it_is_not_there()
    {
        using Terminal terminal = new();
        JsonElement made = await terminal.JsonAsync("card show");
        JsonElement info = await terminal.JsonAsync("lpa info");
        JsonElement again = await terminal.JsonAsync("card show");
        string? eid = made.GetProperty("eid").GetString();
        Assert.That((info.GetProperty("eid").GetString(), again.GetProperty("eid").GetString()), Is.EqualTo((eid, eid)));
        Assert.That(again.GetProperty("file").GetString(), Does.EndWith("card.json").And.EqualTo(made.GetProperty("file").GetString()));
        using FileCardStore held = FileCardStore.Open(again.GetProperty("file").GetString()!);
        Assert.That((await terminal.JsonAsync("card show")).GetProperty("eid").GetString(), Is.EqualTo(eid), "while another program has it");
    }

    [TestCase("89049032123451234512345678901332", "nist")]
    [TestCase("89033023426200000000012345678908", "both")]
    [TestCase("89049032123451234512345678901235", "brainpool")]
    public async Task A_card_with_an_EID_of_choice_has_certificates_for_it(string eid, string curve)
    {
        using Terminal terminal = new();
        string file = terminal.PathOf("card.json");
        await terminal.JsonAsync($"card create {file} --eid {eid} --curve {curve}");
        foreach (var credential in FileCardStore.Read(file).Euicc.Credentials)
        {
            Assert.That(credential.Euicc.Subject.SerialNumber, Is.EqualTo(eid));
            Assert.That(credential.Key.PublicKey, Is.EqualTo(credential.Euicc.PublicKey));
            Assert.That(credential.Eum.PublicKey!.VerifyDer(credential.Euicc.TbsCertificate.Span, credential.Euicc.SignatureValue.Span));
            Assert.That(credential.Ci.PublicKey.VerifyDer(credential.Eum.TbsCertificate.Span, credential.Eum.SignatureValue.Span));
        }
    }

    [Test]
    public async Task Each_card_has_an_EID_of_its_own_and_certificates_for_it()
    {
        int runs = 0;
        using Terminal terminal = new() { Seed = () => $"run {runs++}" };
        HashSet<string> eids = [];
        foreach (string name in (string[])["one.json", "two.json", "three.json"])
        {
            string file = terminal.PathOf(name);
            string eid = (await terminal.JsonAsync($"card create {file} --curve both")).GetProperty("eid").GetString()!;
            Assert.That(eids.Add(eid), name);
            Assert.That(Eid.FromDigits(eid).IsValid, eid);
            Assert.That(eid, Does.StartWith("89049032"), "the maker's certificate permits no others");
            Assert.That(FileCardStore.Read(file).Euicc.Credentials.Select(one => one.Euicc.Subject.SerialNumber), Is.All.EqualTo(eid));
        }
        Assert.That(eids.Add((await terminal.JsonAsync("card show")).GetProperty("eid").GetString()!), "nor that of the user's own card");
    }

    [Test]
    public async Task With_a_PKI_that_brings_a_chip_the_EID_is_that_chips()
    {
        using Terminal terminal = new();
        foreach (string name in (string[])["one.json", "two.json"])
        {
            JsonElement made = await terminal.JsonAsync($"card create {terminal.PathOf(name)} --pki {terminal.Pki}");
            Assert.That(made.GetProperty("eid").GetString(), Is.EqualTo(Pkis.Nist.EidDigits));
        }
    }

    [Test]
    public async Task A_card_announces_less_where_it_shall()
    {
        using Terminal terminal = new();
        string all = terminal.PathOf("all.json"), less = terminal.PathOf("less.json");
        await terminal.JsonAsync($"card create {all}");
        await terminal.JsonAsync($"card create {less} --without javacard --without getIdentity --without crlSupport --without saip3");
        EuiccProperties more = FileCardStore.Read(all).Euicc.Properties, fewer = FileCardStore.Read(less).Euicc.Properties;
        Assert.That(more, Is.EqualTo(new EuiccProperties()));
        Assert.That(fewer.UiccCapability, Is.EqualTo(more.UiccCapability & ~(UiccCapability.Javacard | UiccCapability.GetIdentity)));
        Assert.That(fewer.RspCapability, Is.EqualTo(RspCapability.AdditionalProfile | RspCapability.TestProfileSupport));
        Assert.That(fewer.AdditionalProfilePackageVersions, Is.Empty);
        await terminal.JsonAsync($"card create {terminal.PathOf("odd.json")} --without perfection", 2);
    }

    [Test]
    public async Task A_chip_with_another_EID_downloads_from_the_server_of_its_PKI()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        using Terminal terminal = new(world);
        string file = terminal.PathOf("card.json");
        await terminal.JsonAsync($"card create {file} --eid 89033023426200000000012345678908 --pki {terminal.Pki}");
        await terminal.JsonAsync($"lpa download {await world.OrderCodeAsync()} --card {file}");
    }

    [Test]
    public async Task The_PKI_of_SGP_26_is_taken_from_its_folder()
    {
        string pki = SharedData.Require("sgp26");
        using Terminal terminal = new();
        string file = terminal.PathOf("card.json");
        JsonElement made = await terminal.JsonAsync($"card create {file} --curve both", 0, "--pki", pki);
        Assert.That(made.GetProperty("eid").GetString(), Is.EqualTo(PkiDirectory.Load(pki, EcCurve.NistP256).EidDigits));
    }

    [Test]
    public async Task A_card_that_is_there_is_not_overwritten()
    {
        using Terminal terminal = new();
        string file = terminal.PathOf("card.json");
        await terminal.JsonAsync("card create " + file);
        byte[] before = File.ReadAllBytes(file);
        Assert.That((await terminal.JsonAsync("card create " + file, 2)).GetProperty("error").GetProperty("name").GetString(), Is.EqualTo("exists"));
        Assert.That(File.ReadAllBytes(file), Is.EqualTo(before));
    }

    [Test]
    public async Task A_card_that_another_program_has_is_not_touched_but_shown()
    {
        using Terminal terminal = new();
        string file = terminal.PathOf("card.json");
        await terminal.JsonAsync("card create " + file);
        using FileCardStore other = FileCardStore.Open(file);
        JsonElement error = (await terminal.JsonAsync("lpa list --card " + file, 2)).GetProperty("error");
        Assert.That(error.GetProperty("message").GetString(), Is.EqualTo($"{file}: the card is in use by another program."));
        await terminal.JsonAsync("card reset " + file, 2);
        await terminal.JsonAsync("card show " + file);
    }

    [Test]
    public async Task A_file_that_is_no_card_is_refused_with_the_place()
    {
        using Terminal terminal = new();
        string file = terminal.PathOf("card.json");
        File.WriteAllText(file, "{ \"format\": \"euiccsim-card\", \"formatVersion\": 99 }");
        foreach (string words in new[] { "card show " + file, "lpa list --card " + file, "card reset " + file })
        {
            JsonElement error = (await terminal.JsonAsync(words, 2)).GetProperty("error");
            Assert.That(error.GetProperty("message").GetString(), Is.EqualTo($"{file}: formatVersion: this is version 99; version 1 can be read."));
        }
    }

    [TestCase("card create X --eid 89049032123451234512345678901234", "eid")]
    [TestCase("card create X --eid 1", "eid")]
    [TestCase("card create no/such/folder/X", "cardImage")]
    [TestCase("card show X", "card")]
    [TestCase("card reset X", "card")]
    [TestCase("card serve X --pty", "card")]
    [TestCase("card serve X --vpcd", "card")]
    [TestCase("card serve X --vpcd nonsense", "arguments")]
    [TestCase("card serve X --vpcd localhost:0", "arguments")]
    [TestCase("card serve X --vpcd localhost:70000", "arguments")]
    [TestCase("card serve X --vpcd ::1:35963", "arguments")]
    [TestCase("card serve X --vpcd [::1]:35963", "card")]
    [TestCase("card serve X --tcp 9000", "card")]
    [TestCase("profile show X", "profile")]
    [TestCase("profile check X", "profile")]
    public async Task What_cannot_be_done_is_exit_code_2(string words, string name)
    {
        using Terminal terminal = new();
        words = words.Replace("X", terminal.PathOf("X"));
        Assert.That((await terminal.JsonAsync(words, 2)).GetProperty("error").GetProperty("name").GetString(), Is.EqualTo(name));
    }

    [TestCase("card serve X")]
    [TestCase("card serve X --pty --tcp 9000")]
    [TestCase("card serve X --tcp 70000")]
    [TestCase("card serve X --tcp 127.0.0.1")]
    [TestCase("card serve X --tcp somewhere:7000")]
    [TestCase("card serve X --tcp :7000")]
    [TestCase("card serve X --stdio --pty")]
    [TestCase("card create X --curve odd")]
    [TestCase("card create X --personality odd")]
    public async Task Arguments_that_do_not_fit_are_exit_code_2(string words)
    {
        using Terminal terminal = new();
        Terminal.Run run = await terminal.RunAsync(words.Split(' '));
        Assert.That((run.ExitCode, run.Output), Is.EqualTo((2, "")));
    }

    [Test]
    public async Task A_package_is_shown_without_its_keys()
    {
        using Terminal terminal = new();
        string file = terminal.PathOf("profile.der");
        File.WriteAllBytes(file, Packages.Number(1).Package.ToArray());
        JsonElement shown = await terminal.JsonAsync("profile show " + file);
        Assert.That(
            (shown.GetProperty("iccid").GetString(), shown.GetProperty("imsi").GetString(), shown.GetProperty("algorithm").GetString()),
            Is.EqualTo(("89882119900000000001", "001010000000001", "milenage")));
        Assert.That(shown.GetProperty("elements")[1].GetProperty("kind").GetString(), Is.EqualTo("mf"));
        Terminal.Run text = await terminal.RunAsync("profile", "show", file);
        Assert.That(text.Output, Does.Contain("001010000000001").And.Not.Contain("000102030405060708090A0B0C0D0E0F"));
    }

    [Test]
    public async Task A_package_that_breaks_rules_is_a_no()
    {
        using Terminal terminal = new();
        string file = terminal.PathOf("profile.der");
        byte[] package = Packages.Number(1).Package.ToArray();
        File.WriteAllBytes(file, package);
        await terminal.JsonAsync("profile check " + file);
        // Without PE-End, which has 9 octets or fewer: 'AA' with a header in it.
        File.WriteAllBytes(file, package[..Array.LastIndexOf(package, (byte)0xAA)]);
        JsonElement broken = await terminal.JsonAsync("profile check " + file, 1);
        Assert.That(broken.GetProperty("faults")[0].GetProperty("rule").GetString(), Is.EqualTo("PE-End is the last element"));
        File.WriteAllBytes(file, package[..100]);
        await terminal.JsonAsync("profile check " + file, 2);
    }
}
