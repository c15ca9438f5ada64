using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Events;
using EuiccSim.Transports.Tracing;

namespace EuiccSim.Transports.Tests.Tracing;

/// <summary>Captures in the older format, as tcpdump writes them; by hand from the draft (ietf-opsawg-pcap §4, §5) and the RFCs of each layer.</summary>
public sealed class PcapTests
{
    // Version 2.4, no zone, 65,535 octets at most, link type 101 (bare IP).
    private const string Little = "D4C3B2A1" + "02000400" + "00000000" + "00000000" + "FFFF0000" + "65000000";
    private const string LittleNano = "4D3CB2A1" + "02000400" + "00000000" + "00000000" + "FFFF0000" + "65000000";
    private const string Big = "A1B2C3D4" + "00020004" + "00000000" + "00000000" + "0000FFFF" + "00000065";

    // SELECT MF and its answer, 53 octets: IPv4, UDP to port 4729, GSMTAP.
    private const string Gsmtap = "02040400" + "00000000" + "00000000" + "00000000" + "00A40004023F00" + "9000";
    private const string Udp = "C000" + "1279" + "0021" + "0000" + Gsmtap;
    private const string Ipv4 = "45000035" + "00000000" + "4011" + "0000" + "7F000001" + "7F000001" + Udp;
    // RFC 8200 §3: version 6, 33 octets behind the header, UDP, 64 hops, from ::1 to ::1.
    private const string Ipv6 = "60000000" + "0021" + "11" + "40" + "00000000000000000000000000000001" + "00000000000000000000000000000001" + Udp;

    // 2026-01-01T00:00:00.5Z: 1767225600 s = 0x6955B900, 500,000 us = 0x7A120, 500,000,000 ns = 0x1DCD6500; 53 octets = 0x35.
    [TestCase(Little + "00B95569" + "20A10700" + "35000000" + "35000000" + Ipv4, TestName = "Little-endian, microseconds")]
    [TestCase(LittleNano + "00B95569" + "0065CD1D" + "35000000" + "35000000" + Ipv4, TestName = "Little-endian, nanoseconds")]
    [TestCase(Big + "6955B900" + "0007A120" + "00000035" + "00000035" + Ipv4, TestName = "Big-endian, microseconds")]
    [TestCase(Big + "6955B900" + "0007A120" + "00000049" + "00000049" + Ipv6, TestName = "IPv6")]
    public async Task A_capture_is_read(string file)
    {
        TraceEvent.Apdu exchange = (TraceEvent.Apdu)(await Written.ReadAsync(Convert.FromHexString(file))).Single();
        Assert.That((exchange.Command.ToString(), exchange.Response.ToString()), Is.EqualTo(("00A40004023F00", "9000")));
        Assert.That(exchange.Time, Is.EqualTo(new DateTimeOffset(2026, 1, 1, 0, 0, 0, 500, TimeSpan.Zero)));
    }

    // tcpdump.org/linktypes.html; the number is the last word of the file's header.
    [TestCase("01000000", "000000000000" + "000000000000" + "0800" + Ipv4, TestName = "Ethernet")]
    [TestCase("01000000", "000000000000" + "000000000000" + "86DD" + Ipv6, TestName = "Ethernet with IPv6")]
    [TestCase("01000000", "000000000000" + "000000000000" + "8100" + "0007" + "0800" + Ipv4, TestName = "Ethernet with a VLAN")]
    [TestCase("71000000", "0000" + "0304" + "0006" + "0000000000000000" + "0800" + Ipv4, TestName = "Linux cooked")]
    [TestCase("14010000", "0800" + "0000" + "00000001" + "0304" + "00" + "06" + "0000000000000000" + Ipv4, TestName = "Linux cooked, version 2")]
    [TestCase("00000000", "02000000" + Ipv4, TestName = "Loopback of BSD")]
    [TestCase("E4000000", Ipv4, TestName = "IPv4")]
    [TestCase("E5000000", Ipv6, TestName = "IPv6 alone")]
    public async Task Each_link_that_a_capture_may_be_of_is_known(string linkType, string packet)
    {
        string length = Convert.ToHexString(BitConverter.GetBytes(packet.Length / 2));
        string file = Little[..^8] + linkType + "00B95569" + "00000000" + length + length + packet;
        Assert.That(await Written.ReadAsync(Convert.FromHexString(file)), Has.Count.EqualTo(1));
    }

    [TestCase(1)]
    [TestCase(60)]
    [TestCase(68)]
    public async Task A_file_that_was_cut_off_counts_as_far_as_it_goes(int missing)
    {
        string packet = "00B95569" + "20A10700" + "35000000" + "35000000" + Ipv4;
        byte[] whole = Convert.FromHexString(Little + packet + packet);
        TraceFormatException? fault = await Assert.ThrowsAsync<TraceFormatException>(async () => await Written.ReadAsync(whole[..^missing]));
        Assert.That(fault!.Message, Is.EqualTo("The file ends in the middle of the packet at octet 93."));
        Assert.That(fault.Records, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_header_that_breaks_off_is_refused() =>
        Assert.That(async () => await Written.ReadAsync(Convert.FromHexString(Little[..20])), Throws.TypeOf<TraceFormatException>());
}
