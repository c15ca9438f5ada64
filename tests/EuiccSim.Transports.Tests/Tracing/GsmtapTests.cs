using System.Net;
using System.Net.Sockets;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;
using EuiccSim.Transports.Tracing;
using EuiccSim.Transports.Tracing.Gsmtap;

namespace EuiccSim.Transports.Tests.Tracing;

public sealed class GsmtapTests
{
    // By hand from libosmocore's gsmtap.h: version 2, four words of header, type 4 (SIM), sub-type at octet 12. The command as on a T=0
    // line (ISO/IEC 7816-3 §12.2): P3 '00' after a bare header, no Le after data.
    [TestCase("0070800100", "0070800100", TestName = "Case 2")]
    [TestCase("00708001", "0070800100", TestName = "Case 1 gets P3")]
    [TestCase("00A40004026F07", "00A40004026F07", TestName = "Case 3")]
    [TestCase("00A40004026F0700", "00A40004026F07", TestName = "Case 4 loses Le")]
    [TestCase("00B00000000000", "00B00000000000", TestName = "Case 2 extended stays")]
    [TestCase("00A4", "00A4", TestName = "Octets that are no command stay")]
    public void A_command_and_its_answer_make_one_message(string command, string shown)
    {
        byte[] message = GsmtapPacket.Encode(GsmtapPacket.Of(Written.Exchange(command, "9000"))!);
        Assert.That(Convert.ToHexString(message), Is.EqualTo("02040400" + "00000000" + "00000000" + "00000000" + shown + "9000"));
    }

    [Test]
    public void An_ATR_has_its_own_sub_type() => Assert.That(
        Convert.ToHexString(GsmtapPacket.Encode(GsmtapPacket.Of(Written.Reset("3B00"))!)),
        Is.EqualTo("02040400" + "00000000" + "00000000" + "01000000" + "3B00"));

    [Test]
    public void A_message_is_no_longer_than_a_datagram()
    {
        Octets huge = Octets.Wrap(new byte[65_538]);
        GsmtapMessage message = GsmtapPacket.Of(new TraceEvent.Apdu(Written.Time, Octets.FromHex("00B00000000000"), huge, TimeSpan.Zero))!;
        Assert.That(message.IsTruncated);
        Assert.That(UdpPacket.Encode(GsmtapPacket.Encode(message), 4729), Has.Length.EqualTo(65_535));
    }

    // Recorded the way SIMtrace does, and the way tools do that keep the Le.
    [TestCase("00A40004022FE2" + "6112", "00A40004022FE2", "6112")]
    [TestCase("00A40004022FE2" + "00" + "9000", "00A40004022FE200", "9000")]
    [TestCase("00C0000004" + "62020000" + "9000", "00C0000004", "620200009000")]
    [TestCase("00B0000002" + "0102" + "9000", "00B0000002", "01029000")]
    [TestCase("81E2910003BF2E00" + "BF2E02ABCD" + "9000", "81E2910003BF2E00", "BF2E02ABCD9000")]
    [TestCase("81E2910003BF2E00" + "00" + "BF2E02ABCD" + "9000", "81E2910003BF2E0000", "BF2E02ABCD9000")]
    [TestCase("0070800100" + "9000", "00708001", "9000")]
    [TestCase("0070000001" + "01" + "9000", "0070000001", "019000", TestName = "The number of a channel is no Le")]
    [TestCase("00B0000001" + "05" + "9000", "00B0000001", "059000", TestName = "One octet of a file is no Le")]
    [TestCase("00B0000004" + "058001AA" + "9000", "00B0000004", "058001AA9000", TestName = "The first octet of a file is no Le")]
    [TestCase("80F2000002" + "6200" + "9000", "80F2000002", "62009000", TestName = "STATUS")]
    [TestCase("80F2800202" + "4F00" + "E300" + "9000", "80F28002024F00", "E3009000", TestName = "GET STATUS of GlobalPlatform")]
    [TestCase("00D6000004" + "6D00", "00D6000004", "6D00", TestName = "Refused after the header")]
    public void A_recording_of_others_is_split_by_the_instruction(string payload, string command, string response)
    {
        (Octets Command, Octets Response)? split = ForeignTpdu.Split(Octets.FromHex(payload));
        Assert.That((split?.Command.ToString(), split?.Response.ToString()), Is.EqualTo((command, response)));
    }

    [Test]
    public async Task Messages_arrive_over_UDP_and_nobody_has_to_listen()
    {
        using UdpClient listener = new(new IPEndPoint(IPAddress.Loopback, 0));
        await using GsmtapTraceSink sink = new((IPEndPoint)listener.Client.LocalEndPoint!);
        await sink.WriteAsync(Written.Exchange("00708001", "9000"), CancellationToken.None);
        UdpReceiveResult received = await listener.ReceiveAsync(new CancellationTokenSource(TimeSpan.FromSeconds(10)).Token);
        Assert.That(Convert.ToHexString(received.Buffer), Is.EqualTo("02040400" + "00000000" + "00000000" + "00000000" + "0070800100" + "9000"));
        listener.Close();
        for (int i = 0; i < 3; i++) await sink.WriteAsync(Written.Exchange("00708001", "9000"), CancellationToken.None);
    }
}
