using EuiccSim.Lpa.Download;
using EuiccSim.Servers.AspNetCore.Tests.Support;
using EuiccSim.Servers.SmDp.Orders;

namespace EuiccSim.Servers.AspNetCore.Tests;

/// <summary>Whole downloads over HTTPS by our LPA.</summary>
public sealed class DownloadTests
{
    [Test]
    public async Task A_profile_is_downloaded_and_its_installation_is_told()
    {
        await using Site site = await Site.StartAsync();
        using HttpClient client = site.Client();
        ProfileOrder order = site.Release("MATCH");
        DownloadOutcome outcome = await site.DownloadAsync(client, order, Site.Nist);
        Assert.That(outcome, Is.TypeOf<DownloadOutcome.Installed>());
        Assert.That((await site.Server.Orders.FindAsync(order.Iccid))!.State, Is.EqualTo(OrderState.Installed));
    }

    [Test]
    public async Task Both_curves_are_served_at_once_and_the_eUICC_chooses()
    {
        await using Site site = await Site.StartAsync();
        using HttpClient client = site.Client();
        DownloadOutcome nist = await site.DownloadAsync(client, site.Release("ONE", 1), Site.Nist);
        DownloadOutcome brainpool = await site.DownloadAsync(client, site.Release("TWO", 2), Site.Brainpool);
        Assert.That(nist, Is.TypeOf<DownloadOutcome.Installed>());
        Assert.That(brainpool, Is.TypeOf<DownloadOutcome.Installed>());
        string[] curves = [.. (await site.Server.Orders.ListAsync()).Select(order => order.LastDelivery!.EuiccCertificate.Curve!.Name)];
        Assert.That(curves, Is.EqualTo(new[] { "P-256", "brainpoolP256r1" }));
    }
}
