using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Events;
using EuiccSim.Tests;
using EuiccSim.Transports.Tracing;

namespace EuiccSim.Transports.Tests.Tracing;

/// <summary>
/// What captures hold that others made, and what of it is left out and why. By hand: file formats from the drafts (ietf-opsawg-pcap, -pcapng),
/// link types from tcpdump.org/linktypes.html, IP and UDP from RFC 791, 8200 and 768, GSMTAP from libosmocore's gsmtap.h (version 3 from osmocom's
/// gsmtap-v3), exported PDUs from Wireshark's exported_pdu_tlvs.h.
/// </summary>
public sealed class CaptureTests
{
    // SELECT MF, answered 61 1F: 25 octets of GSMTAP, 33 of UDP, 53 of IPv4.
    private const string Sim = "02040400" + "00000000" + "00000000" + "00000000";
    private const string Select = Sim + "00A40004023F00" + "611F";

    [Test]
    public async Task What_has_nothing_to_do_with_a_card_is_counted_and_does_not_hide_the_rest()
    {
        RecordedTrace trace = await ReadAsync(101,
            Ip(Udp(4729, Select)),
            Ip(Udp(53, "000001000001")), // a question to a name server
            "45000028" + "00000000" + "4006" + "0000" + "7F000001" + "7F000001" + new string('0', 40), // TCP
            "FF");
        Assert.That(Commands(trace), Is.EqualTo(new[] { "00A40004023F00" }));
        Assert.That(trace.LeftOut, Is.EqualTo(new[] { new LeftOut(LeftOutReason.OtherTraffic, null, 3) }));
        Assert.That(trace.LeftOut[0].ToString(), Is.EqualTo("3 packets left out: other traffic, nothing of a card."));
    }

    [Test]
    public async Task GSMTAP_on_another_port_is_told_with_its_port_and_read_with_it()
    {
        byte[] file = Pcap(101, Ip(Udp(5001, Select)), Ip(Udp(5001, Select)));
        RecordedTrace trace = await Written.ReadAsync(file);
        Assert.That((trace.Count, trace.LeftOut.Single().ToString()), Is.EqualTo((0, "2 packets left out: GSMTAP of a card on UDP port 5001. Read it with --port 5001.")));
        RecordedTrace read = await TraceFile.ReadAsync(new MemoryStream(file), new() { GsmtapPort = 5001 });
        Assert.That((read.Count, read.LeftOut.Count), Is.EqualTo((2, 0)));
    }

    // Type 1 is the air interface Um; sub-types 2 and 3 are PPS, 9 is none. An APDU has four octets, a status word two.
    [TestCase("02040100" + "00000000" + "00000000" + "00000000" + "0600", LeftOutReason.OtherInterface, "1")]
    [TestCase("02040400" + "00000000" + "00000000" + "02000000" + "FF109460", LeftOutReason.Pps, null)]
    [TestCase("02040400" + "00000000" + "00000000" + "03000000" + "FF109460", LeftOutReason.Pps, null)]
    [TestCase("02040400" + "00000000" + "00000000" + "09000000" + "00A40004", LeftOutReason.OtherSubType, "9")]
    [TestCase("04040400" + "00000000" + "00000000" + "00000000" + "00A40004", LeftOutReason.OtherVersion, "4")]
    [TestCase(Sim + "00A400", LeftOutReason.NoExchange, null)]
    [TestCase("02", LeftOutReason.NoExchange, null)]
    [TestCase("02040400" + "00000000" + "00000000" + "07000000" + "9000", LeftOutReason.NoCommand, null)]
    [TestCase("0300" + "0002" + "0401" + "0001" + "0600", LeftOutReason.OtherInterface, "1025", TestName = "Version 3, the air interface of LTE")]
    [TestCase("0300" + "0002" + "0001" + "0009" + "0600", LeftOutReason.OtherSubType, "9", TestName = "Version 3, no sub-type")]
    public async Task A_GSMTAP_message_that_is_no_record_says_why(string message, LeftOutReason reason, string? detail)
    {
        RecordedTrace trace = await ReadAsync(101, Ip(Udp(4729, message)), Ip(Udp(4729, Select)));
        Assert.That(Commands(trace), Is.EqualTo(new[] { "00A40004023F00" }));
        Assert.That(trace.LeftOut, Is.EqualTo(new[] { new LeftOut(reason, detail, 1) }));
    }

    /// <summary>Version 3: 8 octets and metadata (here one field of 4 octets), type 1, sub-type 1 for an APDU, 2 for an ATR.</summary>
    [Test]
    public async Task Version_3_of_GSMTAP_is_read()
    {
        RecordedTrace trace = await ReadAsync(101,
            Ip(Udp(4729, "0300" + "0002" + "0001" + "0002" + "3B00")),
            Ip(Udp(4729, "0300" + "0003" + "0001" + "0001" + "00010000" + "00A40004023F00" + "611F")));
        Assert.That(trace[0], Is.InstanceOf<TraceEvent.Reset>().With.Property("Atr").EqualTo(EuiccSim.Protocol.Asn1.Octets.FromHex("3B00")));
        Assert.That(Commands(trace), Is.EqualTo(new[] { "00A40004023F00" }));
        Assert.That(trace.LeftOut, Is.Empty);
    }

    /// <summary>Sub-types 4 to 7: a header, a command, the answer, the status word.</summary>
    [Test]
    public async Task A_command_and_its_answer_in_messages_of_their_own_are_one_record()
    {
        static string Part(int subType, string octets) => Ip(Udp(4729, $"02040400{0:X8}{0:X8}{subType:X2}000000{octets}"));
        RecordedTrace trace = await ReadAsync(101,
            Part(4, "00A4000402"), Part(5, "3F00"), Part(7, "611F"),
            Part(5, "00C000001F"), Part(6, "6202"), Part(7, "9000"),
            Part(5, "00B0000002"), Part(6, "01029000"),
            Part(5, "00A40004022FE2"));
        Assert.That(Exchanges(trace), Is.EqualTo(new[] { "00A40004023F00 611F", "00C000001F 62029000", "00B0000002 01029000" }));
        Assert.That(trace[^1], Is.InstanceOf<TraceEvent.Unanswered>().With.Property("Reason").EqualTo("the capture has no answer to it"));
    }

    /// <summary>A limit of 70 octets on Ethernet leaves 12 octets after the header of GSMTAP: of the second packet the command is whole.</summary>
    [Test]
    public async Task Of_packets_that_were_cut_the_commands_that_are_whole_are_shown()
    {
        string ethernet = "000000000000" + "000000000000" + "0800";
        string get = ethernet + Ip(Udp(4729, Sim + "00C000001F" + new string('A', 62) + "9000"));
        string store = ethernet + Ip(Udp(4729, Sim + "00A4040010" + "A0000005591010FFFFFFFF8900000100" + "6121"));
        RecordedTrace trace = await Written.ReadAsync(Pcap(1, (ethernet + Ip(Udp(4729, Select)), 0), (get, 70), (store, 70), (get, 30), (get, 13)));
        Assert.That(Commands(trace), Is.EqualTo(new[] { "00A40004023F00" }));
        Assert.That(trace[1], Is.InstanceOf<TraceEvent.Unanswered>().With.Property("Command").EqualTo(EuiccSim.Protocol.Asn1.Octets.FromHex("00C000001F")));
        Assert.That((trace.Count, trace.LeftOut.Single().Reason, trace.LeftOut.Single().Count), Is.EqualTo((2, LeftOutReason.CutShort, 4)));
        Assert.That(trace.LeftOut.Single().ToString(), Does.StartWith("4 packets left out: only the first octets were captured").And.EndsWith("(tcpdump -s 0)."));
    }

    // Tag 12 is a dissector's name, padded; 0 the end. Tags 20 and 26 (an address, a port) are passed over.
    [TestCase("000C0008" + "67736D7461700000" + "00000000" + Select, TestName = "gsmtap")]
    [TestCase("00140004" + "7F000001" + "000C0008" + "67736D7461700000" + "001A0004" + "00001279" + "00000000" + Select, TestName = "gsmtap, with addresses")]
    [TestCase("000C0007" + "67736D5F73696D" + "00000000" + "00A40004023F00" + "611F", TestName = "gsm_sim")]
    public async Task A_PDU_that_Wireshark_exported_is_read(string packet)
    {
        RecordedTrace trace = await ReadAsync(252, packet, "000C0004" + "68747470" + "00000000" + "474554", "000C0004" + "6874");
        Assert.That(Exchanges(trace), Is.EqualTo(new[] { "00A40004023F00 611F" }));
        Assert.That(trace.LeftOut, Is.EqualTo(new[] { new LeftOut(LeftOutReason.OtherProtocol, "http", 1), new LeftOut(LeftOutReason.NoExchange, null, 1) }));
    }

    /// <summary>RFC 791 §3.1: octets 6 and 7 are flags (2000: more fragments) and the place in units of 8 octets. 33 octets of UDP are 16 and 17.</summary>
    [Test]
    public async Task Fragments_of_a_packet_are_put_together_in_any_order()
    {
        string udp = Udp(4729, Select);
        string first = "45000024" + "00072000" + "4011" + "0000" + "7F000001" + "7F000001" + udp[..32];
        string last = "45000025" + "00070002" + "4011" + "0000" + "7F000001" + "7F000001" + udp[32..];
        string alone = "45000024" + "00082000" + "4011" + "0000" + "7F000001" + "7F000001" + udp[..32];
        RecordedTrace trace = await ReadAsync(101, last, first, alone);
        Assert.That(Exchanges(trace), Is.EqualTo(new[] { "00A40004023F00 611F" }));
        Assert.That(trace.LeftOut, Is.EqualTo(new[] { new LeftOut(LeftOutReason.Fragment, null, 1) }));
    }

    /// <summary>RFC 8200 §4.5: an extension header 44 with the next one, the place, and an identification; §4.3: hop-by-hop options, here padding.</summary>
    [Test]
    public async Task Extension_headers_and_fragments_of_IPv6_are_looked_into()
    {
        string udp = Udp(4729, Select), hosts = "00000000000000000000000000000001" + "00000000000000000000000000000001";
        string options = "60000000" + "0029" + "00" + "40" + hosts + "11000104" + "00000000" + udp;
        string first = "60000000" + "0018" + "2C" + "40" + hosts + "1100" + "0001" + "00000007" + udp[..32];
        string last = "60000000" + "0019" + "2C" + "40" + hosts + "1100" + "0010" + "00000007" + udp[32..];
        Assert.That(Exchanges(await ReadAsync(101, options, first, last)), Is.EqualTo(new[] { "00A40004023F00 611F", "00A40004023F00 611F" }));
    }

    // 12 and 14 are what some systems write for bare IP, 9 is PPP, 217 GSMTAP itself.
    [TestCase(12, "")]
    [TestCase(14, "")]
    [TestCase(9, "FF030021")]
    [TestCase(9, "0021")]
    [TestCase(1, "000000000000" + "000000000000" + "88A80007" + "81000007" + "0800")]
    public async Task Rarer_links_are_known(int linkType, string header) =>
        Assert.That(Exchanges(await ReadAsync(linkType, header + Ip(Udp(4729, Select)))), Is.EqualTo(new[] { "00A40004023F00 611F" }));

    [Test]
    public async Task GSMTAP_without_a_network_is_known() =>
        Assert.That(Exchanges(await ReadAsync(217, Select)), Is.EqualTo(new[] { "00A40004023F00 611F" }));

    [TestCase(127, "1 packet left out: link type 127 is not read. It is the air of a wireless network: capture on the interface that GSMTAP is sent to.")]
    [TestCase(220, "1 packet left out: link type 220 is not read. It is USB, where a reader's traffic is CCID: record with --trace instead.")]
    [TestCase(147, "1 packet left out: link type 147 is not read. Capture on the interface that GSMTAP is sent to, \"lo\" for one.")]
    public async Task An_unknown_link_is_told(int linkType, string words)
    {
        RecordedTrace trace = await ReadAsync(linkType, "00001900");
        Assert.That((trace.Count, trace.LeftOut.Single().ToString()), Is.EqualTo((0, words)));
    }

    /// <summary>The magic number A1B2CD34: 24 octets before each packet, of which the last 8 are an interface and a protocol.</summary>
    [Test]
    public async Task The_form_of_pcap_with_longer_headers_is_read()
    {
        string packet = Ip(Udp(4729, Select));
        string file = "34CDB2A1" + "02000400" + "0000000000000000" + "FFFF0000" + "65000000"
            + "00B95569" + "00000000" + "35000000" + "35000000" + "01000000" + "0008" + "0000" + packet;
        Assert.That(Exchanges(await Written.ReadAsync(Convert.FromHexString(file))), Is.EqualTo(new[] { "00A40004023F00 611F" }));
    }

    /// <summary>ietf-opsawg-pcapng §4.4 and appendix A: a Simple Packet Block (3) of the first interface, whose limit is 40 octets, and a Packet Block (2).</summary>
    [Test]
    public async Task Simple_and_obsolete_blocks_of_pcapng_are_read()
    {
        string packet = Ip(Udp(4729, Select)) + "000000"; // 53 octets, padded to 56
        string head = "0A0D0D0A" + "1C000000" + "4D3C2B1A" + "01000000" + "FFFFFFFFFFFFFFFF" + "1C000000";
        string free = "01000000" + "14000000" + "65000000" + "00000000" + "14000000", limited = "01000000" + "14000000" + "65000000" + "28000000" + "14000000";
        string simple = "03000000" + "48000000" + "35000000" + packet + "48000000", cut = "03000000" + "38000000" + "35000000" + packet[..80] + "38000000";
        string obsolete = "02000000" + "58000000" + "00000000" + "00000000" + "00000000" + "35000000" + "35000000" + packet + "58000000";
        Assert.That(Exchanges(await Written.ReadAsync(Convert.FromHexString(head + free + simple + obsolete))), Is.EqualTo(new[] { "00A40004023F00 611F", "00A40004023F00 611F" }));
        Assert.That((await Written.ReadAsync(Convert.FromHexString(head + limited + cut))).LeftOut, Is.EqualTo(new[] { new LeftOut(LeftOutReason.CutShort, null, 1) }));
    }

    [Test]
    public async Task A_capture_that_is_packed_is_unpacked()
    {
        using MemoryStream packed = new();
        await using (System.IO.Compression.GZipStream gzip = new(packed, System.IO.Compression.CompressionMode.Compress, leaveOpen: true)) gzip.Write(Pcap(101, Ip(Udp(4729, Select))));
        Assert.That(await Written.ReadAsync(packed.ToArray()), Has.Count.EqualTo(1));
        Assert.That(async () => await Written.ReadAsync([0x1F, 0x8B, 1, 2, 3]), Throws.TypeOf<TraceFormatException>().With.Message.Contains("gzip"));
    }

    /// <summary>
    /// Wireshark's count: tshark -r otherport.pcap -d udp.port==5001,gsmtap -Y gsm_sim shows six packets. In upper_gsmtap.pcap are the same six, in snap.pcap
    /// too, of which it marks the second, fourth and sixth "Packet size limited during capture"; of the fourth not even the command is whole.
    /// </summary>
    [TestCase("otherport.pcap", 5001, 6, "")]
    [TestCase("otherport.pcap", 4729, 0, "otherPort 5001 6")]
    [TestCase("upper_gsmtap.pcap", 4729, 6, "")]
    [TestCase("snap.pcap", 4729, 5, "cutShort  3")]
    public async Task Captures_of_people_are_read_or_explained(string name, int port, int records, string leftOut)
    {
        byte[] file = await File.ReadAllBytesAsync(SharedData.Require($"field/traces/{name}"));
        RecordedTrace trace = await TraceFile.ReadAsync(new MemoryStream(file), new() { GsmtapPort = port });
        Assert.That(trace, Has.Count.EqualTo(records));
        Assert.That(string.Join(", ", trace.LeftOut.Select(one => $"{EuiccSim.Protocol.Asn1.StandardName.Of(one.Reason)} {one.Detail} {one.Count}")), Is.EqualTo(leftOut));
    }

    private static async Task<RecordedTrace> ReadAsync(int linkType, params string[] packets) => await Written.ReadAsync(Pcap(linkType, packets));

    private static byte[] Pcap(int linkType, params string[] packets) => Pcap(linkType, [.. packets.Select(packet => (packet, 0))]);

    /// <summary>Little-endian, in microseconds; each packet with how many of its octets were captured, 0 for all.</summary>
    private static byte[] Pcap(int linkType, params (string Octets, int Captured)[] packets)
    {
        List<byte> file = [.. Convert.FromHexString("D4C3B2A1" + "02000400" + "0000000000000000" + "FFFF0000"), .. BitConverter.GetBytes(linkType)];
        foreach ((string octets, int limit) in packets)
        {
            byte[] packet = Convert.FromHexString(octets);
            int captured = limit == 0 ? packet.Length : Math.Min(limit, packet.Length);
            file.AddRange([0x00, 0xB9, 0x55, 0x69, 0, 0, 0, 0, .. BitConverter.GetBytes(captured), .. BitConverter.GetBytes(packet.Length), .. packet[..captured]]);
        }
        return [.. file];
    }

    private static string Ip(string udp) => $"4500{20 + (udp.Length / 2):X4}" + "00000000" + "4011" + "0000" + "7F000001" + "7F000001" + udp;

    private static string Udp(int port, string datagram) => $"C000{port:X4}{8 + (datagram.Length / 2):X4}0000{datagram}";

    private static IEnumerable<string> Commands(RecordedTrace trace) => trace.OfType<TraceEvent.Apdu>().Select(exchange => exchange.Command.ToString());

    private static IEnumerable<string> Exchanges(RecordedTrace trace) => trace.OfType<TraceEvent.Apdu>().Select(exchange => $"{exchange.Command} {exchange.Response}");
}
