using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using EuiccSim.Protocol.Apdu;

namespace EuiccSim.Transports.Tests.Tracing;

/// <summary>What Wireshark makes of a capture; needs its command line, tshark.</summary>
public sealed class TsharkTests
{
    [Test]
    public async Task Tshark_dissects_every_record_of_a_download_and_a_SIM_as_GSM_SIM()
    {
        IReadOnlyList<TraceRecord> trace = await WholeSessionTests.RecordAsync();
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
        IReadOnlyList<TraceRecord> trace = await WholeSessionTests.RecordAsync();
        string[] lines = await TsharkAsync(await Written.AsPcapngAsync(trace), "-T", "fields", "-e", "gsm_sim.apdu.sw", "-e", "frame.time_epoch", "-e", "udp.dstport");
        for (int i = 0; i < trace.Count; i++)
        {
            if (trace[i] is not TraceRecord.Exchange exchange) continue;
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
