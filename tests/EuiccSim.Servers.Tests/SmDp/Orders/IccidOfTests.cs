using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es8;
using EuiccSim.Protocol.Saip;
using EuiccSim.Servers.SmDp.Orders;

namespace EuiccSim.Servers.Tests.SmDp.Orders;

/// <summary>The ICCID that a package's header tells (ETSI TS 102 221 §13.2, ITU-T E.118: decimal digits).</summary>
internal sealed class IccidOfTests
{
    [TestCase("89001234567890123456", "89001234567890123456")]
    [TestCase("8900123456789012345F", "8900123456789012345")]
    [TestCase("98001032547698103254", "89000123456789012345")]
    [TestCase("980010325476981032F5", "8900012345678901235")]
    public void It_is_read_in_both_orders(string header, string digits) => Assert.That(Profile.IccidOf(Package(header)).Digits, Is.EqualTo(digits));

    [TestCase("98AA1032547698103254")]
    [TestCase("98F01032547698103254")]
    [TestCase("8900A234567890123456")]
    [TestCase("89F01234567890123456")]
    [TestCase("FFFFFFFFFFFFFFFFFFFF")]
    public void A_header_with_other_digits_is_refused(string header)
    {
        Octets package = Package(header);
        Assert.That(() => Profile.IccidOf(package), Throws.TypeOf<Asn1ContentException>().With.Message.Contains(header));
        Assert.That(() => Profile.FromPackage(package, "ACME", "Name"), Throws.TypeOf<Asn1ContentException>());
        StoreMetadataRequest metadata = new()
        {
            Iccid = Protocol.Identifiers.Iccid.FromEf(Octets.FromHex(header)),
            ServiceProviderName = "ACME",
            ProfileName = "Name",
        };
        Assert.That(() => Profile.FromPackage(package, metadata), Throws.TypeOf<Asn1ContentException>());
    }

    private static Octets Package(string iccid) => Asn1Codec.Encode<ProfileElement>(new ProfileElement.Header(new ProfileHeader
    {
        MajorVersion = 2,
        MinorVersion = 3,
        Iccid = Octets.FromHex(iccid),
        EuiccMandatoryServices = new ServicesList(),
        EuiccMandatoryGfsteList = [],
    }));
}
