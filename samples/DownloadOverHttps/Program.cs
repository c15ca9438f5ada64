// Downloads a profile through sockets and TLS, first from a server that nobody vouches for.
using System.Net;
using System.Security.Cryptography.X509Certificates;
using EuiccSim.Http;
using EuiccSim.Lpa.Download;
using EuiccSim.Lpa.Http;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Servers.AspNetCore.SmDp;
using EuiccSim.Testing;

await using EsimWorld world = await EsimWorld.CreateAsync();
OrderedProfile ordered = await world.OrderAsync();

// The world's server on a free port of this machine, with the TLS certificate of its PKI.
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
Console.WriteLine($"Server    {await ordered.GetOrderAsync()}");

async Task<DownloadOutcome> DownloadAsync(TlsServerTrust trust)
{
    // In place of DNS, the LPA is told where the server is.
    IPEndPoint place = new(IPAddress.Loopback, host.Es9Addresses[0].Port);
    using Es9HttpTransport https = new(new()
    {
        Trust = trust,
        ConnectTo = new Dictionary<string, EndPoint> { [world.Server.Options.Address] = place },
    });
    // The wire that the world is given: calls go over it from now on.
    world.Net.Wire = https;
    return await world.Device.DownloadAsync(ordered.Code);
}
