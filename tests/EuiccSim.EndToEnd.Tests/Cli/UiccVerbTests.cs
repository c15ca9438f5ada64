using System.Text.Json;
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
        Assert.That((await terminal.RunAsync("uicc", "read", path, "--pin", "0000")).Output.Trim(), Is.EqualTo(data));
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
    [Test]
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
        }).Write(),
        "EuiccSim");
}
