using System.Text;
using EuiccSim.Tests;
using EuiccSim.Transports.Tracing;

namespace EuiccSim.Transports.Tests.Tracing;

/// <summary>What people give for a trace that is none. The lines are those that the programs named write.</summary>
public sealed class ForeignFileTests
{
    [TestCase("[DEBUG] [APDU] [TX] CLA: 81, INS: E2, P1: 91, P2: 00, Lc: 03, Data: BF 2E 00 ", "a log of lpac")]
    [TestCase("\u001b[0;32m[DEBUG] [APDU] [TX] CLA: 81, INS: E2, P1: 91, P2: 00, Lc: 03, Data: bf2e00\u001b[0m", "a log of lpac")]
    [TestCase("{\"type\":\"apdu\",\"payload\":{\"func\":\"connect\",\"param\":null}}", "what lpac says on its stdio interface")]
    [TestCase("AT+CCHO=\"A0000005591010FFFFFFFF8900000100\"\n+CCHO: 1\nOK\nAT+CGLA=1,16,\"81E2910003BF2E00\"", "a dialogue with a modem in AT commands")]
    [TestCase("+CSIM: 4,\"9000\"\nOK", "a dialogue with a modem in AT commands")]
    [TestCase("A>> T=0 (4+0016) 00A40400 10 A0000005591010FFFFFFFF8900000100\nA<< (0000+2) (12ms) 6121", "a log of GlobalPlatformPro or apdu4j")]
    [TestCase("00000012 APDU: 00 A4 00 04 02 3F 00 \n00000400 SW: 61 1F ", "a log of pcscd")]
    [TestCase("SCardTransmit\n i hCard: 0x1\n i bSendLength 0x00000007 (7)\n i bSendBuffer", "a log of pcsc-spy")]
    [TestCase("Outgoing APDU (7 bytes):\n00 A4 00 04 02 3F 00", "a log of OpenSC")]
    [TestCase("-> 00A40004023F00\n<- 611F:\n", "a log of pySim")]
    [TestCase("D/OmapiApduInterface( 4321): OMAPI APDU: 81E2910003BF2E00", "a log of OpenEUICC")]
    [TestCase("> 00 A4 00 04 02 3F 00\n< 61 1F : ok\n", "a log with a line for each APDU")]
    [TestCase("00A40004023F00\n611F\n", "octets in hexadecimal digits")]
    [TestCase("-----BEGIN CERTIFICATE-----\n", "a certificate in PEM")]
    [TestCase("LPA:1$smdp.example.com$AB", "an Activation Code")]
    [TestCase("<!DOCTYPE html>", "a web page")]
    [TestCase("{\n  \"eid\": \"89049032123451234512345678901235\"\n}\n", "one object on each line")]
    [TestCase("Dear all,", "neither JSON lines nor pcapng nor pcap")]
    public async Task A_file_that_is_no_trace_is_told_what_it_looks_like(string text, string words)
    {
        foreach (byte[] file in (byte[][])[Encoding.UTF8.GetBytes(text), [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)], [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)]])
        {
            TraceFormatException? fault = await Assert.ThrowsAsync<TraceFormatException>(async () => await Written.ReadAsync(file));
            Assert.That(fault!.Message, Does.Contain(words));
        }
    }

    [TestCase("89504E470D0A1A0A", "a picture")]
    [TestCase("504B0304", "a ZIP archive: unpack it first")]
    [TestCase("736E6F6F7000000000000002", "a capture of snoop")]
    [TestCase("308201", "a certificate or key in DER")]
    [TestCase("A048800102", "a profile package")]
    public async Task So_is_one_of_octets(string octets, string words)
    {
        TraceFormatException? fault = await Assert.ThrowsAsync<TraceFormatException>(async () => await Written.ReadAsync(Convert.FromHexString(octets)));
        Assert.That(fault!.Message, Does.StartWith("This is no trace: neither JSON lines nor pcapng nor pcap begin like this. It looks like ").And.Contain(words));
    }

    /// <summary>A record may name what logs are known by.</summary>
    [Test]
    public async Task A_trace_that_speaks_of_other_programs_is_a_trace() => Assert.That(
        await Written.ReadAsync("{\"time\":\"2026-01-01T00:00:00Z\",\"event\":\"failure\",\"reason\":\"[DEBUG] [APDU] AT+CGLA A>> T=0\"}"u8.ToArray()), Has.Count.EqualTo(1));

    [TestCase("lpac.log", "a log of lpac")]
    [TestCase("at.log", "a dialogue with a modem in AT commands")]
    [TestCase("pcsc.log", "a log of GlobalPlatformPro or apdu4j")]
    public async Task Logs_of_people_are_named(string name, string words)
    {
        byte[] file = await File.ReadAllBytesAsync(SharedData.Require($"field/traces/{name}"));
        TraceFormatException? fault = await Assert.ThrowsAsync<TraceFormatException>(async () => await Written.ReadAsync(file));
        Assert.That(fault!.Message, Is.EqualTo(
            $"This is no recorded trace: it looks like {words}. EuiccSim.Clinic reads those."));
    }
}
