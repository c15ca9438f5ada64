using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Tests.Asn1;

public sealed class OctetsTests
{
    [TestCase("", "")]
    [TestCase("00a4", "00A4")]
    [TestCase(" 00 A4\t04\r\n", "00A404")]
    [TestCase("00:a4:04", "00A404")]
    [TestCase("00-A4-04", "00A404")]
    [TestCase("0x00 0xA4", "00A4")]
    [TestCase("0x00A4", "00A4")]
    [TestCase("00A 4", null)]
    [TestCase("0", null)]
    [TestCase("0x", "")]
    [TestCase("00G4", null)]
    [TestCase("00,A4", null)]
    public void Octets_are_read_as_people_write_them(string text, string? octets) => Assert.That(Octets.TryParse(text)?.ToString(), Is.EqualTo(octets));
}
