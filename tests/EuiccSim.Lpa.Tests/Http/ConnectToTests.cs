using EuiccSim.Http;

namespace EuiccSim.Lpa.Tests.Http;

/// <summary>Where to connect instead, as people write it.</summary>
internal sealed class ConnectToTests
{
    [TestCase("smdp.example=127.0.0.1:8443", "smdp.example", "127.0.0.1:8443")]
    [TestCase("smdp.example=127.0.0.1", "smdp.example", "127.0.0.1:443")]
    [TestCase("smdp.example:9=127.0.0.1", "smdp.example:9", "127.0.0.1:9")]
    [TestCase("smdp.example=other.example:8443", "smdp.example", "Unspecified/other.example:8443")]
    [TestCase("smdp.example:9=other.example", "smdp.example:9", "Unspecified/other.example:9")]
    public void A_host_and_a_place_are_read(string text, string host, string place)
    {
        var read = ConnectTo.TryRead(text);
        Assert.That((read?.Host, read?.Place.ToString()), Is.EqualTo((host, place)));
    }

    [TestCase("nothing")]
    [TestCase("=127.0.0.1")]
    [TestCase("a:b=127.0.0.1")]
    [TestCase("a=x/y")]
    [TestCase("a=")]
    public void Anything_else_is_none(string text) => Assert.That(ConnectTo.TryRead(text), Is.Null);
}
