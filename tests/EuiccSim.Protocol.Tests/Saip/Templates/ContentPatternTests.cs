using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Protocol.Tests.Saip.Templates;

internal sealed class ContentPatternTests
{
    // TS 102 222 §6.3.2.2.2: a filling pattern goes on with its last octet, a repeat pattern with its first; both are cut at the end.
    [TestCase("07FF", false, 5, "07FFFFFFFF")]
    [TestCase("0102", false, 1, "01")]
    [TestCase("00", false, 4, "00000000")]
    [TestCase("FFFFFF0000", true, 12, "FFFFFF0000FFFFFF0000FFFF")]
    [TestCase("0102", true, 1, "01")]
    public void Patterns_fill_as_TS_102_222_says(string pattern, bool isRepeated, int length, string content)
    {
        Octets octets = Octets.FromHex(pattern);
        Assert.That(Fill(isRepeated ? ContentPattern.Repeat(octets) : ContentPattern.Fill(octets), length), Is.EqualTo(content));
    }

    [TestCase("0A", 1, "0A")]
    [TestCase("FF...FF", 3, "FFFFFF")]
    [TestCase("00FF...FF", 4, "00FFFFFF")]
    [TestCase("FF...FF07", 9, "FFFFFFFFFFFFFFFF07")]
    [TestCase("FF...FF0000000001FFFF", 10, "FFFFFF0000000001FFFF")]
    [TestCase("FF...FF0000000001FFFF", 5, "FFFF000000")]
    [TestCase("FFFFFF0000*", 10, "FFFFFF0000FFFFFF0000")]
    public void Patterns_of_the_annex_have_a_head_and_a_tail(string pattern, int length, string content) =>
        Assert.That(Fill(ContentPattern.Parse(pattern), length), Is.EqualTo(content));

    private static string Fill(ContentPattern pattern, int length)
    {
        byte[] unit = new byte[length];
        pattern.Apply(unit);
        return Convert.ToHexString(unit);
    }
}
