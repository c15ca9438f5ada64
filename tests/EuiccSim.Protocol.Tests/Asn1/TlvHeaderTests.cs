using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Tests.Asn1;

public sealed class TlvHeaderTests
{
    // Headers written out by hand after X.690 §8.1.2 and §8.1.3; the third is the start of a bound profile package.
    [TestCase("8000", 0x80, 2, 0)]
    [TestCase("867F", 0x86, 2, 127)]
    [TestCase("BF36823180", 0xBF36, 5, 0x3180)]
    [TestCase("9F8770820100", 0x9F8770, 6, 256)]
    [TestCase("A383010000", 0xA3, 5, 65536)]
    public void A_complete_header_is_read(string hex, int tag, int headerLength, int valueLength)
    {
        Assert.That(TlvHeader.TryRead(Convert.FromHexString(hex), out TlvHeader header), Is.True);
        Assert.That(header, Is.EqualTo(new TlvHeader(tag, headerLength, valueLength)));
    }

    [TestCase("")]
    [TestCase("86")]
    [TestCase("BF")]
    [TestCase("BF36")]
    [TestCase("BF3682")]
    [TestCase("BF368231")]
    public void A_header_that_is_not_all_there_waits_for_more(string hex) =>
        Assert.That(TlvHeader.TryRead(Convert.FromHexString(hex), out _), Is.False);

    [TestCase("8680", TestName = "Indefinite length")]
    [TestCase("8684010000", TestName = "A length of four octets")]
    [TestCase("9F87878700", TestName = "A tag of four octets")]
    public void What_a_card_never_sends_or_takes_is_a_content_error(string hex) =>
        Assert.That(() => TlvHeader.TryRead(Convert.FromHexString(hex), out _), Throws.TypeOf<Asn1ContentException>());

    [Test]
    public void A_value_that_ends_too_early_is_a_content_error() =>
        Assert.That(() => TlvHeader.Read([0x86, 0x02, 0x00]), Throws.TypeOf<Asn1ContentException>());
}
