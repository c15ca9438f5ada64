using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Tests.Apdu;

/// <summary>Answers and their status words. TS 102 221 §10.2.</summary>
public sealed class ResponseApduTests
{
    [Test]
    public void Data_and_status_word()
    {
        ResponseApdu response = ResponseApdu.Parse(Octets.FromHex("01029110"));
        Assert.That(response.Data.ToString(), Is.EqualTo("0102"));
        Assert.That(response.Status, Is.EqualTo(StatusWord.ProactiveCommand(0x10)));
        Assert.That(response.Status.IsOk, Is.True);
        Assert.That(response.Encode().ToString(), Is.EqualTo("01029110"));
    }

    [Test]
    public void One_octet_is_no_answer() =>
        Assert.That(() => ResponseApdu.Parse(Octets.FromHex("90")), Throws.TypeOf<MalformedResponseException>());

    [Test]
    public void Status_words_with_a_number()
    {
        Assert.That(StatusWord.ResponseAvailable(255).ToString(), Is.EqualTo("61FF"));
        Assert.That(StatusWord.ResponseAvailable(256).ToString(), Is.EqualTo("6100"));
        Assert.That(StatusWord.ResponseAvailable(700).ToString(), Is.EqualTo("6100"));
        Assert.That(StatusWord.WrongLe(256).ToString(), Is.EqualTo("6C00"));
        Assert.That(StatusWord.TriesLeft(3).ToString(), Is.EqualTo("63C3"));
        Assert.That(StatusWord.TriesLeft(99).ToString(), Is.EqualTo("63CF"));
        Assert.That(StatusWord.WrongLength.IsOk, Is.False);
    }

    [TestCase("A0000000")]
    [TestCase("A000000055910100000000000000000000")]
    public void Name_of_an_application_has_5_to_16_octets(string hex) => Assert.That(() => Aid.FromHex(hex), Throws.ArgumentException);

    [Test]
    public void Exception_names_the_header_only() =>
        Assert.That(new CardException(new(0x63C2), new(0, 0x20, 0, 1, Octets.FromHex("31323334FFFFFFFF"))).Message,
            Is.EqualTo("The card answered 63C2 to 00 20 00 01."));

    [TestCase(0x9000, "9000", true)]
    [TestCase(0x9000, "9001", false)]
    [TestCase(0x611F, "61XX", true)]
    [TestCase(0x611F, "61xx", true)]
    [TestCase(0x6C1F, "61XX", false)]
    [TestCase(0x63C2, "63cX", true)]
    [TestCase(0x9000, "90", true)]
    [TestCase(0x9100, "90", false)]
    [TestCase(0x9000, "900", false)]
    public void A_status_word_is_one_of_a_pattern_or_not(int status, string pattern, bool matches) =>
        Assert.That(new StatusWord((ushort)status).Matches(pattern), Is.EqualTo(matches));

    [TestCase("9000", true)]
    [TestCase("6cXx", true)]
    [TestCase("61", true)]
    [TestCase("900", false)]
    [TestCase("90G0", false)]
    [TestCase("", false)]
    public void A_pattern_has_two_digits_or_four(string text, bool isPattern) => Assert.That(StatusWord.IsPattern(text), Is.EqualTo(isPattern));
}
