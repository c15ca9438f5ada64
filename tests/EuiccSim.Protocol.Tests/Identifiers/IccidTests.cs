using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Protocol.Tests.Identifiers;

internal sealed class IccidTests
{
    /// <summary>A recorded pair: the profile 8949449999999990049 of TS.48 v2 on the wire is '989444999999990940F9'.</summary>
    [Test]
    public void Digits_are_packed_low_half_first_and_filled_with_F()
    {
        Iccid iccid = Iccid.FromDigits("8949449999999990049");
        Assert.That(iccid.Ef, Is.EqualTo(Octets.FromHex("989444999999990940F9")));
        Assert.That(Iccid.FromEf(iccid.Ef).Digits, Is.EqualTo("8949449999999990049"));
    }

    [Test]
    public void Twenty_digits_leave_no_filler() =>
        Assert.That(Iccid.FromDigits("89000123456789012341").Ef, Is.EqualTo(Octets.FromHex("98001032547698103214")));

    [Test]
    public void It_is_5A_on_the_wire() =>
        Assert.That(Asn1Codec.Encode(Iccid.FromDigits("89000123456789012341")), Is.EqualTo(Octets.FromHex("5A0A98001032547698103214")));

    [TestCase("")]
    [TestCase("890001234567890123412")]
    [TestCase("8900012345678901234A")]
    public void Other_text_is_refused(string digits) => Assert.Throws<FormatException>(() => Iccid.FromDigits(digits));

    [TestCase("5A09980010325476981032")]
    [TestCase("5B0A98001032547698103214")]
    [TestCase("5A0A98")]
    [TestCase("")]
    public void Other_octets_are_a_content_error(string hex) =>
        Assert.Throws<Asn1ContentException>(() => Asn1Codec.Decode<Iccid>(Octets.FromHex(hex)));

    // 7992739871 and its check digit 3 are the usual example of ISO/IEC 7812-1 annex B; 89000123456789012341 is the test profile of TS.48.
    [TestCase("7992739871", "79927398713")]
    [TestCase("8900012345678901234", "89000123456789012341")]
    public void The_check_digit_is_that_of_ISO_7812(string digits, string whole) =>
        Assert.That(Iccid.WithCheckDigit(digits).Digits, Is.EqualTo(whole));

    [TestCase("89000123456789012341", false)]
    [TestCase("89000123456789012342", true)]
    [TestCase("89882119900000000017", true)]
    [TestCase("8949000000000000018", false)]
    [TestCase("8949000000000000019", true)]
    [TestCase("894900000000000001", false, Description = "18 digits: nothing checks them")]
    [TestCase("1", false)]
    public void A_wrong_check_digit_of_19_or_20_digits_is_noticed(string digits, bool isWrong) =>
        Assert.That(Iccid.FromDigits(digits).HasWrongCheckDigit, Is.EqualTo(isWrong));
}
