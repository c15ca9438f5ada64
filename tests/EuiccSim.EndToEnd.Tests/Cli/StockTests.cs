using System.Text;
using EuiccSim.Cli.Smdp;
using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Smdp.Orders;

namespace EuiccSim.EndToEnd.Tests.Cli;

/// <summary>What a profile of <c>smdp serve</c> is told to the eUICC as.</summary>
public sealed class StockTests
{
    /// <summary>BIT STRING of SGP.22 v2.5 §4.4: install, enable, disable, delete from the first bit on; the install notification comes anyway.</summary>
    [Test]
    public void Its_eUICC_tells_this_server_of_enabling_disabling_and_deleting()
    {
        Profile profile = Stock.ProfileOf(Packages.Number(1).Package, "type", "smdp.example.com:8443");
        string address = Convert.ToHexString(Encoding.UTF8.GetBytes("smdp.example.com:8443"));
        Assert.That(profile.Metadata.Encoded.ToString(), Does.Contain("B61D" + "301B" + "80020470" + "8115" + address));
        Assert.That((profile.ProfileType, profile.Metadata.Value.ServiceProviderName), Is.EqualTo(("type", "EuiccSim")));
    }

    [Test]
    public void A_package_with_another_ICCID_keeps_every_secret_and_all_else()
    {
        Octets package = Packages.Number(1).Package;
        Iccid wanted = Packages.IccidNumber(9);
        Octets copy = Stock.WithIccid(package, wanted, new() { Output = TextWriter.Null, Error = TextWriter.Null, DataFolder = "" });
        Assert.That(Profile.IccidOf(copy), Is.EqualTo(wanted));
        // The octets of both numbers: the header has them in reading order, EF.ICCID has each pair swapped (TS 102 221 §13.2).
        string expected = package.ToString()
            .Replace(Swapped(Packages.FirstIccid.Ef), Swapped(wanted.Ef), StringComparison.Ordinal)
            .Replace(Packages.FirstIccid.Ef.ToString(), wanted.Ef.ToString(), StringComparison.Ordinal);
        Assert.That(copy.ToString(), Is.EqualTo(expected));
    }

    private static string Swapped(Octets octets) => string.Concat(octets.ToString().Chunk(2).Select(pair => $"{pair[1]}{pair[0]}"));
}
