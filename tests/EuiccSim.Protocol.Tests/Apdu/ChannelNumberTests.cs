using EuiccSim.Protocol.Apdu;

namespace EuiccSim.Protocol.Tests.Apdu;

/// <summary>Class bytes. ISO/IEC 7816-4 §5.4.1; for ES10 commands SGP.22 §5.7.2 has 80 to 83 and C0 to CF.</summary>
public sealed class ChannelNumberTests
{
    [TestCase(0, 0x00, 0x80)]
    [TestCase(1, 0x01, 0x81)]
    [TestCase(3, 0x03, 0x83)]
    [TestCase(4, 0x40, 0xC0)]
    [TestCase(19, 0x4F, 0xCF)]
    public void Channel_is_written_and_read(int number, int interindustry, int proprietary)
    {
        ChannelNumber channel = new(number);
        Assert.That(channel.InClass(0x00), Is.EqualTo(interindustry));
        Assert.That(channel.InClass(0x80), Is.EqualTo(proprietary));
        Assert.That(channel.InClass(0xC5), Is.EqualTo(proprietary), "another channel is replaced");
        Assert.That(ChannelNumber.FromClass((byte)interindustry), Is.EqualTo(channel));
        Assert.That(ChannelNumber.FromClass((byte)proprietary), Is.EqualTo(channel));
    }

    [Test]
    public void There_are_twenty() => Assert.That(() => new ChannelNumber(20), Throws.TypeOf<ArgumentOutOfRangeException>());

    [TestCase(0x0C, true)]
    [TestCase(0x84, true)]
    [TestCase(0x60, true)]
    [TestCase(0xE1, true)]
    [TestCase(0x03, false)]
    [TestCase(0x4F, false)]
    [TestCase(0xCC, false)]
    public void Secure_messaging(int cla, bool secured) => Assert.That(ClassByte.UsesSecureMessaging((byte)cla), Is.EqualTo(secured));

    [TestCase(0xA0, true)]
    [TestCase(0x20, true)]
    [TestCase(0xFF, true)]
    [TestCase(0x00, false)]
    [TestCase(0xE0, false)]
    public void Reserved(int cla, bool reserved) => Assert.That(ClassByte.IsReserved((byte)cla), Is.EqualTo(reserved));
}
