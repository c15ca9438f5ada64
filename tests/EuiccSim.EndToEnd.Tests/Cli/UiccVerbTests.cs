using System.Text.Json;
using EuiccSim.EndToEnd.Tests.Cli.Pages;
using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Testing;

namespace EuiccSim.EndToEnd.Tests.Cli;

/// <summary>The enabled profile as a file system.</summary>
public sealed class UiccVerbTests
{
    // The digits of 89882119900000000001 and of IMSI 001010000000001 as TS 102 221 §13.2 and TS 31.102 §4.2.2 write them.
    [TestCase("EF.ICCID", "MF/2FE2", "98881291090000000010")]
    [TestCase("2FE2", "MF/2FE2", "98881291090000000010")]
    [TestCase("3F00/2FE2", "MF/2FE2", "98881291090000000010")]
    [TestCase("iccid", "MF/2FE2", "98881291090000000010")]
    [TestCase("EF.IMSI", "USIM/6F07", "080910100000000010")]
    [TestCase("USIM/6F07", "USIM/6F07", "080910100000000010")]
    [TestCase("7FFF/6F07", "USIM/6F07", "080910100000000010")]
    [TestCase("6F07", "USIM/6F07", "080910100000000010")]
    [TestCase("usim/imsi", "USIM/6F07", "080910100000000010")]
    public async Task A_transparent_file_is_read(string path, string full, string data)
    {
        using Terminal terminal = await WithSimAsync();
        JsonElement file = await terminal.JsonAsync($"uicc read {path} --pin 0000");
        Assert.That((file.GetProperty("path").GetString(), file.GetProperty("type").GetString()), Is.EqualTo((full, "transparent")));
        Assert.That(file.GetProperty("data").GetString(), Is.EqualTo(data));
        Assert.That((await terminal.RunAsync("uicc", "read", path, "--pin", "0000", "--raw")).Output.Trim(), Is.EqualTo(data));
    }

    [TestCase("EF.ICCID", "iccid: 89882119900000000001")]
    [TestCase("EF.IMSI", "imsi: 001010000000001")]
    [TestCase("EF.SPN", "serviceProviderName: EuiccSim")]
    [TestCase("EF.AD", "lengthOfMnc: 2")]
    [TestCase("EF.ACC", "accessControlClasses: 1")]
    [TestCase("EF.UST", "19 service provider name (SPN)")]
    [TestCase("EF.EHPLMN", "00101")]
    [TestCase("EF.HPLMNwAcT", "plmn 00101, accessTechnologies UTRAN, E-UTRAN in WB-S1 mode, E-UTRAN in NB-S1 mode, NG-RAN, GSM, EC-GSM-IoT")]
    [TestCase("EF.ECC", "  1 number 112, serviceCategory any")]
    [TestCase("EF.MSISDN", "  1 number +491701234567")]
    [TestCase("EF.ARR", "  1 access read, condition always; access update, condition PIN1 of application 1; access deactivate, activate, delete, condition ADM 1")]
    [TestCase("EF.LOCI", "plmn: none")]
    public async Task The_usual_files_are_told_in_words(string path, string line)
    {
        using Terminal terminal = await WithSimAsync();
        Terminal.Run run = await terminal.RunAsync("uicc", "read", path, "--pin", "0000");
        Assert.That(run.Output.Split('\n'), Does.Contain(line), run.ToString());
        JsonElement file = await terminal.JsonAsync($"uicc read {path} --pin 0000");
        Assert.That(file.GetProperty("decoded").ValueKind, Is.EqualTo(file.GetProperty("type").GetString() == "transparent" ? JsonValueKind.Object : JsonValueKind.Array));
        Assert.That((await terminal.JsonAsync($"uicc read {path} --pin 0000 --raw")).TryGetProperty("decoded", out _), Is.False);
    }

    /// <summary>What there is in EF.Keys of a fresh SIM is no key yet; who asks is shown it all the same.</summary>
    [Test]
    public async Task A_file_with_keys_is_shown_to_who_asks_for_keys()
    {
        using Terminal terminal = await WithSimAsync();
        Assert.That((await terminal.RunAsync("uicc", "read", "EF.Keys", "--pin", "0000")).Output.Trim(), Is.EqualTo("(secret: 33 octets, --keys shows them)"));
        JsonElement masked = await terminal.JsonAsync("uicc read EF.Keys --pin 0000 --raw");
        Assert.That((masked.GetProperty("masked").GetBoolean(), masked.TryGetProperty("data", out _)), Is.EqualTo((true, false)));
        Assert.That((await terminal.JsonAsync("uicc read EF.Keys --pin 0000 --keys")).GetProperty("data").GetString(), Has.Length.EqualTo(66));
    }

    [Test]
    public async Task A_file_is_written_whole_in_part_or_by_its_record()
    {
        using Terminal terminal = await WithSimAsync();
        JsonElement written = await terminal.JsonAsync("uicc update EF.IMSI 080910100000000020 --adm 55555555");
        Assert.That((written.GetProperty("path").GetString(), written.GetProperty("data").GetString()), Is.EqualTo(("USIM/6F07", "080910100000000020")));
        Terminal.Run part = await terminal.RunAsync("uicc", "update", "EF.IMSI", "30", "--offset", "8", "--adm", "1=55555555");
        Assert.That((part.ExitCode, part.Output.Trim()), Is.EqualTo((0, "1 octet is written into EF.IMSI.")));
        Assert.That((await terminal.JsonAsync("uicc read EF.IMSI --pin 0000")).GetProperty("decoded").GetProperty("imsi").GetString(), Is.EqualTo("001010000000003"));
        string record = (await terminal.JsonAsync("uicc read EF.MSISDN --pin 0000 --record 1")).GetProperty("data").GetString()!;
        Terminal.Run said = await terminal.RunAsync("uicc", "update", "EF.MSISDN", record.ToLowerInvariant().Replace("3254", "99 99"), "--record", "1", "--adm", "55555555");
        Assert.That((said.ExitCode, said.Output.Trim()), Is.EqualTo((0, "24 octets are written into record 1 of EF.MSISDN.")), said.ToString());
        Assert.That((await terminal.RunAsync("uicc", "read", "EF.MSISDN", "--pin", "0000")).Output, Does.Contain("number +491701999967"));
    }

    [Says]
    [TestCase("uicc update EF.IMSI 08", 1, "rejected", "its access rule wants ADM 1 for UPDATE BINARY. --adm verifies it first.")]
    [TestCase("uicc update EF.ICCID 98", 1, "rejected", "its access rule allows UPDATE BINARY never.")]
    [TestCase("uicc update EF.LOCI FF", 1, "rejected", "its access rule wants PIN1 of application 1 for UPDATE BINARY. --pin verifies it first.")]
    [TestCase("uicc read EF.IMSI", 1, "rejected", "its access rule wants PIN1 of application 1 for READ BINARY. --pin verifies it first.")]
    [TestCase("uicc update EF.IMSI 0809101000000000100000 --pin 0000", 2, "length", "EF.IMSI has 9 octets: 11 octets from octet 0 on do not fit.")]
    [TestCase("uicc update EF.MSISDN 00 --record 1 --pin 0000", 2, "length", "A record of EF.MSISDN has 24 octets, not 1.")]
    [TestCase("uicc update EF.MSISDN 00", 2, "record", "it must be said which is meant. --record N says which.")]
    [TestCase("uicc update EF.MSISDN 00 --offset 1 --pin 0000", 2, "offset", "EF.MSISDN has records, which are written whole.")]
    [TestCase("uicc read EF.DIR --record 9", 2, "record", "EF.DIR has 2 records, and no record 9.")]
    [TestCase("uicc read EF.DIR --record 0", 2, "arguments", "--record takes a number from 1 to 255, not '0'.")]
    [TestCase("uicc update EF.IMSI 08 --offset -1", 2, "arguments", "--offset takes a number from 0 to 32767, not '-1'.")]
    [TestCase("uicc update EF.IMSI 8", 2, "arguments", "an even number of hexadecimal digits")]
    [TestCase("uicc update EF.IMSI 08 --adm 1", 2, "arguments", "An ADM has 4 to 8 digits")]
    [TestCase("uicc update EF.IMSI 08 --adm 12345678", 1, "rejected", "tries left")]
    [TestCase("uicc update MF/2FFF 08", 1, "fileNotFound", "There is no file MF/2FFF: 'euiccsim uicc files' lists those that are there.")]
    public async Task A_refusal_names_its_cause_and_the_option_that_helps(string words, int exitCode, string name, string message)
    {
        using Terminal terminal = await WithSimAsync();
        JsonElement error = (await terminal.JsonAsync(words, exitCode)).GetProperty("error");
        Assert.That(error.GetProperty("name").GetString(), Is.EqualTo(name));
        Assert.That(error.GetProperty("message").GetString(), Does.Contain(message));
    }

    [Test]
    public async Task A_file_with_records_is_read_record_by_record()
    {
        using Terminal terminal = await WithSimAsync();
        JsonElement file = await terminal.JsonAsync("uicc read EF.DIR");
        Assert.That(file.GetProperty("name").GetString(), Is.EqualTo("EF.DIR"));
        // TS 102 221 §13.1: an application template, with the AID first.
        Assert.That(file.GetProperty("records")[0].GetString(), Does.StartWith("61").And.Contains("A0000000871002"));
    }

    [Test]
    public async Task The_files_that_are_there_are_listed()
    {
        using Terminal terminal = await WithSimAsync();
        JsonElement[] files = [.. (await terminal.JsonAsync("uicc files")).GetProperty("files").EnumerateArray()];
        JsonElement iccid = files.Single(file => file.GetProperty("path").GetString() == "MF/2FE2");
        Assert.That((iccid.GetProperty("name").GetString(), iccid.GetProperty("size").GetInt32()), Is.EqualTo(("EF.ICCID", 10)));
        JsonElement sms = files.Single(file => file.GetProperty("name").GetString() == "EF.ECC");
        Assert.That(sms.GetProperty("type").GetString(), Is.EqualTo("linearFixed"));
        Assert.That(sms.GetProperty("records").GetInt32() * sms.GetProperty("recordLength").GetInt32(), Is.EqualTo(sms.GetProperty("size").GetInt32()));
        Assert.That((await terminal.RunAsync("uicc", "files")).Output, Does.Contain("USIM/6F07").And.Contain("EF.IMSI"));
    }

    /// <summary>The network's side is computed here with the key that the package was built with.</summary>
    [Test, Says("synchronisationFailure")]
    public async Task A_challenge_is_answered_once_and_remembered_in_the_image()
    {
        using Terminal terminal = await WithSimAsync();
        using Milenage network = new(
            Convert.FromHexString("000102030405060708090A0B0C0D0E0F"), Convert.FromHexString("F0E0D0C0B0A090807060504030201000"));
        byte[] rand = Convert.FromHexString("00112233445566778899AABBCCDDEEFF");
        Octets autn = Aka.BuildAutn(network, rand, Convert.FromHexString("000000000020"), [0x80, 0x00]);
        string words = $"uicc authenticate {Convert.ToHexString(rand)} {autn} --pin 0000";
        JsonElement answer = await terminal.JsonAsync(words);
        AkaResponse expected = network.F2345(rand);
        Assert.That(
            (answer.GetProperty("res").GetString(), answer.GetProperty("ck").GetString(), answer.GetProperty("ik").GetString()),
            Is.EqualTo((expected.Res.ToString(), expected.Ck.ToString(), expected.Ik.ToString())));
        JsonElement again = await terminal.JsonAsync(words, 1);
        Assert.That(again.GetProperty("error").GetProperty("name").GetString(), Is.EqualTo("synchronisationFailure"));
        Assert.That(again.GetProperty("auts").GetString(), Has.Length.EqualTo(28));
        JsonElement wrong = await terminal.JsonAsync($"uicc authenticate {Convert.ToHexString(rand)} {new string('0', 32)} --pin 0000", 1);
        Assert.That(wrong.GetProperty("error").GetProperty("code").GetString(), Is.EqualTo("9862"));
    }

    [Says]
    [TestCase("uicc read EF.NOTHING", 2, "arguments")]
    [TestCase("uicc read 2F", 2, "arguments")]
    [TestCase("uicc read 3F00", 2, "fileType")]
    [TestCase("uicc read MF/2FFF", 1, "fileNotFound")]
    [TestCase("uicc read EF.ICCID --pin 1", 2, "arguments")]
    [TestCase("uicc read EF.ICCID --pin 9999", 1, "rejected")]
    [TestCase("uicc read EF.IMSI", 1, "rejected")]
    [TestCase("uicc authenticate 00 00", 2, "arguments")]
    public async Task What_cannot_be_read_is_told(string words, int exitCode, string name)
    {
        using Terminal terminal = await WithSimAsync();
        Assert.That((await terminal.JsonAsync(words, exitCode)).GetProperty("error").GetProperty("name").GetString(), Is.EqualTo(name));
    }

    [Test]
    public async Task Without_a_profile_there_is_no_application()
    {
        using Terminal terminal = new();
        Assert.That((await terminal.JsonAsync("uicc files", 1)).GetProperty("error").GetProperty("name").GetString(), Is.EqualTo("noApplication"));
    }

    private static async Task<Terminal> WithSimAsync()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        Terminal terminal = new(world);
        await terminal.MakeCardAsync();
        await terminal.JsonAsync($"lpa download {await world.OrderCodeAsync(s_profile)}");
        await terminal.JsonAsync("lpa enable 89882119900000000001");
        return terminal;
    }

    private static readonly Profile s_profile = Profile.FromPackage(
        ProfileBuilder.Build(new()
        {
            Iccid = Packages.FirstIccid,
            Imsi = "001010000000001",
            Key = Octets.FromHex("000102030405060708090A0B0C0D0E0F"),
            Opc = Octets.FromHex("F0E0D0C0B0A090807060504030201000"),
            IsPinEnabled = true,
            Msisdn = "491701234567",
        }).Write(),
        "EuiccSim");
}
