using System.Text.Json;
using EuiccSim.EndToEnd.Tests.Cli.Pages;
using EuiccSim.Lpa;
using EuiccSim.Lpa.Channels;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Testing;
using EuiccSim.Transports.Tracing;

namespace EuiccSim.EndToEnd.Tests.Cli;

/// <summary>Recorded traces: shown, as far as they can be read, and replayed to a card.</summary>
public sealed class TraceVerbTests
{
    [TestCase("jsonl", "Line 5 is no record of a trace")]
    [TestCase("pcapng", "The file ends in the middle of the block")]
    public async Task Of_a_damaged_trace_what_stands_before_the_damage_is_shown(string format, string reason)
    {
        using Terminal terminal = new();
        string trace = terminal.PathOf("trace." + format);
        await terminal.JsonAsync("lpa list --trace " + trace);
        byte[] whole = await File.ReadAllBytesAsync(trace);
        await File.WriteAllBytesAsync(trace, whole[..^20]);

        Terminal.Run shown = await terminal.RunAsync("trace", "show", trace);
        Assert.That(shown.ExitCode, Is.EqualTo(2), shown.ToString());
        Assert.That(shown.Output, Does.Contain("ES10c.GetProfilesInfo").And.Not.Contain("close"));
        Assert.That(shown.Error, Does.Contain(reason));
        JsonElement result = await terminal.JsonAsync("trace show " + trace, 2);
        Assert.That(result.GetProperty("records").GetInt32(), Is.EqualTo(4));
        Assert.That(result.GetProperty("error").GetProperty("name").GetString(), Is.EqualTo("malformed"));
        await terminal.JsonAsync("trace replay " + trace, 2);
    }

    [TestCase("", "The file is empty.")]
    [TestCase("GIF89a", "neither JSON lines nor pcapng nor pcap")]
    public async Task What_is_no_trace_is_said_to_be_none(string content, string reason)
    {
        using Terminal terminal = new();
        string trace = terminal.PathOf("trace.jsonl");
        await File.WriteAllTextAsync(trace, content);
        Assert.That((await terminal.JsonAsync("trace show " + trace, 2)).GetProperty("error").GetProperty("message").GetString(), Does.Contain(reason));
    }

    /// <summary>A capture on port 5001 (Ethernet, IPv4, UDP, GSMTAP, as in CaptureTests of the transports) with a packet of something else.</summary>
    [Test]
    public async Task What_is_left_out_is_told_at_the_end_and_its_hint_works()
    {
        using Terminal terminal = new();
        string capture = terminal.PathOf("other.pcap");
        const string select = "45000035" + "00000000" + "4011" + "0000" + "7F000001" + "7F000001" + "C000" + "1389" + "0021" + "0000"
            + "02040400" + "00000000" + "00000000" + "00000000" + "00A40004023F00" + "611F";
        const string packet = "00B95569" + "00000000" + "35000000" + "35000000" + select;
        await File.WriteAllBytesAsync(capture, Convert.FromHexString(
            "D4C3B2A1" + "02000400" + "0000000000000000" + "FFFF0000" + "65000000" + packet + "00B95569" + "00000000" + "01000000" + "01000000" + "FF"));

        string[] lines = (await terminal.RunAsync("trace", "show", capture)).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.That(lines, Is.EqualTo(new[]
        {
            "There is nothing of a card in it.",
            "1 packet left out: GSMTAP of a card on UDP port 5001. Read it with --port 5001.",
            "1 packet left out: other traffic, nothing of a card.",
        }));
        JsonElement result = await terminal.JsonAsync("trace show " + capture);
        JsonElement first = result.GetProperty("leftOut")[0];
        Assert.That(
            (result.GetProperty("records").GetInt32(), first.GetProperty("reason").GetString(), first.GetProperty("detail").GetString(), first.GetProperty("count").GetInt32()),
            Is.EqualTo((0, "otherPort", "5001", 1)));
        Assert.That(first.GetProperty("explanation").GetString(), Does.Contain("--port 5001"));
        Terminal.Run read = await terminal.RunAsync("trace", "show", capture, "--port", "5001");
        Assert.That(read.Output, Does.Contain("SELECT MF").And.Not.Contain("nothing of a card in it"));
        Assert.That((await terminal.JsonAsync("trace show --port 70000 " + capture, 2)).GetProperty("error").GetProperty("message").GetString(), Does.Contain("1 to 65535"));
    }

    [TestCase("jsonl")]
    [TestCase("pcapng")]
    public async Task The_same_card_answers_a_replayed_trace_as_it_did(string format)
    {
        using Terminal terminal = new();
        string trace = terminal.PathOf("trace." + format);
        await terminal.JsonAsync("lpa info --trace " + trace);
        JsonElement result = await terminal.JsonAsync("trace replay " + trace);
        Assert.That((result.GetProperty("records").GetInt32(), result.GetProperty("differences").GetArrayLength()), Is.EqualTo((7, 0)));
        Assert.That((await terminal.RunAsync("trace", "replay", trace)).Output, Is.EqualTo("7 records, all answered as then." + Environment.NewLine));
    }

    /// <summary>The example of docs/tracing.md.</summary>
    [TestCase("jsonl")]
    [TestCase("pcapng")]
    public async Task A_recorded_trace_is_a_card_for_a_client_in_a_program(string format)
    {
        using Terminal terminal = new();
        string trace = terminal.PathOf("good." + format);
        await terminal.JsonAsync("lpa info --trace " + trace);
        await using FileStream file = File.OpenRead(trace);
        ScriptedCard card = new(await TraceFile.ReadAsync(file));
        await card.ResetAsync(CancellationToken.None);
        await using LpaClient lpa = await LpaClient.OpenAsync(new LogicalChannelOpener(card));
        Assert.That((await lpa.Es10c.GetEidAsync()).Digits, Is.EqualTo("89049032123451234512345678901235"));
        ReplayException? fault = await Assert.ThrowsAsync<ReplayException>(async () => await lpa.Es10c.GetProfilesInfoAsync());
        Assert.That((fault!.Difference.Index, fault.Difference.What, fault.Difference.FirstDifference), Is.EqualTo((4, "command", 6)));
        await lpa.Es10a.GetEuiccConfiguredAddressesAsync();
        await lpa.Es10b.GetEuiccInfo2Async();
        await lpa.DisposeAsync();
        Assert.That(card.IsAtEnd);
    }

    [Test, Says("differs")]
    public async Task Another_card_differs_where_its_EID_does()
    {
        using Terminal terminal = new();
        string trace = terminal.PathOf("trace.jsonl"), another = terminal.PathOf("another.json"), again = terminal.PathOf("again.jsonl");
        await terminal.JsonAsync("lpa info --trace " + trace);
        await terminal.JsonAsync($"card create {another} --eid 89049032000000000000000000000163");

        JsonElement result = await terminal.JsonAsync($"trace replay {trace} --card {another} --trace {again}", 1);
        JsonElement difference = result.GetProperty("differences")[0];
        // BF3E 12 5A 10, then the EID, whose digits are the same up to 8904 9032: octet 5 and 4 more. SGP.22 §5.7.20.
        Assert.That((difference.GetProperty("record").GetInt32(), difference.GetProperty("octet").GetInt32()), Is.EqualTo((3, 9)));
        Assert.That(difference.GetProperty("title").GetString(), Does.EndWith("ES10c.GetEID"));
        Assert.That(result.GetProperty("error").GetProperty("name").GetString(), Is.EqualTo("differs"));
        Terminal.Run text = await terminal.RunAsync("trace", "replay", trace, "--card", another);
        Assert.That(text.ExitCode, Is.EqualTo(1));
        Assert.That(text.Output, Does.Contain("ES10c.GetEID").And.Contain("the answer differs from octet 9 on").And.Contain("^^"));
        Assert.That(text.Error, Does.Contain("1 of 7 answers differ, first in octet 9 of record 3."));
        Assert.That((await terminal.RunAsync("trace", "show", again)).Output, Does.Contain("89049032000000000000000000000163"));
    }
}
