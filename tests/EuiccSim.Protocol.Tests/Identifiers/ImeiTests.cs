using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Protocol.Tests.Identifiers;

internal sealed class ImeiTests
{
    /// <summary>490154203237518 is the usual worked example of the check digit (3GPP TS 23.003 annex B gives the rule).</summary>
    [Test]
    public void Tac_and_whole_are_packed_low_half_first()
    {
        Imei imei = Imei.FromDigits("490154203237518");
        Assert.That(imei.IsValid);
        Assert.That(imei.TacOctets, Is.EqualTo(Octets.FromHex("94104502")));
        Assert.That(imei.Octets, Is.EqualTo(Octets.FromHex("941045022373158F")));
    }

    [Test]
    public void A_wrong_digit_shows() => Assert.That(Imei.FromDigits("490154203237519").IsValid, Is.False);

    [TestCase("")]
    [TestCase("4901542032375180")]
    [TestCase("49015420323751X")]
    public void Other_text_is_refused(string digits) => Assert.Throws<FormatException>(() => Imei.FromDigits(digits));
}
