using EuiccSim.Card;
using EuiccSim.Card.IsdR;
using EuiccSim.Lpa;
using EuiccSim.Lpa.Channels;
using EuiccSim.Lpa.Download;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Servers;
using EuiccSim.Servers.Orders;
using EuiccSim.Testing;

namespace EuiccSim.Cli.Bench;

/// <summary>A whole download and install in memory: SM-DP+, LPA and a fresh card, with every check that they make.</summary>
internal sealed class InstallWorkload
{
    private readonly EuiccConfiguration _euicc;
    private readonly SmdpServer _server;
    private readonly InProcessTransport _transport;
    private readonly Profile _profile;

    internal InstallWorkload(EcCurve curve, Octets package)
    {
        RspPki pki = TestPki.Create(curve, new SeededRandom("bench"), TimeProvider.System.GetUtcNow().AddDays(-1)).WithSystemKeys();
        _euicc = EuiccConfigurations.From(pki);
        _server = new(new()
        {
            Address = Demo.DemoParties.Address,
            Credentials = [SmdpCredential.From(pki)],
        });
        _transport = new(_server);
        _profile = Profile.FromPackage(package, "EuiccSim", "Bench");
    }

    /// <summary>A card that nothing was installed on, and an order for it: what is there before a download begins.</summary>
    internal Prepared Prepare()
    {
        OrderBook orders = _server.Orders;
        if (orders.Find(_profile.Iccid) is { } former)
            orders.TryUpdate(former, new() { Profile = _profile });
        else
            orders.Add(_profile);
        _server.Es2.DownloadOrder(_profile.Iccid);
        ProfileOrder order = ((OrderOutcome.Done)_server.Es2.ConfirmOrder(_profile.Iccid, new())).Order;
        return new(VirtualEuicc.Create(_euicc), _server.ActivationCodeOf(order));
    }

    /// <summary>Downloads and installs. Throws if anything does not hold.</summary>
    internal void Install(Prepared prepared)
    {
        // Nothing here waits: the card and the server are in this process.
        DownloadOutcome outcome = InstallAsync(prepared).GetAwaiter().GetResult();
        if (outcome is not DownloadOutcome.Installed) throw CommandFailure.Wrong("bench", outcome.ToString());
    }

    private async Task<DownloadOutcome> InstallAsync(Prepared prepared)
    {
        await using CardConnection connection = new(prepared.Card);
        await using LpaClient lpa = await LpaClient.OpenAsync(new LogicalChannelOpener(connection), _transport);
        return await lpa.DownloadAsync(prepared.Code);
    }

    internal sealed record Prepared(VirtualEuicc Card, ActivationCode Code);
}
