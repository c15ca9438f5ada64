using System.Text.Json;
using EuiccSim.EndToEnd.Tests.Cli.Pages;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Transports.Sockets;

namespace EuiccSim.EndToEnd.Tests.Cli;

/// <summary>Raw APDUs to a card: the eUICC of a fresh machine, without a profile.</summary>
public sealed class ApduVerbTests
{
    // MANAGE CHANNEL (TS 102 221 §11.1.17), SELECT of the ISD-R, and GetEID (SGP.22 §5.7.20) on channel 1.
    private const string Open = "0070000001";
    private const string Select = "01A4040010A0000005591010FFFFFFFF890000010000";
    private const string GetEid = "81E2910006BF3E035C015A00";

    [Test]
    public async Task Each_answer_is_told_in_words_and_in_octets()
    {
        using Terminal terminal = new();
        Terminal.Run run = await terminal.RunAsync("apdu", Open, Select, GetEid);
        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        string[] lines = [.. run.Output.Split('\n').Select(line => line.Trim())];
        Assert.That(lines, Has.Some.EndsWith("MANAGE CHANNEL open -> 9000 ok").And.Some.EqualTo("> 0070000001").And.Some.EqualTo("< 019000"));
        Assert.That(lines, Has.Some.Contains("ES10c.GetEID -> 9000 ok").And.Some.Contains("89049032123451234512345678901235"));
    }

    [Test]
    public async Task A_program_gets_a_line_for_each_and_the_result()
    {
        using Terminal terminal = new();
        Terminal.Run run = await terminal.RunAsync("apdu", Open, "00B0000000", "--json");
        JsonElement[] lines = [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.That(lines.Select(line => line.GetProperty("event").GetString()), Is.EqualTo(new[] { "exchange", "exchange", "result" }));
        Assert.That((lines[0].GetProperty("command").GetString(), lines[0].GetProperty("response").GetString(), lines[0].GetProperty("status").GetString()), Is.EqualTo((Open, "019000", "9000")));
        Assert.That((lines[2].GetProperty("ok").GetBoolean(), lines[2].GetProperty("exchanges").GetInt32()), Is.EqualTo((true, 2)));
        // Whatever the card says to READ BINARY without a file, it is an answer.
        Assert.That((run.ExitCode, lines[2].GetProperty("status").GetString()), Is.EqualTo((0, lines[1].GetProperty("status").GetString())));
    }

    [TestCase("00:70:00:00:01")]
    [TestCase("00 70 00 00 01")]
    [TestCase("0x00 0x70 0x00 0x00 0x01")]
    [TestCase(" 0070 000001\n")]
    public async Task Digits_are_taken_as_people_write_them(string apdu)
    {
        using Terminal terminal = new();
        Assert.That((await terminal.RunAsync("apdu", apdu)).Output, Does.Contain("> 0070000001").And.Contain("< 019000"));
    }

    [Test]
    public async Task One_APDU_in_many_words_is_one_APDU()
    {
        using Terminal terminal = new();
        Terminal.Run run = await terminal.RunAsync("apdu", "00", "70", "00", "00", "01");
        Assert.That((run.ExitCode, run.Output.Split('\n').Count(line => line.Trim() == "> 0070000001")), Is.EqualTo((0, 1)), run.ToString());
    }

    [Test]
    public async Task Lines_of_the_input_are_sent_one_by_one()
    {
        using Terminal terminal = new() { Typed = $"# open\n{Open}\n\n{Select.ToLowerInvariant()}   # the ISD-R\r\n{GetEid}" };
        JsonElement result = await terminal.JsonAsync("apdu -");
        Assert.That((result.GetProperty("exchanges").GetInt32(), result.GetProperty("status").GetString()), Is.EqualTo((3, "9000")));
        terminal.Typed = $"{Open}\nnot hex\n{Select}";
        Assert.That((await terminal.JsonAsync("apdu -", 2)).GetProperty("error").GetProperty("message").GetString(), Does.Contain("'not hex' is no APDU"));
    }

    /// <summary>
    /// A card that answers from a list. 61 04 announces four octets, 6C 02 the right length
    /// (ISO/IEC 7816-4 §5.6), 9F the same for the class A0 of TS 51.011 §9.4.
    /// </summary>
    [Test]
    public async Task GET_RESPONSE_and_the_right_length_come_only_if_they_are_asked_for()
    {
        using Terminal terminal = new();
        string[] apdus = ["00A40004023F00", "00B0000000", "A0A40000023F00"];
        await using ListedCard card = new(new()
        {
            ["00A40004023F00"] = "6104",
            ["00C0000004"] = "620282009000",
            ["00B0000000"] = "6C02",
            ["00B0000002"] = "01029000",
            ["A0A40000023F00"] = "9F02",
            ["A0C0000002"] = "00009000",
        });
        using TcpCardServer server = new(card);
        using CancellationTokenSource end = new();
        Task serving = server.ServeAsync(end.Token);
        JsonElement plain = await terminal.JsonAsync($"apdu {string.Join(' ', apdus)} --tcp {server.EndPoint}");
        Assert.That((plain.GetProperty("exchanges").GetInt32(), plain.GetProperty("status").GetString()), Is.EqualTo((3, "9F02")));
        JsonElement followed = await terminal.JsonAsync($"apdu {string.Join(' ', apdus)} --follow --tcp {server.EndPoint}");
        Assert.That((followed.GetProperty("exchanges").GetInt32(), followed.GetProperty("status").GetString()), Is.EqualTo((6, "9000")));
        await end.CancelAsync();
        Assert.That(async () => await serving, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test, Says("unexpectedStatus")]
    public async Task A_script_can_say_what_it_expects()
    {
        using Terminal terminal = new();
        await terminal.JsonAsync($"apdu {Open} {Select} --expect 9000 --expect 61XX");
        await terminal.JsonAsync($"apdu {Open} {Select} --expect 9000,61");
        JsonElement no = await terminal.JsonAsync($"apdu 00B0000000 {Open} --expect 9000", 1);
        Assert.That((no.GetProperty("exchanges").GetInt32(), no.GetProperty("error").GetProperty("name").GetString()), Is.EqualTo((1, "unexpectedStatus")), "what comes after is not sent");
        Assert.That(no.GetProperty("error").GetProperty("code").GetString(), Is.EqualTo(no.GetProperty("status").GetString()));
    }

    [TestCase("apdu 00A40004023F", "its length '02' does not fit: octets behind it: 1")]
    [TestCase("apdu 00A4", "it has 2 octets, and class, instruction, P1 and P2 are 4")]
    [TestCase("apdu 0070000001 00A400040", "'00A40004…' is no APDU")]
    [TestCase("apdu hello", "'hello' is no APDU")]
    [TestCase("apdu 0070000001 --expect 900", "--expect takes a status word as 9000 or 61XX, not '900'.")]
    public async Task What_is_no_APDU_is_refused_before_anything_is_sent(string words, string message)
    {
        using Terminal terminal = new();
        Terminal.Run run = await terminal.RunAsync([.. words.Split(' '), "--json"]);
        JsonElement result = JsonDocument.Parse(run.Output).RootElement;
        Assert.That((run.ExitCode, result.GetProperty("error").GetProperty("name").GetString()), Is.EqualTo((2, "arguments")));
        Assert.That(result.GetProperty("error").GetProperty("message").GetString(), Does.Contain(message));
    }

    [Test]
    public async Task It_is_sent_all_the_same_where_a_person_insists()
    {
        using Terminal terminal = new();
        JsonElement result = await terminal.JsonAsync("apdu 00A40004023F --malformed");
        Assert.That((result.GetProperty("exchanges").GetInt32(), result.GetProperty("status").GetString()), Is.EqualTo((1, "6700")));
    }

    private sealed class ListedCard(Dictionary<string, string> answers) : ICardConnection
    {
        public ValueTask<Octets> ResetAsync(CancellationToken cancellationToken) => new(Octets.FromHex("3B00"));

        public ValueTask<Octets> TransmitAsync(Octets command, CancellationToken cancellationToken) =>
            new(Octets.FromHex(answers.GetValueOrDefault(command.ToString(), "6F00")));

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
