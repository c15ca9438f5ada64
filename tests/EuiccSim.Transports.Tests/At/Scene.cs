using EuiccSim.Card;
using EuiccSim.Lpa;
using EuiccSim.Lpa.Channels;
using EuiccSim.Lpa.Download;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Servers.SmDp;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Testing;

namespace EuiccSim.Transports.Tests.At;

/// <summary>A card, a server, and an order for one profile.</summary>
internal sealed class Scene
{
    private readonly ManualTime _time = new();

    internal Scene(Personality? personality = null, bool pin = false)
    {
        SeededRandom random = new("transports");
        SubscriberData subscriber = Subscriber with { IsPinEnabled = pin };
        Card = VirtualEuicc.Create(EuiccConfigurations.From(s_pki), new(_time, random),
            new() { Personality = personality ?? Personality.Default, Trace = Note });
        Connection = new(Card);
        Server = new(new()
        {
            Address = "testsmdpplus1.example.com",
            Credentials = [SmdpCredential.From(s_pki)],
            Time = _time,
            Random = random,
        });
        Server.Orders.AddAsync(Profile.FromPackage(ProfileBuilder.Build(subscriber).Write(), "EuiccSim", "Modem")).Now();
        Server.Es2.DownloadOrderAsync(subscriber.Iccid).Now();
        Server.Es2.ConfirmOrderAsync(subscriber.Iccid, new() { MatchingId = "MODEM-1" }).Now();
        Code = Server.ActivationCodeOf(Server.Orders.FindAsync(subscriber.Iccid).Now()!);
        Net = new(Server);
    }

    internal static SubscriberData Subscriber { get; } = new()
    {
        Iccid = Iccid.FromDigits("89882119900000000012"),
        Imsi = "001010000000001",
        Key = Octets.FromHex("000102030405060708090A0B0C0D0E0F"),
        Opc = Octets.FromHex("101112131415161718191A1B1C1D1E1F"),
        Pin = "2468",
        Puk = "13579246",
    };

    internal static string EidDigits => "89049032123451234512345678901235";

    internal VirtualEuicc Card { get; }

    internal CardConnection Connection { get; }

    internal SmdpServer Server { get; }

    internal InProcessTransport Net { get; }

    internal ActivationCode Code { get; }

    /// <summary>The commands that reached the card.</summary>
    internal List<string> Apdus { get; } = [];

    /// <summary>Installs and enables the profile without any transport, and resets the card.</summary>
    internal async Task<Scene> WithProfileAsync()
    {
        await using (LpaClient lpa = await LpaClient.OpenAsync(new LogicalChannelOpener(Connection), Net))
        {
            Assert.That(await lpa.DownloadAsync(Code), Is.InstanceOf<DownloadOutcome.Installed>());
            await lpa.Es10c.EnableProfileAsync(new ProfileIdentifier.Iccid(Subscriber.Iccid));
        }
        Card.Reset();
        Apdus.Clear();
        return this;
    }

    /// <summary>EID, download, enable, and another look, all through the way under test.</summary>
    internal async Task DownloadAndEnableAsync(IChannelOpener way, LpaOptions? options = null)
    {
        await using (LpaClient lpa = await LpaClient.OpenAsync(way, Net, options))
        {
            Assert.That((await lpa.Es10c.GetEidAsync()).Digits, Is.EqualTo(EidDigits));
            Assert.That(await lpa.DownloadAsync(Code), Is.InstanceOf<DownloadOutcome.Installed>());
            await lpa.Es10c.EnableProfileAsync(new ProfileIdentifier.Iccid(Subscriber.Iccid));
        }
        await using (LpaClient lpa = await LpaClient.OpenAsync(way, Net, options))
        {
            ProfileInfo profile = (await lpa.Es10c.GetProfilesInfoAsync())[0];
            Assert.That(profile.Iccid, Is.EqualTo(Subscriber.Iccid));
            Assert.That(profile.ProfileState, Is.EqualTo(ProfileState.Enabled));
        }
    }

    private void Note(TraceEvent happened)
    {
        if (happened is TraceEvent.Apdu apdu) Apdus.Add(apdu.Command.ToString());
    }

    private static readonly RspPki s_pki = TestPki.Create(EcCurve.NistP256, new SeededRandom("pki"), new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero));
}
