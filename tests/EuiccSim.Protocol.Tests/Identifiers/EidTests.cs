using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Protocol.Tests.Identifiers;

internal sealed class EidTests
{
    /// <summary>The first is the example of SGP.29; the others are of cards in public logs.</summary>
    [TestCase("89049032123451234512345678901235")]
    [TestCase("89086030202200000022000023022943")]
    [TestCase("89044045116727494800000004479366")]
    public void Its_check_digits_hold(string digits)
    {
        Eid eid = Eid.FromDigits(digits);
        Assert.That(eid.IsValid);
        Assert.That(eid.Octets, Is.EqualTo(Octets.FromHex(digits)));
        Assert.That(Eid.WithCheckDigits(digits[..30]), Is.EqualTo(eid));
    }

    [Test]
    public void A_wrong_digit_shows() => Assert.That(Eid.FromDigits("89049032123451234512345678901236").IsValid, Is.False);

    [Test]
    public void Octets_that_are_no_digits_are_kept_but_not_valid() =>
        Assert.That(Eid.FromOctets(Octets.FromHex("8904903212345123451234567890123F")).IsValid, Is.False);

    [TestCase("8904903212345123451234567890123")]
    [TestCase("8904903212345123451234567890123A")]
    public void Other_text_is_refused(string digits) => Assert.Throws<FormatException>(() => Eid.FromDigits(digits));
}
