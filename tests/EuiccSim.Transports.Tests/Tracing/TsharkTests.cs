using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;

namespace EuiccSim.Transports.Tests.Tracing;

/// <summary>What Wireshark makes of a capture; needs its command line, tshark.</summary>
public sealed class TsharkTests
{
    [Test]
    public async Task Tshark_dissects_every_record_of_a_download_and_a_SIM_as_GSM_SIM()
    {
        IReadOnlyList<TraceEvent> trace = await WholeSessionTests.RecordAsync();
        string[] lines = await TsharkAsync(await Written.AsPcapngAsync(trace), "-Y", "gsm_sim");
        Assert.That(lines, Has.Length.EqualTo(trace.Count));
        string[] seen =
        [
            "MANAGE CHANNEL Operation=Open Channel", "SELECT Application a0000005591010ffffffff8900000100", "GET RESPONSE", "SELECT File EF.ICCID",
            "READ BINARY Offset=0", "READ RECORD RecordNr=1", "SELECT File EF.IMSI", "VERIFY CHV", "TERMINAL PROFILE", "AUTHENTICATE", "STATUS",
        ];
        foreach (string step in seen) Assert.That(lines, Has.Some.Contains(step), step);
    }

    [Test]
    public async Task Tshark_finds_status_words_and_times_where_they_are()
    {
        IReadOnlyList<TraceEvent> trace = await WholeSessionTests.RecordAsync();
        string[] lines = await TsharkAsync(await Written.AsPcapngAsync(trace), "-T", "fields", "-e", "gsm_sim.apdu.sw", "-e", "frame.time_epoch", "-e", "udp.dstport");
        for (int i = 0; i < trace.Count; i++)
        {
            if (trace[i] is not TraceEvent.Apdu exchange) continue;
            string[] fields = lines[i].Split('\t');
            Assert.That(Convert.ToInt32(fields[0], 16), Is.EqualTo(ResponseApdu.Parse(exchange.Response).Status.Value), lines[i]);
            Assert.That(fields[1], Does.StartWith(trace[i].Time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)));
            Assert.That(fields[2], Is.EqualTo("4729"));
        }
    }

    [Test]
    public async Task Tshark_finds_no_fault_in_the_file()
    {
        string[] lines = await TsharkAsync(await Written.AsPcapngAsync(await WholeSessionTests.RecordAsync()), "-Y", "_ws.malformed || ip.checksum.status == 0", "-o", "ip.check_checksum:TRUE");
        Assert.That(lines, Is.Empty);
    }

    /// <summary>What a download does not show: the old class, extended lengths, channels from 4 on, the toolkit, PINs, a command without an answer.</summary>
    [Test]
    public async Task Tshark_finds_no_fault_in_rarer_commands()
    {
        string content = new('A', 1000);
        TraceEvent[] trace =
        [
            Written.Reset("3B9F96803FC7828031E073FE2117674555494353494D33"),
            Written.Exchange("A0A40000027F20", "9F16"), Written.Exchange("A0B0000009", "0809101010325406369000"),
            Written.Exchange("A020000108" + "31323334FFFFFFFF", "9804"), Written.Exchange("A02C000010" + "3132333435363738" + "31323334FFFFFFFF", "9000"),
            Written.Exchange("0024000110" + "31323334FFFFFFFF" + "31323335FFFFFFFF", "9000"), Written.Exchange("0020000100", "63C3"),
            Written.Exchange("0070000001", "049000"), Written.Exchange("C0E2910003BF2E00" + "00", "BF2E12801000112233445566778899AABBCCDDEEFF9000"),
            Written.Exchange("00B00000000000", content + "9000"), Written.Exchange("00D600000001F4" + content, "9000"),
            Written.Exchange("80100000" + "04FFFFFFFF", "910B"), Written.Exchange("801200000B", "D009810301010482028182" + "9000"),
            Written.Exchange("80140000" + "0C810301010482028281830100", "9000"), Written.Exchange("80C20000" + "09D607990109" + "82028281", "9000"),
            Written.Exchange("80AA0000" + "0AA9088100820101830107", "9000"), Written.Exchange("00A2010402FFFF" + "00", "01029000"),
            Written.Exchange("80CB008001" + "5C" + "00", "80029000" + "9000"), Written.Exchange("80F2000000", "62028200" + "9000"),
            new TraceEvent.Unanswered(Written.Time, Octets.FromHex("00A40004023F0000"), "removed"),
        ];
        byte[] capture = await Written.AsPcapngAsync(trace);
        Assert.That(await TsharkAsync(capture, "-Y", "gsm_sim"), Has.Length.EqualTo(trace.Length));
        Assert.That(await TsharkAsync(capture, "-Y", "_ws.malformed"), Is.Empty);
    }

    private static async Task<string[]> TsharkAsync(byte[] capture, params string[] arguments)
    {
        string file = Path.Combine(Path.GetTempPath(), $"euiccsim-{Environment.ProcessId}-{TestContext.CurrentContext.Test.ID}.pcapng");
        await File.WriteAllBytesAsync(file, capture);
        try
        {
            ProcessStartInfo start = new("tshark", ["-r", file, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
            using Process tshark = Start(start);
            // Both at once, or a full pipe stops the other end.
            Task<string> errors = tshark.StandardError.ReadToEndAsync();
            string output = await tshark.StandardOutput.ReadToEndAsync();
            await tshark.WaitForExitAsync();
            Assert.That(tshark.ExitCode, Is.Zero, await errors);
            return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            Assert.Ignore("needs tshark, the command line of Wireshark (Debian: apt-get install tshark)");
            throw;
        }
    }
}
