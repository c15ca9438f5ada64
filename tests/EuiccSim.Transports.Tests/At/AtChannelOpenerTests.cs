using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Testing;
using EuiccSim.Transports.At;
using Modem = EuiccSim.Transports.At.AtModem;

namespace EuiccSim.Transports.Tests.At;

/// <summary>Channels by AT+CCHO and by AT+CSIM, as characters on the line.</summary>
public sealed class AtChannelOpenerTests
{
    private static readonly CommandApdu Block = new(0x80, 0xE2, 0x91, 0x00, Octets.FromHex("BF3E035C015A"), 0x100);

    [TestCase("\r\n+CCHO: 2\r\n\r\nOK\r\n")]
    [TestCase("\r\n2\r\n\r\nOK\r\n")]
    [TestCase("\r\n+CCHO:2\r\n\r\nOK\r\n")]
    [TestCase("\r\n+CREG: 0\r\n\r\n+CCHO: 2,\"6F00\"\r\n\r\nOK\r\n")]
    public async Task Modem_opens_the_channel(string opened)
    {
        (ScriptedModem script, IApplicationChannel channel) = await OpenAsync(command => command switch
        {
            _ when command.StartsWith("AT+CCHO") => opened,
            "AT+CGLA=2,22,\"82E2910006BF3E035C015A\"" => Cgla("610A"),
            "AT+CGLA=2,10,\"02C000000A\"" => Cgla("112233445566778899AA9000"),
            _ => "\r\nOK\r\n",
        });
        ResponseApdu response = await channel.TransmitAsync(Block, default);
        Assert.That(response.Encode().ToString(), Is.EqualTo("112233445566778899AA9000"));
        await channel.DisposeAsync();
        await channel.DisposeAsync();
        Assert.That(script.Commands[0], Is.EqualTo("AT+CCHO=\"A0000005591010FFFFFFFF8900000100\""));
        Assert.That(script.Commands[^1], Is.EqualTo("AT+CCHC=2"));
        Assert.That(script.Commands, Has.Count.EqualTo(4));
    }

    // Sierra Wireless MC7455 (github.com/estkme-group/lpac/issues/138); a number that no card has; quotes; the modem's own spelling.
    [TestCase("+CCHO: 000000000385a7cf", "000000000385a7cf")]
    [TestCase("+CCHO: 59041743", "59041743")]
    [TestCase("+CCHO: \"7F\"", "7F")]
    [TestCase("+CCHO: 01", "01", "81")]
    public async Task Session_is_a_handle_that_is_given_back_as_it_came(string opened, string session, string cla = "80")
    {
        (ScriptedModem script, IApplicationChannel channel) = await OpenAsync(
            command => command.StartsWith("AT+CCHO") ? $"\r\n{opened}\r\n\r\nOK\r\n" : Cgla("9000"));
        await channel.TransmitAsync(Block, default);
        await channel.DisposeAsync();
        Assert.That(script.Commands[1], Is.EqualTo($"AT+CGLA={session},22,\"{cla}E2910006BF3E035C015A\""));
        Assert.That(script.Commands[2], Is.EqualTo($"AT+CCHC={session}"));
    }

    [TestCase(AtChannelMethod.Ccho)]
    [TestCase(AtChannelMethod.Csim)]
    public async Task A_modem_that_has_fallen_silent_is_not_waited_for_long_to_close_a_channel(AtChannelMethod method)
    {
        ManualTime time = new();
        (ScriptedModem script, IApplicationChannel channel) = await OpenAsync(command => command switch
        {
            "AT+CSIM=10,\"0070000001\"" => Csim("019000"),
            "AT+CSIM=42,\"01A4040010A0000005591010FFFFFFFF8900000100\"" => Csim("9000"),
            _ => command.StartsWith("AT+CCHO") ? "\r\n+CCHO: 1\r\n\r\nOK\r\n" : null,
        }, method, new() { Time = time });
        int before = script.Commands.Count;
        Task<ResponseApdu> answer = channel.TransmitAsync(Block, default).AsTask();
        while (script.Commands.Count == before) await Task.Delay(1);
        time.Advance(TimeSpan.FromSeconds(239));
        Assert.That(answer.IsCompleted, Is.False, "some need minutes");
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.That((await Assert.ThrowsAsync<AtModemException>(async () => await answer))!.Failure, Is.EqualTo(AtFailure.Timeout));

        Task closed = channel.DisposeAsync().AsTask();
        while (script.Commands[^1] != "AT+CMEE?") await Task.Delay(1);
        time.Advance(TimeSpan.FromSeconds(11));
        await closed.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [TestCase("\r\n+CME ERROR: 20\r\n", "20 (memory full)")]
    [TestCase("\r\nERROR\r\n", "ERROR")]
    public async Task Channels_that_others_left_open_are_named_as_the_reason(string refusal, string named)
    {
        await using ScriptedModem script = ScriptedModem.Prepared(command => command.StartsWith("AT+CCHO") ? refusal : Csim("6A81"));
        await using Modem modem = new(script.Line);
        AtModemException e = (await Assert.ThrowsAsync<AtModemException>(
            async () => await new AtChannelOpener(modem).OpenAsync(Aid.IsdR, default)))!;
        Assert.That(e.Failure, Is.EqualTo(AtFailure.Refused));
        Assert.That(e.Message, Does.Contain(named).And.Contain("6A81").And.Contain("AT+CFUN=1,1"));
    }

    [Test]
    public async Task A_modem_that_collects_the_answer_by_itself()
    {
        (_, IApplicationChannel channel) = await OpenAsync(command =>
            command.StartsWith("AT+CCHO") ? "\r\n+CCHO: 1\r\n\r\nOK\r\n" : Cgla("aabbcc9000"));
        Assert.That((await channel.TransmitAsync(Block, default)).Data.ToString(), Is.EqualTo("AABBCC"));
    }

    [Test]
    public async Task Wrong_Le_and_an_answer_in_pieces()
    {
        (ScriptedModem script, IApplicationChannel channel) = await OpenAsync(command => command switch
        {
            _ when command.StartsWith("AT+CCHO") => "\r\n+CCHO: 1\r\n\r\nOK\r\n",
            "AT+CGLA=1,10,\"81CA000000\"" => Cgla("6C03"),
            "AT+CGLA=1,10,\"81CA000003\"" => Cgla("0102036102"),
            "AT+CGLA=1,10,\"01C0000002\"" => Cgla("04059000"),
            _ => "\r\nERROR\r\n",
        });
        ResponseApdu response = await channel.TransmitAsync(new(0x80, 0xCA, 0x00, 0x00, ne: 256), default);
        Assert.That(response.Encode().ToString(), Is.EqualTo("01020304059000"));
        Assert.That(script.Commands, Has.Count.EqualTo(4));
    }

    [TestCase(true, true, "AT+CGLA=1,24,\"81E2910006BF3E035C015A00\"")]
    [TestCase(true, false, "AT+CGLA=1,24,\"80E2910006BF3E035C015A00\"")]
    [TestCase(false, false, "AT+CGLA=1,22,\"80E2910006BF3E035C015A\"")]
    public async Task Le_and_class_are_a_matter_of_taste(bool le, bool sessionInClass, string sent)
    {
        AtModemOptions options = new() { SendsLeAfterData = le, SessionInClass = sessionInClass };
        (ScriptedModem script, IApplicationChannel channel) = await OpenAsync(
            command => command.StartsWith("AT+CCHO") ? "\r\n+CCHO: 1\r\n\r\nOK\r\n" : Cgla("9000"), AtChannelMethod.Ccho, options);
        await channel.TransmitAsync(Block, default);
        Assert.That(script.Commands[^1], Is.EqualTo(sent));
    }

    [TestCase("\r\nERROR\r\n")]
    [TestCase("\r\n+CME ERROR: 3\r\n")]
    [TestCase("\r\n+CME ERROR: operation not supported\r\n")]
    [TestCase("\r\n+CME ERROR: 100\r\n")]
    public async Task A_modem_without_AT_CCHO_is_used_through_AT_CSIM(string refusal)
    {
        string? Answer(string command) => command switch
        {
            _ when command.StartsWith("AT+CCHO") => refusal,
            "AT+CSIM=10,\"0070000001\"" => Csim("059000"),
            "AT+CSIM=42,\"41A4040010A0000005591010FFFFFFFF8900000100\"" => Csim("6103"),
            "AT+CSIM=10,\"41C0000003\"" => Csim("6F01009000"),
            "AT+CSIM=22,\"C1E2910006BF3E035C015A\"" => Csim("9000"),
            "AT+CSIM=8,\"00708005\"" => Csim("9000"),
            _ => "\r\nERROR\r\n",
        };
        await using ScriptedModem script = ScriptedModem.Prepared(Answer);
        await using Modem modem = new(script.Line);
        AtChannelOpener opener = new(modem);
        for (int i = 0; i < 2; i++)
        {
            await using IApplicationChannel channel = await opener.OpenAsync(Aid.IsdR, default);
            Assert.That((await channel.TransmitAsync(Block, default)).Status, Is.EqualTo(StatusWord.Ok));
        }
        Assert.That(script.Commands.Count(command => command.StartsWith("AT+CCHO")), Is.EqualTo(1), "it is known then");
        Assert.That(script.Commands[^1], Is.EqualTo("AT+CSIM=8,\"00708005\""));
    }

    [Test]
    public async Task The_card_tells_what_the_modem_did_not()
    {
        await using ScriptedModem script = ScriptedModem.Prepared(command => command switch
        {
            _ when command.StartsWith("AT+CCHO") => "\r\nERROR\r\n",
            "AT+CSIM=10,\"0070000001\"" => Csim("019000"),
            "AT+CSIM=8,\"00708001\"" => Csim("9000"),
            _ => Csim("6A82"),
        });
        await using Modem modem = new(script.Line);
        AtChannelOpener opener = new(modem);
        for (int i = 0; i < 2; i++)
        {
            CardException e = (await Assert.ThrowsAsync<CardException>(
            async () => await opener.OpenAsync(Aid.Ecasd, default)))!;
            Assert.That(e.Status, Is.EqualTo(StatusWord.FileNotFound));
            Assert.That(script.Commands[^1], Is.EqualTo("AT+CSIM=8,\"00708001\""));
        }
        Assert.That(script.Commands.Count(command => command.StartsWith("AT+CCHO")), Is.EqualTo(2), "AT+CCHO was not at fault");
    }

    [Test]
    public async Task Not_found_without_AT_CSIM_is_not_found()
    {
        await using ScriptedModem script = ScriptedModem.Prepared(
            command => command.StartsWith("AT+CCHO") ? "\r\n+CME ERROR: 22\r\n" : "\r\n+CME ERROR: 4\r\n");
        await using Modem modem = new(script.Line);
        CardException e = (await Assert.ThrowsAsync<CardException>(
            async () => await new AtChannelOpener(modem).OpenAsync(Aid.Ecasd, default)))!;
        Assert.That(e.Status, Is.EqualTo(StatusWord.FileNotFound));
    }

    [Test]
    public async Task A_modem_without_either_says_so()
    {
        await using ScriptedModem script = ScriptedModem.Prepared(_ => "\r\n+CME ERROR: 4\r\n");
        await using Modem modem = new(script.Line);
        AtModemException e = (await Assert.ThrowsAsync<AtModemException>(
            async () => await new AtChannelOpener(modem).OpenAsync(Aid.IsdR, default)))!;
        Assert.That(e.Command, Is.EqualTo("AT+CCHO"));
    }

    [Test]
    public async Task Without_a_SIM_nothing_else_is_tried()
    {
        await using ScriptedModem script = ScriptedModem.Prepared(_ => "\r\n+CME ERROR: 10\r\n");
        await using Modem modem = new(script.Line);
        AtModemException e = (await Assert.ThrowsAsync<AtModemException>(
            async () => await new AtChannelOpener(modem).OpenAsync(Aid.IsdR, default)))!;
        Assert.That(e.Error!.Code, Is.EqualTo(CmeError.SimNotInserted));
        Assert.That(script.Commands, Has.Count.EqualTo(1));
    }

    private static async Task<(ScriptedModem Script, IApplicationChannel Channel)> OpenAsync(
        Func<string, string?> answer, AtChannelMethod method = AtChannelMethod.Automatic, AtModemOptions? options = null)
    {
        ScriptedModem script = ScriptedModem.Prepared(answer);
        return (script, await new AtChannelOpener(new Modem(script.Line, options), method).OpenAsync(Aid.IsdR, default));
    }

    private static string Cgla(string apdu) => $"\r\n+CGLA: {apdu.Length},\"{apdu}\"\r\n\r\nOK\r\n";

    private static string Csim(string apdu) => $"\r\n+CSIM: {apdu.Length},\"{apdu}\"\r\n\r\nOK\r\n";
}
