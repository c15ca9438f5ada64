using EuiccSim.Protocol.Asn1;
using EuiccSim.Testing;
using EuiccSim.Transports.At;
using Modem = EuiccSim.Transports.At.AtModem;

namespace EuiccSim.Transports.Tests.At;

/// <summary>The client against modems as they are. The answers are written down by hand, after 3GPP TS 27.007 and ITU-T V.250.</summary>
public sealed class AtModemTests
{
    private static readonly Octets Select = Octets.FromHex("00A40004023F00");

    [TestCase("\r\n+CSIM: 8,\"62029000\"\r\n\r\nOK\r\n", TestName = "As the standard has it")]
    [TestCase("AT+CSIM=14,\"00A40004023F00\"\r\r\n+CSIM: 8,\"62029000\"\r\n\r\nOK\r\n", TestName = "With echo")]
    [TestCase("AT+CSIM=14,\"00A40004023F00\"\n+CSIM: 8,\"62029000\"\nOK\n", TestName = "Echo and line feeds only")]
    [TestCase("\r\n+CSIM: 8,\"6202ab90\"\r\n\r\nOK\r\n", "6202AB90", TestName = "Lower case digits")]
    [TestCase("\r\n+CSIM: 8,62029000\r\n\r\nOK\r\n", TestName = "Without quotes")]
    [TestCase("\r\n+CSIM:8,\"62029000\"\r\n\r\nOK\r\n", TestName = "Without space")]
    [TestCase("\r\n+CSIM: 4,\"62029000\"\r\n\r\nOK\r\n", TestName = "Counted in octets")]
    [TestCase("\r\n+CSIM: 8,\"6202\r\n9000\"\r\n\r\nOK\r\n", TestName = "Broken into two lines")]
    [TestCase("\r\n+CREG: 1\r\n\r\nRING\r\n\r\n+CSIM: 8,\"62029000\"\r\n\r\n^BOOT:1,0\r\n\r\nOK\r\n", TestName = "Between unsolicited lines")]
    [TestCase("\r\n+CSIM: \"62029000\"\r\n\r\nOK\r\n", TestName = "Not counted")]
    [TestCase("\r\n62029000\r\n\r\nOK\r\n", TestName = "Nothing but digits")]
    [TestCase("\0\u00ff\r\n\r\n+CSIM: 8,\"62029000\"\r\n\r\nOK\r\n", TestName = "After what a line says that wakes up")]
    [TestCase("\r\n+CSIM: 8,\"6202\r\n+CREG: 1\r\n9000\"\r\n\r\nOK\r\n", TestName = "Around an unsolicited line")]
    [TestCase("\r\n+CSIM: 8,\"62029000\"\r\n^NWINFO: 1,\"LTE\"\r\n+QIND: \"act\"\r\nOK\r\n", TestName = "Before unsolicited lines of makers")]
    [TestCase("\r\n+csim: 8,\"62029000\"\r\n\r\nok\r\n", TestName = "All lower case")]
    public async Task Answers_of_all_sorts_are_understood(string answer, string apdu = "62029000")
    {
        foreach (int chunk in new[] { int.MaxValue, 1, 7 })
        {
            await using ScriptedModem script = ScriptedModem.Prepared(_ => answer, chunk);
            await using Modem modem = new(script.Line);
            Octets response = await new AtConnection(modem).TransmitAsync(Select, default);
            Assert.That(response.ToString(), Is.EqualTo(apdu));
            Assert.That(script.Commands, Is.EqualTo(new[] { "AT+CSIM=14,\"00A40004023F00\"" }));
        }
    }

    [TestCase("\r\n+CSIM: 8,\"6202900\"\r\n\r\nOK\r\n")]
    [TestCase("\r\n+CSIM: 8,\"620290\"\r\n\r\nOK\r\n")]
    [TestCase("\r\n+CSIM: 8,\"6202900G\"\r\n\r\nOK\r\n")]
    [TestCase("\r\n+CSIM: x,\"62029000\"\r\n\r\nOK\r\n")]
    [TestCase("\r\n+CSIM: 2,\"90\"\r\n\r\nOK\r\n")]
    [TestCase("\r\n+CSIM:\r\n\r\nOK\r\n")]
    [TestCase("\r\n+CSIM: \"620290\"\r\n\r\nOK\r\n")]
    [TestCase("\r\n90\r\n\r\nOK\r\n")]
    [TestCase("\r\nOK\r\n")]
    public async Task Lost_characters_are_noticed(string answer)
    {
        await using ScriptedModem script = ScriptedModem.Prepared(_ => answer);
        await using Modem modem = new(script.Line);
        AtModemException e = await Failure(() => new AtConnection(modem).TransmitAsync(Select, default).AsTask());
        Assert.That(e.Failure, Is.EqualTo(AtFailure.Malformed));
    }

    [TestCase("\r\n+CME ERROR: 11\r\n", 11, "PIN")]
    [TestCase("\r\n+CME ERROR: SIM PIN required\r\n", 11, "PIN")]
    [TestCase("\r\n+CME ERROR:13\r\n", 13, "take it out")]
    [TestCase("\r\n+CME ERROR: 4\r\n", 4, "does not let")]
    [TestCase("\r\n+CME ERROR: 3\r\n", 3, "does not let")]
    [TestCase("\r\n+CME ERROR: something of our own\r\n", null, "something of our own")]
    [TestCase("\r\n+CMS ERROR: 500\r\n", null, "500")]
    [TestCase("\r\nERROR\r\n", null, "ERROR")]
    [TestCase("\r\nCOMMAND NOT SUPPORT\r\n", 4, "does not let")]
    public async Task Refusals_are_typed_and_say_what_to_do(string answer, int? code, string words)
    {
        await using ScriptedModem script = ScriptedModem.Prepared(_ => answer);
        await using Modem modem = new(script.Line);
        AtModemException e = await Failure(() => new AtConnection(modem).TransmitAsync(Select, default).AsTask());
        Assert.That(e.Failure, Is.EqualTo(AtFailure.Refused));
        Assert.That(e.Error?.Code, Is.EqualTo(code));
        Assert.That(e.Message, Does.Contain(words));
        Assert.That(e.Command, Is.EqualTo("AT+CSIM"));
    }

    [Test]
    public async Task A_refused_long_line_is_suspected()
    {
        await using ScriptedModem script = ScriptedModem.Prepared(_ => "\r\nERROR\r\n");
        await using Modem modem = new(script.Line);
        AtModemException e = await Failure(() => new AtConnection(modem).TransmitAsync(Octets.Wrap(new byte[200]), default).AsTask());
        Assert.That(e.Message, Does.Contain("smaller blocks"));
    }

    [Test]
    public async Task Unsolicited_lines_are_handed_on()
    {
        List<string> unsolicited = [];
        await using ScriptedModem script = ScriptedModem.Prepared(_ => "\r\n+CREG: 1\r\n\r\n+CSQ: 20,99\r\n\r\nNO CARRIER\r\n\r\nOK\r\n");
        await using Modem modem = new(script.Line, new() { Unsolicited = unsolicited.Add });
        AtAnswer answer = await modem.SendAsync("AT+CSQ", "+CSQ:");
        Assert.That(answer.Lines, Is.EqualTo(new[] { "20,99" }));
        Assert.That(unsolicited, Is.EqualTo(new[] { "+CREG: 1", "NO CARRIER" }));
    }

    [Test]
    public async Task Without_a_prefix_all_lines_are_the_answer()
    {
        await using ScriptedModem script = ScriptedModem.Prepared(_ => "\r\nACME\r\nModel 1\r\n\r\n+CREG: 1\r\n\r\nOK\r\n");
        await using Modem modem = new(script.Line);
        Assert.That((await modem.SendAsync("ATI")).Lines, Is.EqualTo(new[] { "ACME", "Model 1" }));
    }

    [Test]
    public async Task A_modem_that_sleeps_is_woken_up()
    {
        int calls = 0;
        ManualTime time = new();
        await using ScriptedModem script = new(command => command switch
        {
            "ATQ0V1E0" => calls++ == 0 ? null : "\r\nOK\r\n",
            "AT+CMEE?" => "\r\nOK\r\n\r\n+CMEE: 0\r\n\r\nOK\r\n",
            "AT+CIMI" => "\r\n001010000000001\r\n\r\nOK\r\n",
            _ => "\r\nOK\r\n",
        });
        await using Modem modem = new(script.Line, new() { Time = time });
        Task<AtAnswer> imsi = modem.SendAsync("AT+CIMI").AsTask();
        await script.Came.WaitAsync();
        while (calls < 2)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(5);
        }
        Assert.That((await imsi).First, Is.EqualTo("001010000000001"));
    }

    [Test]
    public async Task A_modem_that_does_not_know_all_of_the_preparation_does()
    {
        await using ScriptedModem script = new(command => command is "ATE0" or "AT+CIMI" ? "\r\nOK\r\n" : "\r\nERROR\r\n");
        await using Modem modem = new(script.Line);
        await modem.SendAsync("AT+CIMI");
    }

    [Test]
    public async Task A_silent_line_is_no_modem()
    {
        ManualTime time = new();
        await using ScriptedModem script = new(_ => null);
        await using Modem modem = new(script.Line, new() { Time = time });
        Task<AtAnswer> answer = modem.SendAsync("AT").AsTask();
        while (!answer.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1);
        }
        AtModemException e = await Failure(() => answer);
        Assert.That(e.Failure, Is.EqualTo(AtFailure.Timeout));
        Assert.That(e.Message, Does.Contain("ModemManager"));
    }

    [Test]
    public async Task An_answer_that_comes_too_late_is_not_taken_for_the_next()
    {
        ManualTime time = new();
        ScriptedModem? script = null;
        script = ScriptedModem.Prepared(command => command switch
        {
            "AT+SLOW" => null,
            "AT+CMEE?" => "\r\n+SLOW: late\r\n\r\nOK\r\n\r\n+CMEE: 1\r\n\r\nOK\r\n",
            _ => "\r\n+CSQ: 1\r\n\r\nOK\r\n",
        });
        await using ScriptedModem mine = script;
        await using Modem modem = new(script.Line, new() { Time = time });
        await modem.SendAsync("AT+CSQ", "+CSQ:");
        Task<AtAnswer> slow = modem.SendAsync("AT+SLOW", "+SLOW:").AsTask();
        while (!slow.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(2));
            await Task.Delay(1);
        }
        Assert.That((await Failure(() => slow)).Failure, Is.EqualTo(AtFailure.Timeout));
        Assert.That((await modem.SendAsync("AT+CSQ", "+CSQ:")).First, Is.EqualTo("1"));
        Assert.That(script.Commands, Is.EqualTo(new[] { "AT+CSQ", "AT+SLOW", "AT+CMEE?", "AT+CSQ" }));
    }

    [Test]
    public async Task A_command_given_up_does_no_harm_to_the_next()
    {
        using CancellationTokenSource stop = new();
        await using ScriptedModem script = ScriptedModem.Prepared(command => command switch
        {
            "AT+SLOW" => null,
            "AT+CMEE?" => "\r\n+CMEE: 1\r\n\r\nOK\r\n",
            _ => "\r\n+CSQ: 7\r\n\r\nOK\r\n",
        });
        await using Modem modem = new(script.Line);
        Task<AtAnswer> slow = modem.SendAsync("AT+SLOW", "+SLOW:", stop.Token).AsTask();
        while (script.Commands.Count == 0) await Task.Delay(1);
        await stop.CancelAsync();
        await Assert.CatchAsync<OperationCanceledException>(async () => await slow);
        script.Say("\r\n+SLOW: late\r\n\r\nOK\r\n");
        Assert.That((await modem.SendAsync("AT+CSQ", "+CSQ:")).First, Is.EqualTo("7"));
    }

    [Test]
    public async Task A_busy_SIM_is_waited_for()
    {
        ManualTime time = new();
        int busy = 3;
        await using ScriptedModem script =
            ScriptedModem.Prepared(_ => busy-- > 0 ? "\r\n+CME ERROR: 14\r\n" : "\r\n+CSIM: 4,\"9000\"\r\n\r\nOK\r\n");
        await using Modem modem = new(script.Line, new() { Time = time });
        Task<Octets> response = new AtConnection(modem).TransmitAsync(Select, default).AsTask();
        while (!response.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(1);
        }
        Assert.That((await response).ToString(), Is.EqualTo("9000"));
        Assert.That(script.Commands, Has.Count.EqualTo(4));
    }

    [Test]
    public async Task What_does_not_fit_the_line_is_not_sent()
    {
        await using ScriptedModem script = ScriptedModem.Prepared(_ => "\r\nOK\r\n");
        await using Modem modem = new(script.Line, new() { MaximumCommandLength = 64 });
        AtModemException e = await Failure(() => new AtConnection(modem).TransmitAsync(Octets.Wrap(new byte[30]), default).AsTask());
        Assert.That(e.Failure, Is.EqualTo(AtFailure.CommandTooLong));
        Assert.That(script.Commands, Is.Empty);
        Assert.That(modem.Options.StoreDataBlockSize, Is.EqualTo(13));
        Assert.That(new AtModemOptions().StoreDataBlockSize, Is.EqualTo(120), "lines of 280 characters, which is what others send, too");
        await modem.SendAsync("AT");
    }

    [Test]
    public async Task A_line_without_end_is_refused()
    {
        await using ScriptedModem script = ScriptedModem.Prepared(_ => new string('A', 5000));
        await using Modem modem = new(script.Line, new() { MaximumAnswerLength = 4000 });
        Assert.That((await Failure(() => modem.SendAsync("AT+X").AsTask())).Failure, Is.EqualTo(AtFailure.Malformed));
    }

    [Test]
    public async Task A_modem_pulled_out()
    {
        ScriptedModem? script = null;
        script = ScriptedModem.Prepared(_ =>
        {
            script!.HangUp();
            return null;
        });
        await using Modem modem = new(script.Line);
        Assert.That((await Failure(() => modem.SendAsync("AT+X").AsTask())).Failure, Is.EqualTo(AtFailure.Closed));
        Assert.That((await Failure(() => modem.SendAsync("AT+X").AsTask())).Failure, Is.EqualTo(AtFailure.Closed));
    }

    [Test]
    public async Task A_modem_closed_in_the_middle()
    {
        await using ScriptedModem script = ScriptedModem.Prepared(_ => null);
        Modem modem = new(script.Line);
        Task<AtAnswer> answer = modem.SendAsync("AT+X").AsTask();
        while (script.Commands.Count == 0) await Task.Delay(1);
        await modem.DisposeAsync();
        Assert.That((await Failure(() => answer)).Failure, Is.EqualTo(AtFailure.Closed));
    }

    [Test]
    public async Task Reset_turns_the_SIM_off_and_on()
    {
        await using ScriptedModem script =
            ScriptedModem.Prepared(command => command == "AT+CPIN?" ? "\r\n+CME ERROR: 13\r\n" : "\r\nOK\r\n");
        await using Modem modem = new(script.Line);
        Assert.That((await new AtConnection(modem).ResetAsync(default)).IsEmpty, "a modem does not tell the ATR");
        Assert.That(script.Commands, Is.EqualTo(new[] { "AT+CFUN=0", "AT+CFUN=1", "AT+CPIN?" }));
    }

    [Test]
    public void A_device_that_is_not_there()
    {
        if (OperatingSystem.IsWindows()) Assert.Ignore("Serial devices are opened by termios, on Linux and macOS only.");
        AtModemException e = Assert.Throws<AtModemException>(() => Modem.OpenSerial("/dev/no-such-modem"))!;
        Assert.That(e.Failure, Is.EqualTo(AtFailure.NotOpened));
        Assert.That(e.Message, Does.Contain("/dev/no-such-modem"));
        Assert.That(() => Modem.OpenSerial("/dev/null"), Throws.InstanceOf<AtModemException>().With.Message.Contains("not a serial device"));
    }

    private static async Task<AtModemException> Failure(Func<Task> action) =>
        (await Assert.ThrowsAsync<AtModemException>(async () => await action()))!;
}
