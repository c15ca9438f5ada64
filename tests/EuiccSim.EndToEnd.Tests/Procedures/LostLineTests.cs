using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Lpa.Download;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;

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
            Scene scene = new();
            scene.Phone.LpaOptions = new() { BlockSize = blockSize };
            ActivationCode code = scene.Order();
            int count = 0;
            if (!await BreaksAsync(scene, code, _ => ++count == command)) break;
            if (IsHalfLoaded(scene)) halfLoaded++;
            if (scene.Phone.Profiles.Count == 0) (await scene.Phone.DownloadAsync(code)).MustBeInstalled();
            await scene.Phone.DeliverAsync();
            Assert.That(scene.Phone.Profiles, Has.Count.EqualTo(1), $"command {command}");
            Assert.That(scene.Phone.Notifications, Is.Empty, $"command {command}");
        }
        Assert.That(command, Is.GreaterThan(30));
        Assert.That(halfLoaded, Is.GreaterThan(10), "packages that were half loaded");
    }

    [Test]
    public async Task The_default_server_is_found_although_a_package_is_half_loaded()
    {
        Scene scene = new();
        await scene.Phone.DoAsync(lpa => lpa.Es10a.SetDefaultDpAddressAsync(Scene.Address));
        ActivationCode code = scene.Order();
        int after = 0;
        Assert.That(await BreaksAsync(scene, code, command => (after > 0 || command.ToString().Contains("BF36", StringComparison.Ordinal)) && ++after == 4));
        Assert.That(IsHalfLoaded(scene));
        Assert.That(await scene.Phone.DownloadAsync(null), Is.InstanceOf<DownloadOutcome.RefusedByServer>(), "without the code, nothing waits");
        (await scene.Phone.DownloadAsync(code)).MustBeInstalled();
    }

    /// <summary>Downloads until the line is gone, and mends it. False if the download is over before.</summary>
    private static async Task<bool> BreaksAsync(Scene scene, ActivationCode code, Predicate<Octets> isLost)
    {
        bool isGone = false;
        scene.Phone.Wire.OnCommand = command =>
        {
            isGone |= isLost(command);
            return isGone ? throw new TransportException("the line is gone") : command;
        };
        try
        {
            await scene.Phone.DownloadAsync(code);
        }
        catch (TransportException)
        {
            // A clear failure: no outcome, for nobody knows one.
        }
        scene.Phone.Wire.OnCommand = null;
        return isGone;
    }

    /// <summary>Whether the card waits for the rest of a package.</summary>
    private static bool IsHalfLoaded(Scene scene) => scene.Phone.State.PendingInstallation is not null;
}
