using EuiccSim.Card;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Testing;
using EuiccSim.Testing.Faults;

namespace EuiccSim.Transports.Tests;

/// <summary>Worlds whose PKI is made once, and what the tests of ways to a card ask of them.</summary>
internal static class TestWorld
{
    internal const string EidDigits = "89049032123451234512345678901235";

    internal static Iccid Iccid { get; } = Iccid.FromDigits("89882119900000000012");

    internal static EsimWorld Create(Personality? personality = null, string seed = "transports") => EsimWorld.CreateAsync(new()
    {
        Seed = seed,
        Pkis = [s_pki],
        Card = personality is null ? null : new() { Personality = personality },
    }).Now();

    /// <summary>A world whose device has the profile, enabled, and nothing of this among its events. The card was reset.</summary>
    internal static async Task<EsimWorld> WithProfileAsync(Personality? personality = null, bool pin = false)
    {
        EsimWorld world = Create(personality);
        await world.Device.InstallAsync((await world.OrderModemAsync(pin)).Code);
        await world.Device.EnableAsync(Iccid);
        await world.Device.ResetAsync();
        world.Events.Clear();
        return world;
    }

    /// <summary>A card that is not there any more.</summary>
    internal static ICardConnection GoneCard()
    {
        EsimWorld world = Create();
        foreach (Place place in new[] { Place.Apdu, Place.Reset }) world.Inject(Fault.At(place).Always().Drop());
        return world.Device.Connection;
    }

    extension(EsimWorld world)
    {
        /// <summary>The commands that reached the card.</summary>
        internal List<string> Commands => [.. world.Events.Apdus.Select(apdu => apdu.Command.ToString())];

        internal Task<OrderedProfile> OrderModemAsync(bool pin = false) =>
            world.OrderAsync(Profile.FromPackage(ProfileBuilder.Build(s_subscriber with { IsPinEnabled = pin }).Write(), "EuiccSim", "Modem"));

        /// <summary>EID, download, enable, and another look, all through the way under test.</summary>
        internal async Task DownloadAndEnableAsync(IChannelOpener way, OrderedProfile? ordered = null, int? blockSize = null)
        {
            ordered ??= await world.OrderModemAsync();
            world.Device.Channels = way;
            world.Device.LpaOptions = world.Device.LpaOptions with { BlockSize = blockSize ?? new Lpa.LpaOptions().BlockSize };
            await world.Device.WithLpaAsync(async lpa =>
            {
                Assert.That((await lpa.Es10c.GetEidAsync()).Digits, Is.EqualTo(EidDigits));
                Assert.That(await lpa.DownloadAsync(ordered.Code), Is.InstanceOf<Lpa.Download.DownloadOutcome.Installed>());
                await lpa.Es10c.EnableProfileAsync(new ProfileIdentifier.Iccid(ordered.Iccid));
            });
            ProfileInfo profile = (await world.Device.GetProfilesAsync())[0];
            Assert.That((profile.Iccid, profile.ProfileState), Is.EqualTo(((Iccid?)Iccid, (ProfileState?)ProfileState.Enabled)));
        }
    }

    private static readonly SubscriberData s_subscriber = new()
    {
        Iccid = Iccid,
        Imsi = "001010000000001",
        Key = Octets.FromHex("000102030405060708090A0B0C0D0E0F"),
        Opc = Octets.FromHex("101112131415161718191A1B1C1D1E1F"),
        Pin = "2468",
        Puk = "13579246",
    };

    private static readonly RspPki s_pki = TestPki.Create(EcCurve.NistP256, new SeededRandom("pki"), new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero));
}
