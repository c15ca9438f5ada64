using System.Text.Json;
using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Tests;

namespace EuiccSim.EndToEnd.Tests.Cli;

/// <summary>Messages that people have, decoded by the tool: from files, from the input, typed.</summary>
public sealed class DecodeVerbTests
{
    private const string Eid = "BF3E125A1089049032123451234512345678901235";

    [TestCase(Eid, "hex")]
    [TestCase("BF3E 125A 1089 0490 3212 3451 2345 1234 5678 9012 35", "hex")]
    [TestCase("vz4SWhCJBJAyEjRRI0USNFZ4kBI1", "base64")]
    public async Task A_message_is_typed_or_in_a_file_or_on_the_input(string text, string form)
    {
        using Terminal terminal = new() { Typed = text };
        await File.WriteAllTextAsync(terminal.PathOf("eid"), text);
        foreach (string[] given in (string[][])[text.Split(' '), [text], [terminal.PathOf("eid")], ["-"]])
        {
            Terminal.Run run = await terminal.RunAsync(["decode", .. given]);
            Assert.That((run.ExitCode, run.Output), Is.EqualTo((0, $"ES10c.GetEID, response:{Environment.NewLine}  eidValue: 89049032123451234512345678901235{Environment.NewLine}")), run.ToString());
        }
        JsonElement result = await terminal.JsonAsync("decode " + terminal.PathOf("eid"));
        Assert.That(result.GetProperty("form").GetString(), Is.EqualTo(form));
        Assert.That(result.GetProperty("messages")[0].GetProperty("fields").GetProperty("eidValue").GetString(), Is.EqualTo("89049032123451234512345678901235"));
    }

    [Test]
    public async Task A_narrow_screen_has_no_line_that_is_longer()
    {
        using Terminal terminal = new() { Columns = 60 };
        await File.WriteAllBytesAsync(terminal.PathOf("p.der"), Packages.Number(1).Package.ToArray());
        Terminal.Run run = await terminal.RunAsync("decode", terminal.PathOf("p.der"));
        Assert.That(run.Output, Does.Contain("akaParameter:").And.Contain("securityDomain:"));
        Assert.That(run.Output.Split('\n').Select(line => line.TrimEnd('\r').Length), Is.All.LessThanOrEqualTo(60));
    }

    /// <summary>BF30 is RemoveNotificationFromList: [0] is the request's seqNumber and the response's status. SGP.22 v2.5 §5.7.11.</summary>
    [Test]
    public async Task Where_the_octets_do_not_tell_all_are_named()
    {
        using Terminal terminal = new();
        JsonElement result = await terminal.JsonAsync("decode BF3003800100");
        Assert.That(result.GetProperty("messages").EnumerateArray().Select(one => one.GetProperty("name").GetString()),
            Is.EqualTo(new[] { "ES10b.RemoveNotificationFromList, request", "ES10b.RemoveNotificationFromList, response" }));
        Assert.That((await terminal.RunAsync("decode", "BF3003800100")).Output, Does.StartWith("The octets do not tell which of these it is."));
    }

    [Test]
    public async Task A_damaged_message_is_shown_up_to_the_field_where_it_stops()
    {
        using Terminal terminal = new();
        JsonElement result = await terminal.JsonAsync("decode BF3E125A10890490", 2);
        Assert.That(result.GetProperty("readable").GetProperty("fields").GetProperty("eidValue").GetString(), Is.EqualTo("890490"));
        Assert.That(result.GetProperty("error").GetProperty("message").GetString(), Does.Contain("eidValue: its length is 16 octets, and 3 are there"));
        Terminal.Run run = await terminal.RunAsync("decode", "BF3E125A10890490");
        Assert.That(run.Output, Does.StartWith("As far as it can be read:").And.Contain("  eidValue: 890490"));
    }

    [TestCase("Dear all,", "it is text, and no message")]
    [TestCase("{\"formatVersion\":1}", "its members are not those")]
    [TestCase("00001 APDU: 00 A4 04 00\n00002 SW: 90 00\n...\n", "it is a log of pcscd, and no message. 'euiccsim decode HEX'")]
    [TestCase("", "it is empty")]
    public async Task What_is_no_message_is_told_for_what_it_is(string text, string words)
    {
        using Terminal terminal = new();
        await File.WriteAllTextAsync(terminal.PathOf("it"), text);
        JsonElement result = await terminal.JsonAsync("decode " + terminal.PathOf("it"), 2);
        Assert.That((result.GetProperty("error").GetProperty("name").GetString(), result.GetProperty("messages").GetArrayLength()), Is.EqualTo(("malformed", 0)));
        Assert.That(result.GetProperty("error").GetProperty("message").GetString(), Does.Contain(words));
    }

    [Test]
    public async Task Certificates_tell_their_role_and_a_chain_is_shown_whole()
    {
        using Terminal terminal = new();
        string[] files = Directory.GetFiles(terminal.Pki, "CERT_*.der", SearchOption.AllDirectories);
        Assert.That(files, Is.Not.Empty);
        string chain = "";
        foreach (string file in files)
        {
            JsonElement message = (await terminal.JsonAsync("decode " + file)).GetProperty("messages")[0];
            Assert.That(message.GetProperty("name").GetString(), Is.EqualTo("certificate"));
            Assert.That(message.GetProperty("fields").GetProperty("subject").GetString(), Is.Not.Empty);
            chain += $"-----BEGIN CERTIFICATE-----\n{Convert.ToBase64String(await File.ReadAllBytesAsync(file))}\n-----END CERTIFICATE-----\n";
        }
        await File.WriteAllTextAsync(terminal.PathOf("chain.pem"), chain);
        JsonElement all = (await terminal.JsonAsync("decode " + terminal.PathOf("chain.pem"))).GetProperty("messages")[0];
        Assert.That((all.GetProperty("name").GetString(), all.GetProperty("fields").GetArrayLength()), Is.EqualTo(($"{files.Length} texts in PEM (certificate)", files.Length)));
    }

    [Test]
    public async Task The_certificates_of_SGP_26_are_certificates()
    {
        using Terminal terminal = new();
        foreach (string file in Directory.GetFiles(SharedData.Require("sgp26"), "CERT_*.der", SearchOption.AllDirectories))
            Assert.That((await terminal.JsonAsync("decode " + file)).GetProperty("messages")[0].GetProperty("name").GetString(), Is.EqualTo("certificate"), file);
    }

    [TestCase("decode nothing.of-it", "There is no file 'nothing.of-it'")]
    [TestCase("decode {0} {0}", "It takes one file at a time.")]
    public async Task What_was_typed_wrong_is_told(string words, string says)
    {
        using Terminal terminal = new();
        string file = terminal.PathOf("it");
        await File.WriteAllTextAsync(file, Eid);
        JsonElement error = (await terminal.JsonAsync(words.Replace("{0}", file, StringComparison.Ordinal), 2)).GetProperty("error");
        Assert.That((error.GetProperty("name").GetString(), error.GetProperty("message").GetString()!.Contains(says, StringComparison.Ordinal)), Is.EqualTo(("arguments", true)), error.ToString());
    }
}
