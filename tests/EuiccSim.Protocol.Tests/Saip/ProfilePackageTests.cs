using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Protocol.Tests.Saip;

internal sealed class ProfilePackageTests
{
    [Test]
    public void The_test_profiles_are_all_there() => Assert.That(Ts48.All().Count(), Is.EqualTo(18));

    [Test]
    public void Every_element_of_the_test_profiles_encodes_back_to_its_octets()
    {
        foreach ((string name, ProfilePackage package) in Ts48.All())
        {
            Assert.That(package.Write(), Is.EqualTo(Ts48.Load(name)), name);
            foreach (Signed<ProfileElement> element in package.Elements)
                Assert.That(Asn1Codec.Encode(element.Value), Is.EqualTo(element.Encoded), $"{name}: {element.Value.Kind}");
        }
    }

    [Test]
    public void The_order_of_elements_is_that_of_the_standard()
    {
        // SAIP §8.1; read off TS48v2_SAIP2.3 by hand.
        PeKind[] kinds = [.. Ts48.Read("TS48v2_SAIP2.3_NoBERTLV.der").Elements.Select(element => element.Value.Kind)];
        Assert.That(kinds, Is.EqualTo(new[]
        {
            PeKind.Header, PeKind.Mf, PeKind.PukCodes, PeKind.PinCodes, PeKind.Telecom, PeKind.PinCodes, PeKind.GenericFileManagement, PeKind.Usim,
            PeKind.OptUsim, PeKind.PinCodes, PeKind.AkaParameter, PeKind.GsmAccess, PeKind.Df5gs, PeKind.DfSaip, PeKind.Csim, PeKind.OptCsim,
            PeKind.PinCodes, PeKind.CdmaParameter, PeKind.Isim, PeKind.OptIsim, PeKind.PinCodes, PeKind.AkaParameter,
            PeKind.GenericFileManagement, PeKind.GenericFileManagement, PeKind.SecurityDomain, PeKind.Rfm, PeKind.Rfm, PeKind.Rfm, PeKind.Rfm, PeKind.End,
        }));
    }

    [Test]
    public void Octets_after_the_last_element_name_its_position()
    {
        Octets package = Octets.Concat(Octets.FromHex("AA05A003810101"), Octets.FromHex("AA05A0"));
        Asn1ContentException? fault = Assert.Throws<Asn1ContentException>(() => ProfilePackage.Read(package));
        Assert.That(fault!.Path, Does.StartWith("[1]"));
    }
}
