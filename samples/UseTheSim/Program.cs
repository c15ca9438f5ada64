// Uses an enabled profile as a phone does: selects the USIM, reads ICCID and IMSI, and answers a network's challenge.
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Testing;

await using EsimWorld world = await EsimWorld.CreateAsync();
OrderedProfile profile = await world.InstallAsync();
await world.Device.EnableAsync(profile.Iccid);

// A logical channel with the USIM selected on it, by the part of its name that all USIMs have.
await using IApplicationChannel usim = await world.Device.Channels.OpenAsync(Aid.FromHex("A0000000871002"), CancellationToken.None);

// SELECT by path, then READ BINARY.
await SendAsync(new(0x00, 0xA4, p1: 0x08, p2: 0x0C, Octets.FromHex("2FE2")));
Console.WriteLine($"EF.ICCID      {await SendAsync(new(0x00, 0xB0, 0x00, 0x00, ne: 10))}");
await SendAsync(new(0x00, 0xA4, p1: 0x08, p2: 0x0C, Octets.FromHex("7FFF6F07")));
Console.WriteLine($"EF.IMSI       {await SendAsync(new(0x00, 0xB0, 0x00, 0x00, ne: 9))}");

// The network's side: a challenge, with a sequence number that the SIM has not seen.
SubscriberData subscriber = WorldProfiles.Subscriber(1);
using Milenage network = new(subscriber.Key.Span, subscriber.Opc.Span);
Octets rand = Octets.FromHex("00112233445566778899AABBCCDDEEFF");
Octets sqn = Octets.FromHex("000000000020");
Octets amf = Octets.FromHex("8000");
Octets autn = Aka.BuildAutn(network, rand.Span, sqn.Span, amf.Span);

// AUTHENTICATE: 'DB', then RES, CK, IK and Kc, each behind its length.
Octets length = Octets.FromHex("10");
CommandApdu authenticate = new(0x00, 0x88, 0x00, p2: 0x81, Octets.Concat(length, rand, length, autn), ne: 256);
Octets answer = await SendAsync(authenticate);
Console.WriteLine($"AUTHENTICATE  {answer}");
Console.WriteLine($"RES is right: {answer.Slice(2, answer[1]) == network.F2345(rand.Span).Res}");

// The same challenge again is a replay: 'DC' and a token with which the network can catch up.
Console.WriteLine($"Once more     {await SendAsync(authenticate)}");

async Task<Octets> SendAsync(CommandApdu command)
{
    ResponseApdu response = await usim.TransmitAsync(command, CancellationToken.None);
    return response.Status.IsOk ? response.Data : throw new CardException(response.Status, command);
}
