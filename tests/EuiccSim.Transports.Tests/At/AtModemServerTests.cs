using EuiccSim.Card;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Testing;
using EuiccSim.Transports.At;
using EuiccSim.Transports.At.Dialects;

namespace EuiccSim.Transports.Tests.At;

/// <summary>The virtual modem, as characters on the line. Answers after 3GPP TS 27.007 and ITU-T V.250, files after TS 31.102.</summary>
public sealed class AtModemServerTests
{
    [TestCase("AT\r", "OK")]
    [TestCase("at\r", "OK")]
    [TestCase("AT\n", "OK")]
    [TestCase("\r\nxxAT\r", "OK")]
    [TestCase("AAT\r", "OK")]
    [TestCase("ATE0V1Q0\r", "OK")]
    [TestCase("AT E0 V1;+CMEE=1;+CMEE?\r", "+CMEE: 1\nOK")]
    [TestCase("AT+CMX\bEE?\r", "+CMEE: 0\nOK")]
    [TestCase("ATI\r", "EuiccSim\nVirtual AT modem\nRevision: 1\nIMEI: 001010123456780\nOK")]
    [TestCase("AT+CGMI;+CGMM\r", "EuiccSim\nVirtual AT modem\nOK")]
    [TestCase("AT+CGSN\r", "001010123456780\nOK")]
    [TestCase("AT+CGSN=1\r", "+CGSN: \"001010123456780\"\nOK")]
    [TestCase("AT+CIMI\r", "001010000000001\nOK")]
    [TestCase("AT+CCID\r", "+CCID: 89882119900000000012\nOK")]
    [TestCase("AT+ICCID\r", "+ICCID: 89882119900000000012\nOK")]
    [TestCase("AT+CPIN?\r", "+CPIN: READY\nOK")]
    [TestCase("AT+CREG?\r", "+CREG: 0,0\nOK")]
    [TestCase("AT+CREG=2;+CREG?\r", "+CREG: 2,0\nOK")]
    [TestCase("AT+CSCS?\r", "+CSCS: \"IRA\"\nOK")]
    [TestCase("AT+CSCS=\"UCS2\";+CSCS?\r", "+CSCS: \"UCS2\"\nOK")]
    [TestCase("AT+CSQ\r", "+CSQ: 99,99\nOK")]
    [TestCase("AT+COPS?\r", "+COPS: 0\nOK")]
    [TestCase("ATS3?\r", "013\nOK")]
    [TestCase("ATS3=65\r", "ERROR")]
    [TestCase("ATS0=0\r", "OK")]
    [TestCase("AT&F\r", "OK")]
    [TestCase("ATD123;\r", "ERROR")]
    [TestCase("AT+CMEE=1;D123;\r", "+CME ERROR: 30")]
    [TestCase("AT+CLCK=?\r", "+CLCK: (\"SC\")\nOK")]
    [TestCase("AT+CPWD=?\r", "+CPWD: (\"SC\",8),(\"P2\",8)\nOK")]
    [TestCase("AT+CFUN?\r", "+CFUN: 1\nOK")]
    [TestCase("AT+CFUN=?\r", "+CFUN: (0,1,4),(0,1)\nOK")]
    [TestCase("AT+CCHO=?\r", "OK")]
    [TestCase("AT+CGLA=?\r", "OK")]
    [TestCase("AT+CCHC=?\r", "OK")]
    [TestCase("AT+CSIM=?\r", "OK")]
    [TestCase("AT+CMEE=3\r", "ERROR")]
    [TestCase("AT+NOSUCH\r", "ERROR")]
    [TestCase("AT+NOSUCH=1,2,\"3\"\r", "ERROR")]
    [TestCase("AT%\r", "ERROR")]
    [TestCase("AT1\r", "ERROR")]
    [TestCase("AT+CSIM\r", "ERROR")]
    [TestCase("AT+CSIM=10,\"0070000001\r", "ERROR")]
    [TestCase("AT+CSIM=12,\"0070000001\"\r", "ERROR")]
    [TestCase("AT+CSIM=10,\"007000000G\"\r", "ERROR")]
    public async Task Commands_and_answers(string typed, string seen)
    {
        EsimWorld world = await TestWorld.WithProfileAsync();
        await using Terminal terminal = new(world.Device.Connection);
        Assert.That(await terminal.AskAsync(typed), Is.EqualTo(seen));
        Assert.That(await terminal.AskAsync("AT\r"), Is.EqualTo("OK"));
    }

    [Test]
    public async Task Errors_in_three_manners()
    {
        await using Terminal terminal = new(TestWorld.Create().Device.Connection);
        Assert.That(await terminal.AskAsync("AT+CIMI\r"), Is.EqualTo("ERROR"), "as it starts, and lpac waits for this");
        Assert.That(await terminal.AskAsync("AT+CMEE=1;+CIMI\r"), Is.EqualTo("+CME ERROR: 13"), "no profile");
        Assert.That(await terminal.AskAsync("AT+CMEE=2;+CIMI\r"), Is.EqualTo("+CME ERROR: SIM failure"));
        Assert.That(await terminal.AskAsync("AT+CMEE=1;+CCHO=\"A000000099\"\r"), Is.EqualTo("+CME ERROR: 22"));
        Assert.That(await terminal.AskAsync("AT+CCHC=7\r"), Is.EqualTo("+CME ERROR: 21"));
        Assert.That(await terminal.AskAsync("AT+CGLA=7,10,\"80CC000000\"\r"), Is.EqualTo("+CME ERROR: 21"));
        Assert.That(await terminal.AskAsync("AT+CSIM=9,\"80CC000000\"\r"), Is.EqualTo("+CME ERROR: 50"));
        Assert.That(await terminal.AskAsync("ATV0+CIMI\r"), Is.EqualTo("+CME ERROR: 13"));
        Assert.That(await terminal.AskAsync("ATE5\r"), Is.EqualTo("4"));
        Assert.That(await terminal.AskAsync("AT\r"), Is.EqualTo("0"));
    }

    [Test]
    public async Task Echo_until_it_is_turned_off()
    {
        await using Terminal terminal = new(TestWorld.Create().Device.Connection, new());
        Assert.That(await terminal.AskAsync("AT+CMEE?\r"), Is.EqualTo("AT+CMEE?\n+CMEE: 0\nOK"));
        Assert.That(await terminal.AskAsync("ATE0\r"), Is.EqualTo("ATE0\nOK"));
        Assert.That(await terminal.AskAsync("AT\r"), Is.EqualTo("OK"));
        Assert.That(await terminal.AskAsync("ATZ\r"), Is.EqualTo("OK"));
        Assert.That(await terminal.AskAsync("AT\r"), Is.EqualTo("AT\nOK"));
    }

    [Test]
    public async Task The_last_line_once_more()
    {
        await using Terminal terminal = new(TestWorld.Create().Device.Connection);
        await terminal.AskAsync("AT+CSQ\r");
        Assert.That(await terminal.AskAsync("A/"), Is.EqualTo("+CSQ: 99,99\nOK"));
    }

    [Test]
    public async Task Too_long_a_line_is_dropped_whole()
    {
        await using Terminal terminal = new(TestWorld.Create().Device.Connection, new() { Dialect = TestDialects.Silent with { MaximumCommandLength = 40 } });
        Assert.That(await terminal.AskAsync("AT+CMEE=1;" + new string('A', 40) + "\r"), Is.EqualTo("ERROR"));
        Assert.That(await terminal.AskAsync("AT+CMEE?\r"), Is.EqualTo("+CMEE: 0\nOK"));
    }

    [Test]
    public async Task Sessions_have_the_modems_channel_whatever_the_class_byte_says()
    {
        EsimWorld world = TestWorld.Create();
        await using Terminal terminal = new(world.Device.Connection);
        Assert.That(await terminal.AskAsync($"AT+CCHO=\"{Aid.IsdR}\"\r"), Is.EqualTo("+CCHO: 1\nOK"));
        Assert.That(await terminal.AskAsync($"AT+CCHO=\"{Aid.Ecasd}\"\r"), Is.EqualTo("+CCHO: 2\nOK"));
        // ES10c.GetEID, SGP.22 §5.7.20: the EID of the test PKI.
        string eid = $"BF3E125A10{TestWorld.EidDigits}9000";
        foreach (string cla in new[] { "80", "81", "83" })
        {
            string answer = await terminal.AskAsync($"AT+CGLA=1,24,\"{cla}E2910006BF3E035C015A00\"\r");
            Assert.That(answer, Is.EqualTo($"+CGLA: {eid.Length},\"{eid}\"\nOK"));
        }
        Assert.That(await terminal.AskAsync("at+cgla=1,22,\"80e2910006bf3e035c015a\"\r"), Is.EqualTo("+CGLA: 4,\"6115\"\nOK"));
        Assert.That(await terminal.AskAsync("AT+CGLA=1,10,\"80C0000015\"\r"), Does.Contain(eid));
        Assert.That(await terminal.AskAsync("AT+CGLA=2,10,\"80CC000000\"\r"), Is.EqualTo("+CGLA: 4,\"6D00\"\nOK"));
        Assert.That(await terminal.AskAsync("AT+CCHC=1\r"), Is.EqualTo("OK"));
        Assert.That(await terminal.AskAsync("AT+CCHC=1\r"), Is.EqualTo("ERROR"));
        Assert.That(world.Commands, Does.Contain("00708001"));
    }

    [Test]
    public async Task Channels_run_out()
    {
        await using Terminal terminal = new(TestWorld.Create(Personality.Default with { ChannelCount = 2 }).Device.Connection);
        await terminal.AskAsync("AT+CMEE=1\r");
        Assert.That(await terminal.AskAsync($"AT+CCHO=\"{Aid.IsdR}\"\r"), Is.EqualTo("+CCHO: 1\nOK"));
        Assert.That(await terminal.AskAsync($"AT+CCHO=\"{Aid.IsdR}\"\r"), Is.EqualTo("+CME ERROR: 20"));
        Assert.That(await terminal.AskAsync("ATZ+CMEE=1\r"), Is.EqualTo("OK"));
        Assert.That(await terminal.AskAsync($"AT+CCHO=\"{Aid.IsdR}\"\r"), Is.EqualTo("+CCHO: 1\nOK"));
    }

    [Test]
    public async Task The_modem_itself_needs_no_free_channel()
    {
        EsimWorld world = await TestWorld.WithProfileAsync(Personality.Default with { ChannelCount = 2 });
        await using Terminal terminal = new(world.Device.Connection);
        Assert.That(await terminal.AskAsync($"AT+CCHO=\"{Aid.IsdR}\"\r"), Is.EqualTo("+CCHO: 1\nOK"));
        Assert.That(await terminal.AskAsync("AT+CIMI;+CPIN?;+CRSM=176,12258,0,0,10\r"),
            Is.EqualTo("001010000000001\n+CPIN: READY\n+CRSM: 144,0,\"98881291090000000021\"\nOK"));
        Assert.That(await terminal.AskAsync("AT+CGLA=1,22,\"80E2910006BF3E035C015A\"\r"), Is.EqualTo("+CGLA: 4,\"6115\"\nOK"), "left alone");
    }

    [Test]
    public async Task A_modem_without_channel_commands()
    {
        await using Terminal terminal = new(TestWorld.Create().Device.Connection, new() { Dialect = TestDialects.Silent with { Sessions = ModemSessions.None } });
        Assert.That(await terminal.AskAsync("AT+CCHO=?\r"), Is.EqualTo("ERROR"));
        Assert.That(await terminal.AskAsync("AT+CSIM=10,\"0070000001\"\r"), Is.EqualTo("+CSIM: 6,\"019000\"\nOK"));
    }

    // EF.IMSI 28423 (6F07): 08 09 10 10 … for 001010000000001 (TS 31.102 §4.2.2). EF.ICCID 12258 (2FE2). EF.SMS 28476 (6F3C).
    [TestCase("176,28423,0,0,9", "144,0,\"080910100000000010\"")]
    [TestCase("176,28423,0,0,0", "144,0,\"080910100000000010\"")]
    [TestCase("176,28423,0,1,1", "144,0,\"09\"")]
    [TestCase("176,28423,0,0,9,,\"3F007FFF\"", "144,0,\"080910100000000010\"")]
    [TestCase("176,12258,0,0,10", "144,0,\"98881291090000000021\"")]
    [TestCase("176,12258,0,0,10,\"\",\"3F00\"", "144,0,\"98881291090000000021\"")]
    [TestCase("176,28672,0,0,1", "106,130")]
    [TestCase("214,28423,0,0,1,\"08\"", "105,130")]
    public async Task Restricted_access(string parameters, string answer)
    {
        EsimWorld world = await TestWorld.WithProfileAsync();
        await using Terminal terminal = new(world.Device.Connection);
        Assert.That(await terminal.AskAsync($"AT+CRSM={parameters}\r"), Is.EqualTo($"+CRSM: {answer}\nOK"));
    }

    [TestCase("192,28423,0,0,15", "^\\+CRSM: 144,0,\"62[0-9A-F]+83026F07[0-9A-F]*\"")]
    [TestCase("242", "^\\+CRSM: 144,0,\"62[0-9A-F]+\"")]
    [TestCase("178,28480,1,4,0", "^\\+CRSM: 144,0,\"F+\"")]
    public async Task Restricted_access_answers_templates_and_records(string parameters, string pattern)
    {
        EsimWorld world = await TestWorld.WithProfileAsync();
        await using Terminal terminal = new(world.Device.Connection);
        Assert.That(await terminal.AskAsync($"AT+CRSM={parameters}\r"), Does.Match(pattern));
    }

    [TestCase("")]
    [TestCase("1,28423")]
    [TestCase("176")]
    [TestCase("176,70000,0,0,9")]
    [TestCase("176,28423,0,0,256")]
    [TestCase("176,28423,0,0,9,\"00\"")]
    [TestCase("214,28423,0,0,2,\"00\"")]
    [TestCase("214,28423,0,0,0,\"\"")]
    [TestCase("432,28423,0,0,9")]
    public async Task Restricted_access_in_a_wrong_form(string parameters)
    {
        await using Terminal terminal = new(TestWorld.Create().Device.Connection);
        Assert.That(await terminal.AskAsync($"AT+CMEE=1;+CRSM={parameters}\r"), Is.EqualTo("+CME ERROR: 50"));
    }

    [Test]
    public async Task Files_are_written_where_their_rules_allow_it()
    {
        EsimWorld world = await TestWorld.WithProfileAsync();
        await using Terminal terminal = new(world.Device.Connection);
        // EF.LOCI 28542 (6F7E): PIN.
        Assert.That(await terminal.AskAsync("AT+CRSM=214,28542,0,0,4,\"01020304\"\r"), Is.EqualTo("+CRSM: 144,0\nOK"));
        Assert.That(await terminal.AskAsync("AT+CRSM=176,28542,0,0,4\r"), Is.EqualTo("+CRSM: 144,0,\"01020304\"\nOK"));
    }

    [Test]
    public async Task PIN_and_PUK()
    {
        EsimWorld world = await TestWorld.WithProfileAsync(pin: true);
        await using Terminal terminal = new(world.Device.Connection);
        Assert.That(await terminal.AskAsync("AT+CMEE=1;+CPIN?\r"), Is.EqualTo("+CPIN: SIM PIN\nOK"));
        Assert.That(await terminal.AskAsync("AT+CIMI\r"), Is.EqualTo("+CME ERROR: 11"));
        Assert.That(await terminal.AskAsync("AT+CPIN=\"1\"\r"), Is.EqualTo("+CME ERROR: 50"));
        Assert.That(await terminal.AskAsync("AT+CPIN=\"9999\"\r"), Is.EqualTo("+CME ERROR: 16"));
        Assert.That(await terminal.AskAsync("AT+CPIN=\"2468\"\r"), Is.EqualTo("OK"));
        Assert.That(await terminal.AskAsync("AT+CPIN?;+CIMI\r"), Is.EqualTo("+CPIN: READY\n001010000000001\nOK"));
        Assert.That(await terminal.AskAsync("AT+CPIN=\"2468\"\r"), Is.EqualTo("+CME ERROR: 3"));
        await terminal.AskAsync("AT+CFUN=1,1\r");
        for (int i = 0; i < 2; i++) Assert.That(await terminal.AskAsync("AT+CPIN=9999\r"), Is.EqualTo("+CME ERROR: 16"));
        Assert.That(await terminal.AskAsync("AT+CPIN=9999\r"), Is.EqualTo("+CME ERROR: 12"));
        Assert.That(await terminal.AskAsync("AT+CPIN?\r"), Is.EqualTo("+CPIN: SIM PUK\nOK"));
        Assert.That(await terminal.AskAsync("AT+CPIN=\"2468\"\r"), Is.EqualTo("+CME ERROR: 12"));
        Assert.That(await terminal.AskAsync("AT+CPIN=\"00000000\",\"1357\"\r"), Is.EqualTo("+CME ERROR: 16"));
        Assert.That(await terminal.AskAsync("AT+CPIN=\"13579246\",\"1357\"\r"), Is.EqualTo("OK"));
        Assert.That(await terminal.AskAsync("AT+CPIN?\r"), Is.EqualTo("+CPIN: READY\nOK"));
    }

    [Test]
    public async Task Tries_of_PIN_and_PUK_are_counted()
    {
        EsimWorld world = await TestWorld.WithProfileAsync(pin: true);
        await using Terminal terminal = new(world.Device.Connection);
        Assert.That(await terminal.AskAsync("AT+CMEE=1;+CPINR\r"), Does.StartWith("+CPINR: SIM PIN,3\n+CPINR: SIM PUK,10\n"));
        await terminal.AskAsync("AT+CPIN=9999\r");
        Assert.That(await terminal.AskAsync("AT+CPINR=\"SIM PIN\"\r"), Is.EqualTo("+CPINR: SIM PIN,2\nOK"));
        Assert.That(await terminal.AskAsync("AT+CPINR=\"*PUK\"\r"), Is.EqualTo("+CPINR: SIM PUK,10\nOK"));
        Assert.That(await terminal.AskAsync("AT+CPINR=\"PH*\"\r"), Is.EqualTo("+CME ERROR: 22"));
        await terminal.AskAsync("AT+CPIN=9999\r");
        await terminal.AskAsync("AT+CPIN=9999\r");
        await terminal.AskAsync("AT+CPIN=\"00000000\",\"1357\"\r");
        Assert.That(await terminal.AskAsync("AT+CPINR=\"SIM P*\"\r"), Does.StartWith("+CPINR: SIM PIN,0\n+CPINR: SIM PUK,9\n"));
    }

    [Test]
    public async Task PIN_is_turned_off_and_on()
    {
        EsimWorld world = await TestWorld.WithProfileAsync(pin: true);
        await using Terminal terminal = new(world.Device.Connection);
        Assert.That(await terminal.AskAsync("AT+CMEE=1;+CLCK=\"SC\",2\r"), Is.EqualTo("+CLCK: 1\nOK"));
        Assert.That(await terminal.AskAsync("AT+CLCK=\"SC\",0,\"9999\"\r"), Is.EqualTo("+CME ERROR: 16"));
        Assert.That(await terminal.AskAsync("AT+CLCK=\"SC\",0\r"), Is.EqualTo("+CME ERROR: 50"));
        Assert.That(await terminal.AskAsync("AT+CLCK=\"sc\",0,\"2468\"\r"), Is.EqualTo("OK"));
        Assert.That(await terminal.AskAsync("AT+CLCK=\"SC\",2;+CPIN?\r"), Is.EqualTo("+CLCK: 0\n+CPIN: READY\nOK"));
        Assert.That(await terminal.AskAsync("AT+CLCK=\"SC\",0,\"2468\"\r"), Is.EqualTo("+CME ERROR: 3"));
        Assert.That(await terminal.AskAsync("AT+CFUN=1,1;+CPIN?\r"), Is.EqualTo("+CPIN: READY\nOK"));
        Assert.That(await terminal.AskAsync("AT+CLCK=\"SC\",1,\"2468\";+CLCK=\"SC\",2\r"), Is.EqualTo("+CLCK: 1\nOK"));
        Assert.That(await terminal.AskAsync("AT+CFUN=1,1;+CPIN?\r"), Is.EqualTo("+CPIN: SIM PIN\nOK"));
        Assert.That(await terminal.AskAsync("AT+CLCK=\"FD\",2\r"), Is.EqualTo("+CME ERROR: 4"));
        Assert.That(await terminal.AskAsync("AT+CLCK=\"SC\",3\r"), Is.EqualTo("+CME ERROR: 50"));
    }

    [Test]
    public async Task PIN_is_changed()
    {
        EsimWorld world = await TestWorld.WithProfileAsync(pin: true);
        await using Terminal terminal = new(world.Device.Connection);
        Assert.That(await terminal.AskAsync("AT+CMEE=1;+CPWD=\"SC\",\"9999\",\"1357\"\r"), Is.EqualTo("+CME ERROR: 16"));
        Assert.That(await terminal.AskAsync("AT+CPWD=\"SC\",\"2468\",\"1\"\r"), Is.EqualTo("+CME ERROR: 50"));
        Assert.That(await terminal.AskAsync("AT+CPWD=\"SC\",\"2468\",\"1357\"\r"), Is.EqualTo("OK"));
        await terminal.AskAsync("AT+CFUN=1,1\r");
        Assert.That(await terminal.AskAsync("AT+CPIN=\"2468\"\r"), Is.EqualTo("+CME ERROR: 16"));
        Assert.That(await terminal.AskAsync("AT+CPIN=\"1357\"\r"), Is.EqualTo("OK"));
        Assert.That(await terminal.AskAsync("AT+CPWD=\"PS\",\"1357\",\"2468\"\r"), Is.EqualTo("+CME ERROR: 4"));
    }

    [TestCase("AT+CPIN?")]
    [TestCase("AT+CPINR")]
    [TestCase("AT+CLCK=\"SC\",2")]
    [TestCase("AT+CPWD=\"SC\",\"2468\",\"1357\"")]
    public async Task Without_an_enabled_profile_there_is_no_PIN(string typed)
    {
        await using Terminal terminal = new(TestWorld.Create().Device.Connection);
        await terminal.AskAsync("AT+CMEE=1\r");
        Assert.That(await terminal.AskAsync(typed + "\r"), Is.EqualTo("+CME ERROR: 13"));
    }

    [Test]
    public async Task Without_power_there_is_no_card()
    {
        EsimWorld world = await TestWorld.WithProfileAsync();
        await using Terminal terminal = new(world.Device.Connection);
        Assert.That(await terminal.AskAsync("AT+CMEE=1;+CFUN=0\r"), Is.EqualTo("OK"));
        Assert.That(await terminal.AskAsync("AT+CIMI\r"), Is.EqualTo("+CME ERROR: 13"));
        Assert.That(await terminal.AskAsync("AT+CSIM=10,\"0070000001\"\r"), Is.EqualTo("+CME ERROR: 13"));
        Assert.That(await terminal.AskAsync("AT+CFUN=1;+CIMI\r"), Is.EqualTo("001010000000001\nOK"));
    }

    [Test]
    public async Task The_modem_leaves_the_selection_on_the_basic_channel_alone()
    {
        EsimWorld world = await TestWorld.WithProfileAsync();
        await using Terminal terminal = new(world.Device.Connection);
        Assert.That(await terminal.AskAsync("AT+CSIM=14,\"00A4000C022FE2\"\r"), Is.EqualTo("+CSIM: 4,\"9000\"\nOK"));
        await terminal.AskAsync("AT+CIMI;+CPIN?;+CRSM=176,28423,0,0,9\r");
        Assert.That(await terminal.AskAsync("AT+CSIM=10,\"00B000000A\"\r"), Is.EqualTo("+CSIM: 24,\"988812910900000000219000\"\nOK"));
    }

    [Test]
    public async Task The_modem_is_the_terminal_of_the_toolkit()
    {
        EsimWorld world = TestWorld.Create();
        await using Terminal terminal = new(world.Device.Connection);
        await terminal.AskAsync("AT+CSIM=10,\"80F2000000\"\r");
        Assert.That(world.Commands[0], Is.EqualTo("8010000003010080"), "TERMINAL PROFILE");
        await using Terminal reader = new(TestWorld.Create().Device.Connection, new() { Dialect = TestDialects.Silent, IsToolkitTerminal = false });
        Assert.That(await reader.AskAsync("AT+CSIM=10,\"80F2000000\"\r"), Does.StartWith("+CSIM:"));
    }

    [Test]
    public async Task A_card_that_is_gone_is_a_SIM_failure()
    {
        await using Terminal terminal = new(TestWorld.GoneCard());
        Assert.That(await terminal.AskAsync("AT+CMEE=1;+CSIM=10,\"80F2000000\"\r"), Is.EqualTo("+CME ERROR: 13"));
        Assert.That(await terminal.AskAsync("AT+CIMI\r"), Is.EqualTo("+CME ERROR: 13"));
        Assert.That(await terminal.AskAsync("AT\r"), Is.EqualTo("OK"));
    }
}
