using System.Text;
using EuiccSim.Testing;

namespace EuiccSim.Transports.Tests.At;

/// <summary>Whatever is typed, the modem answers "AT" afterwards.</summary>
public sealed class AtModemServerFuzzTests
{
    [Test]
    public async Task Noise_does_not_stop_the_modem()
    {
        EsimWorld world = await TestWorld.WithProfileAsync();
        await using Terminal terminal = new(world.Device.Connection);
        SeededRandom random = new("noise");
        for (int i = 0; i < 300; i++)
        {
            byte[] noise = new byte[Number(random, 400)];
            random.Fill(noise);
            await SurvivesAsync(terminal, noise);
        }
    }

    [Test]
    public async Task Broken_commands_do_not_stop_the_modem()
    {
        EsimWorld world = await TestWorld.WithProfileAsync();
        await using Terminal terminal = new(world.Device.Connection);
        SeededRandom random = new("broken");
        for (int i = 0; i < 1500; i++)
        {
            StringBuilder line = new(s_commands[Number(random, s_commands.Length)]);
            for (int changes = 1 + Number(random, 4); changes > 0; changes--) Change(line, random);
            await SurvivesAsync(terminal, Encoding.Latin1.GetBytes("AT" + line + "\r"));
        }
    }

    [Test]
    public async Task Random_APDUs_do_not_stop_the_modem()
    {
        EsimWorld world = await TestWorld.WithProfileAsync();
        await using Terminal terminal = new(world.Device.Connection);
        SeededRandom random = new("apdus");
        for (int i = 0; i < 1000; i++)
        {
            byte[] apdu = new byte[1 + Number(random, 40)];
            random.Fill(apdu);
            if (apdu.Length > 1) apdu[1] = s_instructions[Number(random, s_instructions.Length)];
            string answer = await terminal.AskAsync($"AT+CSIM={2 * apdu.Length},\"{Convert.ToHexString(apdu)}\"\r");
            Assert.That(answer, Does.StartWith("+CSIM: "));
        }
    }

    private static async Task SurvivesAsync(Terminal terminal, byte[] typed)
    {
        await terminal.TypeAsync(typed);
        // The end of whatever was begun, sane settings, and then a question that only this answers.
        await terminal.TypeAsync(Encoding.ASCII.GetBytes("\rAT&F\rATE0\r"));
        string seen = await terminal.AskAsync("AT+CMEE?\r");
        while (!seen.EndsWith("+CMEE: 0\nOK", StringComparison.Ordinal)) seen = await terminal.AskAsync("");
    }

    private static void Change(StringBuilder line, SeededRandom random)
    {
        int at = Number(random, line.Length + 1);
        char c = Odd[Number(random, Odd.Length)];
        switch (Number(random, 4))
        {
            case 0 when at < line.Length:
                line.Remove(at, 1);
                break;
            case 1 when at < line.Length:
                line[at] = c;
                break;
            case 2:
                line.Insert(at, line.ToString());
                break;
            default:
                line.Insert(at, c);
                break;
        }
    }

    private static int Number(SeededRandom random, int below)
    {
        byte[] octets = new byte[4];
        random.Fill(octets);
        return (int)(BitConverter.ToUInt32(octets) % (uint)below);
    }

    private const string Odd = "\"',;=?+-0123456789AFGZ \b\u007f\u00ff&^/:\u0000SDEVQZ";
    private static readonly byte[] s_instructions = [0xA4, 0xF2, 0xB0, 0xB2, 0xD6, 0x20, 0x2C, 0x70, 0xC0, 0xE2, 0x12, 0x14, 0x88, 0x10];
    private static readonly string[] s_commands =
    [
        "+CSIM=10,\"0070000001\"", "+CCHO=\"A0000005591010FFFFFFFF8900000100\"", "+CGLA=1,24,\"81E2910006BF3E035C015A00\"", "+CCHC=1",
        "+CRSM=176,28423,0,0,9,,\"3F007FFF\"", "+CRSM=214,28542,0,0,4,\"01020304\"", "+CPIN=\"0000\",\"1111\"", "+CPINR=\"SIM*\"", "+CLCK=\"SC\",2", "+CPWD=\"SC\",\"2468\",\"1357\"", "+CFUN=1,1", "+CMEE=2",
        "S3=13", "E0V1Q0", "+CIMI;+CCID;+CGSN=1", "+CREG=2;+CREG?", "D0800123;", "&F", "+CLAC", "I",
    ];
}
