using System.Text;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;
using EuiccSim.Transports.Tracing;

namespace EuiccSim.Transports.Tests.Tracing;

public sealed class PcapngTests
{
    /// <summary>Written by hand from the draft (ietf-opsawg-pcapng §4.1 to §4.3), RFC 791 and RFC 768; no tool of ours had a part in it.</summary>
    [Test]
    public async Task A_file_is_the_one_the_standards_describe()
    {
        byte[] file = await Written.AsPcapngAsync(Written.Exchange("00B0000002", "01029000"));
        string comment = Hex("EuiccSim case=Case2S ne=2 command=5 us=123.4");
        string expected =
            // Section header: type, length 44, byte order, version 1.0, no length; option 4 (application) "EuiccSim"; the end of options.
            "0A0D0D0A" + "2C000000" + "4D3C2B1A" + "01000000" + "FFFFFFFFFFFFFFFF" + "04000800" + Hex("EuiccSim") + "00000000" + "2C000000"
            // Interface: type 1, length 40, link type 101 (bare IP), no limit; name "card"; resolution 10^-9, padded; the end.
            + "01000000" + "28000000" + "65000000" + "00000000" + "02000400" + Hex("card") + "09000100" + "09000000" + "00000000" + "28000000"
            // Packet: type 6, length 140, interface 0, 2026-01-01T00:00:00Z = 1767225600 s = 0x18867251_EDFA0000 ns, 53 octets of 53.
            + "06000000" + "8C000000" + "00000000" + "51728618" + "0000FAED" + "35000000" + "35000000"
            // IPv4: 53 octets, 64 hops, UDP, checksum, loopback to loopback. UDP: port 4729 to 4729, 33 octets, no checksum.
            + "45000035" + "00000000" + "4011" + "7CB6" + "7F000001" + "7F000001" + "1279" + "1279" + "0021" + "0000"
            // GSMTAP: version 2, four words, SIM, APDU.
            + "02040400" + "00000000" + "00000000" + "00000000" + "00B0000002" + "01029000" + "000000"
            // The comment of 44 octets, the end of options, the length again.
            + "01002C00" + comment + "00000000" + "8C000000";
        Assert.That(Convert.ToHexString(file), Is.EqualTo(expected));
    }

    [Test]
    public async Task Every_record_comes_back()
    {
        TraceEvent[] records =
        [
            Written.Reset("3B9F96803FC7828031E073FE2117674555494353494D33"),
            Written.Exchange("00708001", "9000"),
            Written.Exchange("0070000001", "019000"),
            Written.Exchange("00A40004026F07", "6A82"),
            Written.Exchange("81E2910003BF2E0000", "BF2E129000"),
            Written.Exchange("00B00000000000", "9000"),
            Written.Exchange("00A4", "67"),
            Written.Exchange("", ""),
            new TraceEvent.Unanswered(Written.Time, Octets.FromHex("00A40004026F0700"), "The card was removed = gone, 'us=1' or not."),
        ];
        Assert.That(await Written.ReadAsync(await Written.AsPcapngAsync(records)), Is.EqualTo(records));
    }

    [Test]
    public async Task A_trace_without_records_is_a_file_without_packets() =>
        Assert.That(await Written.ReadAsync(await Written.AsPcapngAsync([])), Is.Empty);

    /// <summary>An Ethernet capture in the other byte order, in microseconds, without our comments; by hand as above.</summary>
    [Test]
    public async Task A_capture_of_others_is_read()
    {
        string packet = "000000000000" + "000000000000" + "0800"
            + "45000035" + "00000000" + "4011" + "0000" + "7F000001" + "7F000001" + "C000" + "1279" + "0021" + "0000"
            + "02040400" + "00000000" + "00000000" + "00000000" + "00A40004023F00";
        string answer = "9000"; // 67 octets in all
        string file = "0A0D0D0A" + "0000001C" + "1A2B3C4D" + "00010000" + "FFFFFFFFFFFFFFFF" + "0000001C"
            + "00000001" + "00000014" + "00010000" + "00000000" + "00000014"
            + "00000005" + "0000000C" + "0000000C" // another block
            + "00000006" + "00000064" + "00000000" + "00064742" + "A5F2C000" + "00000043" + "00000043" + packet + answer + "00" + "00000064";
        IReadOnlyList<TraceEvent> records = await Written.ReadAsync(Convert.FromHexString(file));
        Assert.That(records, Has.Count.EqualTo(1));
        TraceEvent.Apdu exchange = (TraceEvent.Apdu)records[0];
        Assert.That((exchange.Command.ToString(), exchange.Response.ToString()), Is.EqualTo(("00A40004023F00", "9000")));
        long microseconds = (0x00064742L << 32) | 0xA5F2C000L;
        Assert.That(exchange.Time, Is.EqualTo(DateTimeOffset.UnixEpoch.AddTicks(microseconds * 10)));
    }

    [Test]
    public async Task A_file_that_was_cut_off_counts_as_far_as_it_goes([Values(1, 5, 100, 120, 130)] int missing)
    {
        TraceEvent first = Written.Exchange("0070000001", "019000");
        byte[] whole = await Written.AsPcapngAsync(first, Written.Exchange("00708001", "9000"));
        TraceFormatException? fault = await Assert.ThrowsAsync<TraceFormatException>(async () => await Written.ReadAsync(whole[..^missing]));
        Assert.That(fault!.Message, Does.StartWith("The file ends in the middle of the block at octet "));
        Assert.That(fault.Records, Is.EqualTo(new[] { first }));
    }

    [TestCase("", "empty", TestName = "No octet at all")]
    [TestCase("89504E470D0A1A0A", "neither JSON lines nor pcapng nor pcap", TestName = "A picture")]
    public async Task What_is_no_trace_is_refused_with_a_reason(string file, string reason)
    {
        TraceFormatException? fault = await Assert.ThrowsAsync<TraceFormatException>(async () => await Written.ReadAsync(Convert.FromHexString(file)));
        Assert.That(fault!.Message, Does.Contain(reason));
        Assert.That(fault.Records, Is.Empty);
    }

    [TestCase("0A0D0D0A1C0000001122334401000000FFFFFFFFFFFFFFFF1C000000", TestName = "No byte order")]
    [TestCase("0A0D0D0A030000004D3C2B1A01000000FFFFFFFFFFFFFFFF1C000000", TestName = "A length that leads nowhere")]
    public void A_damaged_file_is_refused_with_a_reason(string file) =>
        Assert.That(async () => await Written.ReadAsync(Convert.FromHexString(file)), Throws.TypeOf<TraceFormatException>());

    private static string Hex(string text) => Convert.ToHexString(Encoding.UTF8.GetBytes(text));
}
