using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Lpa.Download;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Testing;
using EuiccSim.Testing.Faults;

namespace EuiccSim.EndToEnd.Tests.Procedures;

/// <summary>
/// The line to the card breaks during a download, and the card keeps its power, as behind a modem: its channel and its session stay open. The
/// same Activation Code installs in the next attempt. SGP.22 v2.5 §5.7.6, §5.7.7.
/// </summary>
internal sealed class LostLineTests
{
    [TestCase(255)]
    [TestCase(120)]
    public async Task Before_each_command_of_a_download(int blockSize)
    {
        int halfLoaded = 0;
        int command = 1;
        for (; ; command++)
        {
            await using EsimWorld world = await TestWorld.CreateAsync();
            world.Device.LpaOptions = new() { BlockSize = blockSize };
            ActivationCode code = await world.OrderCodeAsync();
            if (!await BreaksAsync(world, code, Fault.At(Place.Apdu).Nth(command).Always().Drop())) break;
            if (IsHalfLoaded(world)) halfLoaded++;
            if (world.Device.Profiles.Count == 0) (await world.Device.DownloadAsync(code)).MustBeInstalled();
            await world.Device.DeliverNotificationsAsync();
            Assert.That(world.Device.Profiles, Has.Count.EqualTo(1), $"command {command}");
            Assert.That(world.Device.Notifications, Is.Empty, $"command {command}");
        }
        Assert.That(command, Is.GreaterThan(30));
        Assert.That(halfLoaded, Is.GreaterThan(10), "packages that were half loaded");
    }

    [Test]
    public async Task The_default_server_is_found_although_a_package_is_half_loaded()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        await world.Device.WithLpaAsync(lpa => lpa.Es10a.SetDefaultDpAddressAsync(TestWorld.Address));
        ActivationCode code = await world.OrderCodeAsync();
        int begin = await CommandsBeforeLoadingAsync();
        Assert.That(await BreaksAsync(world, code, Fault.At(Place.Apdu).Nth(begin + 4).Always().Drop()));
        Assert.That(IsHalfLoaded(world));
        Assert.That(await world.Device.DownloadAsync(null), Is.InstanceOf<DownloadOutcome.RefusedByServer>(), "without the code, nothing waits");
        (await world.Device.DownloadAsync(code)).MustBeInstalled();
    }

    /// <summary>Downloads until the line is gone, and mends it. False if the download is over before.</summary>
    private static async Task<bool> BreaksAsync(EsimWorld world, ActivationCode code, Fault fault)
    {
        using ActiveFault gone = world.Inject(fault);
        try
        {
            await world.Device.DownloadAsync(code);
        }
        catch (TransportException)
        {
            // A clear failure: no outcome, for nobody knows one.
        }
        return gone.HasStruck;
    }

    /// <summary>The commands of a download before the first of LoadBoundProfilePackage.</summary>
    private static async Task<int> CommandsBeforeLoadingAsync()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        ActivationCode code = await world.OrderCodeAsync();
        world.Events.Clear();
        (await world.Device.DownloadAsync(code)).MustBeInstalled();
        return world.Events.Apdus.TakeWhile(apdu => !apdu.Command.ToString().Contains("BF36", StringComparison.Ordinal)).Count();
    }

    /// <summary>Whether the card waits for the rest of a package.</summary>
    private static bool IsHalfLoaded(EsimWorld world) => world.Device.State.PendingInstallation is not null;
}
