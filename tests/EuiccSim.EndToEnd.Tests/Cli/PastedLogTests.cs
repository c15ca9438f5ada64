using System.Text.Json;
using EuiccSim.EndToEnd.Tests.Cli.Pages;

namespace EuiccSim.EndToEnd.Tests.Cli;

/// <summary>Logs of other programs that the tool is given for a trace.</summary>
public sealed class PastedLogTests
{
    private const string Log = """
        Here it is:
        > AT+CCHO="A0000005591010FFFFFFFF8900000100"
        > +CCHO: 1
        > OK
        > AT+CGLA=1,22,"81E2910006BF3E035C015A"
        > +CGLA: 46,"BF3E125A10890490321234512345123456789012359000"
        > OK
        > AT+CGLA=1,16,"81E2910003BF2800"
        > ERROR

        """;

    [Test]
    public async Task A_pasted_log_is_decoded_and_what_cannot_be_read_is_told_with_its_lines()
    {
        using Terminal terminal = new();
        string file = terminal.PathOf("anything.bin");
        await File.WriteAllTextAsync(file, Log);
        Terminal.Run shown = await terminal.RunAsync("trace", "show", file);
        Assert.That(shown.ExitCode, Is.Zero, shown.ToString());
        Assert.That(shown.Output, Does.Contain("ES10c.GetEID -> 9000").And.Contain("eidValue: 89049032123451234512345678901235")
            .And.Contain("line 2: a channel for A0000005591010FFFFFFFF8900000100 is 1").And.Contain("lines 8 to 9 cannot be read: ERROR instead of an answer"));
    }

    [Says("findings"), Test]
    public async Task What_went_wrong_first_is_explained()
    {
        using Terminal terminal = new();
        string file = terminal.PathOf("log.txt");
        await File.WriteAllTextAsync(file, Log);
        Terminal.Run told = await terminal.RunAsync("trace", "explain", file);
        Assert.That(told.ExitCode, Is.EqualTo(1), told.ToString());
        Assert.That(told.Output, Does.Contain("ES10c.GetEID: eidValue 89049032123451234512345678901235").And.Contain("First, lines 8 to 9: There is no answer to the command"));
        JsonElement result = await terminal.JsonAsync("trace explain " + file, 1);
        Assert.That(result.GetProperty("error").GetProperty("name").GetString(), Is.EqualTo("findings"));
        Assert.That(result.GetProperty("findings")[0].GetProperty("cause").GetString(), Is.EqualTo("noAnswer"));
    }

    [Test]
    public async Task In_JSON_each_entry_has_its_lines()
    {
        using Terminal terminal = new();
        string file = terminal.PathOf("log.txt");
        await File.WriteAllTextAsync(file, Log);
        JsonElement log = (await terminal.JsonAsync("trace show " + file)).GetProperty("log");
        JsonElement exchange = log.GetProperty("exchanges")[0];
        Assert.That((log.GetProperty("format").GetString(), exchange.GetProperty("lines")[0].GetInt32(), exchange.GetProperty("lines")[1].GetInt32()), Is.EqualTo(("at-dialogue", 5, 7)));
        Assert.That(exchange.GetProperty("command").GetString(), Is.EqualTo("81E2910006BF3E035C015A"));
        Assert.That(log.GetProperty("unrecoverable")[0].GetProperty("command").GetString(), Is.EqualTo("81E2910003BF2800"));
    }

    [Test]
    public async Task What_a_log_says_does_not_move_the_cursor()
    {
        using Terminal terminal = new();
        string file = terminal.PathOf("log.txt");
        await File.WriteAllTextAsync(file, "[DEBUG] [HTTP] [TX] url: https://x.example/\u001b]0;a\u0007\u202e, data: {}\n[DEBUG] [HTTP] [RX] rcode: 200, data: {}\n");
        string output = (await terminal.RunAsync("trace", "show", file)).Output;
        Assert.That(output, Does.Contain("x.example").And.Not.Contain("\u001b").And.Not.Contain("\u202e"));
    }
}
