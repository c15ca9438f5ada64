using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Lpa.Download;
using EuiccSim.Protocol.Saip;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Testing;

namespace EuiccSim.EndToEnd.Tests.Procedures;

/// <summary>A server that believes what EUICCInfo2 says of package versions sends what the card installs. SGP.22 v2.5 §5.7.8, Annex F.</summary>
public sealed class AnnouncedVersionTests
{
    [TestCase(2, 3)]
    [TestCase(3, 1)]
    [TestCase(3, 3)]
    public async Task A_package_of_each_version_that_is_announced_is_sent_and_installed(int major, int minor)
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        (await world.Device.DownloadAsync(await world.OrderCodeAsync(OfVersion(major, minor)))).MustBeInstalled();
    }

    /// <summary>Both sides read the same: the server does not send what the card would refuse.</summary>
    [TestCase(3, false)]
    [TestCase(2, true)]
    public async Task Where_it_is_not_announced_it_is_not_sent(int major, bool isSent)
    {
        await using EsimWorld world = await TestWorld.CreateAsync(new()
        {
            Euicc = euicc => euicc with { Properties = euicc.Properties with { AdditionalProfilePackageVersions = [] } },
        });
        DownloadOutcome outcome = await world.Device.DownloadAsync(await world.OrderCodeAsync(OfVersion(major, 1)));
        Assert.That(outcome is DownloadOutcome.Installed, Is.EqualTo(isSent), outcome.ToString());
        if (!isSent) Assert.That(outcome.ToString(), Does.Contain("8.2.5"));
    }

    private static Profile OfVersion(int major, int minor)
    {
        Profile first = Packages.Number(1);
        ProfilePackage package = ProfilePackage.Read(first.Package);
        ProfileElement[] elements = [.. package.Elements.Select(element => element.Value)];
        elements[0] = new ProfileElement.Header(((ProfileElement.Header)elements[0]).Value with { MajorVersion = major, MinorVersion = minor });
        return Profile.FromPackage(ProfilePackage.Of(elements).Write(), first.Metadata.Value);
    }
}
