using System.Text;
using EuiccSim.Cli.Smdp;
using EuiccSim.EndToEnd.Tests.Support;
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
}
