using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Protocol.Tests.Identifiers;

internal sealed class VersionTypeTests
{
    [TestCase("2.5.0", "020500")]
    [TestCase("2.1", "020100")]
    [TestCase("2.0.12", "02000C")]
    public void Each_number_is_one_octet(string text, string octets) =>
        Assert.That(VersionType.Parse(text).Octets, Is.EqualTo(Octets.FromHex(octets)));

    [TestCase("")]
    [TestCase("2")]
    [TestCase("2.5.0.0")]
    [TestCase("2.-5")]
    [TestCase("2.256")]
    [TestCase("2. 5")]
    public void Other_text_is_refused(string text) => Assert.Throws<FormatException>(() => VersionType.Parse(text));

    [Test]
    public void Versions_are_ordered_by_number() => Assert.That(VersionType.Parse("2.10.0"), Is.GreaterThan(VersionType.Parse("2.9.9")));
}
