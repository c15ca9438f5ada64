using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Protocol.Tests.Identifiers;

internal sealed class TransactionIdTests
{
    [Test]
    public void Hexadecimal_digits_of_either_case_are_read_and_capitals_written() =>
        Assert.That(TransactionId.Parse("0a0B").ToString(), Is.EqualTo("0A0B"));

    [TestCase("")]
    [TestCase("0")]
    [TestCase("zz")]
    [TestCase("0102030405060708090a0b0c0d0e0f1011")]
    public void Other_text_is_refused(string hex) => Assert.Throws<FormatException>(() => TransactionId.Parse(hex));

    [TestCase("0400")]
    [TestCase("04110102030405060708090A0B0C0D0E0F1011")]
    public void Other_sizes_are_a_content_error(string hex) =>
        Assert.Throws<Asn1ContentException>(() => Asn1Codec.Decode<TransactionId>(Octets.FromHex(hex)));
}
