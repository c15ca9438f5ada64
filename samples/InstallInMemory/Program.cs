// Installs a profile: a virtual eUICC, an LPA and an SM-DP+ in one process, talking APDUs and ES9+ to each other.
using EuiccSim.Card;
using EuiccSim.Lpa;
using EuiccSim.Lpa.Channels;
using EuiccSim.Lpa.Download;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Servers;
using EuiccSim.Servers.Orders;
using EuiccSim.Testing;

// Time and randomness are arguments. With these two, every run gives the same octets.
ManualTime time = new();
SeededRandom random = new("install in memory");

// Certificates and keys for both sides, in the shape of SGP.26.
using RspPki pki = TestPki.Create(EcCurve.NistP256, random, time.GetUtcNow());

// The chip.
VirtualEuicc card = VirtualEuicc.Create(EuiccConfigurations.From(pki), new(time, random));

// The server.
SmdpServer server = new(new()
{
    Address = "testsmdpplus1.example.com",
    Credentials = [new SmdpCredential(pki.Ci, pki.DpAuth, pki.DpAuthKey, pki.DpPb, pki.DpPbKey)],
    Time = time,
    Random = random,
});

// A profile for it, and an order, as the operator places it over ES2+.
ProfilePackage package = ProfileBuilder.Build(new()
{
    Iccid = Iccid.FromDigits("89882119900000000012"),
    Imsi = "001010000000001",
    Key = Octets.FromHex("000102030405060708090A0B0C0D0E0F"),
    Opc = Octets.FromHex("101112131415161718191A1B1C1D1E1F"),
});
Profile profile = Profile.FromPackage(package.Write(), serviceProviderName: "EuiccSim", profileName: "Sample");
server.Orders.Add(profile);
server.Es2.DownloadOrder(profile.Iccid);
OrderOutcome ordered = server.Es2.ConfirmOrder(profile.Iccid, new() { MatchingId = "SAMPLE-1" });
if (ordered is not OrderOutcome.Done { Order: var order }) throw new InvalidOperationException(ordered.ToString());
ActivationCode code = server.ActivationCodeOf(order);
Console.WriteLine($"Activation Code  {code.ToQrText()}");

// The LPA, which reaches the chip through a logical channel and the server without a network.
await using LpaClient lpa = await LpaClient.OpenAsync(new LogicalChannelOpener(new CardConnection(card)), new InProcessTransport(server));
Console.WriteLine($"EID              {await lpa.Es10c.GetEidAsync()}");

DownloadOutcome outcome = await lpa.DownloadAsync(code);
if (outcome is not DownloadOutcome.Installed installed) throw new InvalidOperationException(outcome.ToString());
Console.WriteLine($"Installed        {installed.Iccid}");

await lpa.Es10c.EnableProfileAsync(new ProfileIdentifier.Iccid(installed.Iccid));
foreach (ProfileInfo info in await lpa.Es10c.GetProfilesInfoAsync())
    Console.WriteLine($"Profile          {info.Iccid} \"{info.ProfileName}\" of {info.ServiceProviderName}: {info.ProfileState}");
Console.WriteLine($"Server           {server.Orders.Find(profile.Iccid)}");
