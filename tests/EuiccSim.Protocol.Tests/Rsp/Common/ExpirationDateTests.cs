using System.Text;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;

namespace EuiccSim.Protocol.Tests.Rsp.Common;

internal sealed class ExpirationDateTests
{
    // The forms of RFC 5280 §4.1.2.5.
    [TestCase(23, "491231235959Z", 2049)]
    [TestCase(23, "500101000000Z", 1950)]
    [TestCase(24, "20500101000000Z", 2050)]
    public void A_time_comes_back_as_it_was(int tag, string text, int year)
    {
        Octets der = Tlv(tag, text);
        ExpirationDate date = Asn1Codec.Decode<ExpirationDate>(der, strict: true);
        Assert.That(date.Time.Year, Is.EqualTo(year));
        Assert.That(Asn1Codec.Encode(date), Is.EqualTo(der));
    }

    [TestCase(24, "20200101000000.5Z", "a fraction")]
    [TestCase(23, "491231235959-0100", "2050")]
    [TestCase(23, "500101000000+0100", "1949")]
    public void What_would_come_back_as_another_time_is_refused(int tag, string text, string reason) =>
        Assert.That(
            () => Asn1Codec.Decode<ExpirationDate>(Tlv(tag, text)),
            Throws.TypeOf<Asn1ContentException>().With.Message.Contains(reason));

    private static Octets Tlv(int tag, string text) => Octets.Of([(byte)tag, (byte)text.Length, .. Encoding.ASCII.GetBytes(text)]);
}
