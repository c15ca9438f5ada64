using EuiccSim.Card;
using EuiccSim.Card.Chip;
using EuiccSim.Lpa;
using EuiccSim.Lpa.Channels;
using EuiccSim.Lpa.Download;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Servers.SmDp;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Testing;

namespace EuiccSim.Bench;

/// <summary>
/// A whole download and install in memory: the SM-DP+ of a world, an LPA and a fresh card, with every check that they make. The way between them is
/// the plain one, without a world's faults and events.
/// </summary>
internal sealed class InstallWorkload
{
    private readonly EuiccConfiguration _euicc;
    private readonly SmdpServer _server;
    private readonly InProcessTransport _transport;
    private readonly Profile _profile;
    private int _subscribers;

    internal InstallWorkload(EcCurve curve, Octets package)
    {
        EsimWorld world = BenchWorld.Create(curve);
        _euicc = EuiccConfigurations.From(world.Pki);
        _server = world.Server;
        _transport = new(_server);
        _profile = Profile.FromPackage(package, "EuiccSim", "Bench");
    }

    /// <summary>A card that nothing was installed on, and an order for it: what is there before a download begins.</summary>
    internal Prepared Prepare() => PrepareAsync().GetAwaiter().GetResult();

    private async Task<Prepared> PrepareAsync()
    {
        OrderBook orders = _server.Orders;
        if (await orders.FindAsync(_profile.Iccid) is { } former)
            await orders.TryUpdateAsync(former, new() { Profile = _profile });
        else
            await orders.AddAsync(_profile);
        return await OrderAsync(_profile.Iccid);
    }

    /// <summary>The same with a profile of the next subscriber: the package made over with an ICCID, an IMSI, keys and PINs of its own.</summary>
    internal Prepared PrepareOwn() => PrepareOwnAsync().GetAwaiter().GetResult();

    private async Task<Prepared> PrepareOwnAsync()
    {
        int number = ++_subscribers;
        Personalisation subscriber = new()
        {
            Iccid = Iccid.WithCheckDigit(FormattableString.Invariant($"894901000000000{number:D4}")),
            Imsi = FormattableString.Invariant($"00102{number:D10}"),
            Pin1 = FormattableString.Invariant($"{number:D4}"),
            Pin2 = FormattableString.Invariant($"{number:D8}"),
        };
        return await OrderAsync((await _server.Orders.AddAsync(Profile.FromPackage(MakeOver(subscriber), "EuiccSim", "Bench"))).Iccid);
    }

    /// <summary>Keys, PUKs and the administrative key are drawn.</summary>
    private Octets MakeOver(Personalisation subscriber)
    {
        PackageTemplate template = new(_profile.Package);
        try
        {
            return template.Personalise(subscriber, RandomSource.System).Package;
        }
        catch (SubscriberDataException)
        {
            // A package without one of the PINs.
            return template.Personalise(subscriber with { Pin1 = null, Pin2 = null }, RandomSource.System).Package;
        }
    }

    /// <summary>Downloads and installs. Throws if anything does not hold.</summary>
    internal void Install(Prepared prepared)
    {
        // Nothing here waits: the card and the server are in this process.
        DownloadOutcome outcome = InstallAsync(prepared).GetAwaiter().GetResult();
        if (outcome is not DownloadOutcome.Installed) throw new BenchException("bench", outcome.ToString());
    }

    private async Task<Prepared> OrderAsync(Iccid iccid)
    {
        await _server.Es2.DownloadOrderAsync(iccid);
        ProfileOrder order = ((OrderOutcome.Done)await _server.Es2.ConfirmOrderAsync(iccid, new())).Order;
        return new(VirtualEuicc.Create(_euicc), _server.ActivationCodeOf(order));
    }

    private async Task<DownloadOutcome> InstallAsync(Prepared prepared)
    {
        await using CardConnection connection = new(prepared.Card);
        await using LpaClient lpa = await LpaClient.OpenAsync(new LogicalChannelOpener(connection), _transport);
        return await lpa.DownloadAsync(prepared.Code);
    }

    internal sealed record Prepared(VirtualEuicc Card, ActivationCode Code);
}
