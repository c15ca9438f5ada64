using System.Net;
using System.Security.Cryptography.X509Certificates;
using EuiccSim.Card;
using EuiccSim.Lpa;
using EuiccSim.Lpa.Channels;
using EuiccSim.Lpa.Download;
using EuiccSim.Lpa.Http;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Servers.AspNetCore;

// A card, an SM-DP+ and an order, as in InstallInMemory.
World world = new();

// The server on a free port of this machine, with the TLS certificate of its PKI.
using X509Certificate2 tls = world.Pki.ToTlsCertificate();
await using SmdpHost host = await SmdpHost.StartAsync(world.Server, new() { Certificates = [new(tls)] });

// A server that only others' CIs vouch for is not asked anything.
try
{
    Console.WriteLine(await DownloadAsync(new()));
}
catch (Es9TransportException fault)
{
    Console.WriteLine($"Refused   {fault.Fault}");
}

// The LPA trusts the CI of that PKI, and nothing else.
DownloadOutcome outcome = await DownloadAsync(new() { Cis = [world.Pki.Ci], Time = world.Time });
Console.WriteLine(outcome is DownloadOutcome.Installed installed ? $"Installed {installed.Iccid}" : outcome.ToString());
Console.WriteLine($"Server    {await world.Server.Orders.FindAsync(World.Subscriber.Iccid)}");

async Task<DownloadOutcome> DownloadAsync(Es9ServerTrust trust)
{
    // In place of DNS, the LPA is told where the server is.
    IPEndPoint place = new(IPAddress.Loopback, host.Es9Addresses[0].Port);
    using Es9HttpTransport servers = new(new()
    {
        Trust = trust,
        ConnectTo = new Dictionary<string, EndPoint> { [world.Server.Options.Address] = place },
    });
    await using LpaClient lpa = await LpaClient.OpenAsync(new LogicalChannelOpener(new CardConnection(world.Card)), servers, new() { Time = world.Time });
    return await lpa.DownloadAsync(world.Code);
}
