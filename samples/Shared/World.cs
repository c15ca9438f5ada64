using EuiccSim.Card;
using EuiccSim.Lpa;
using EuiccSim.Lpa.Channels;
using EuiccSim.Lpa.Download;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Servers;
using EuiccSim.Servers.Orders;
using EuiccSim.Testing;

/// <summary>What a sample starts with: a card, a server and an order for one profile. InstallInMemory shows how each is made.</summary>
internal sealed class World
{
    private readonly ManualTime _time = new();
    private readonly SeededRandom _random = new("samples");

    internal World(CardOptions? options = null)
    {
        Pki = TestPki.Create(EcCurve.NistP256, _random, _time.GetUtcNow());
        Environment = new(_time, _random);
        Card = VirtualEuicc.Create(EuiccConfigurations.From(Pki), Environment, options);
        Server = new(new()
        {
            Address = "testsmdpplus1.example.com",
            Credentials = [new SmdpCredential(Pki.Ci, Pki.DpAuth, Pki.DpAuthKey, Pki.DpPb, Pki.DpPbKey)],
            Time = _time,
            Random = _random,
        });
        Server.Orders.Add(Profile.FromPackage(ProfileBuilder.Build(Subscriber).Write(), "EuiccSim", "Sample"));
        Server.Es2.DownloadOrder(Subscriber.Iccid);
        Server.Es2.ConfirmOrder(Subscriber.Iccid, new() { MatchingId = "SAMPLE-1" });
        Code = Server.ActivationCodeOf(Server.Orders.Find(Subscriber.Iccid)!);
    }

    internal RspPki Pki { get; }

    internal TimeProvider Time => _time;

    internal CardEnvironment Environment { get; }

    internal VirtualEuicc Card { get; }

    internal SmdpServer Server { get; }

    internal ActivationCode Code { get; }

    /// <summary>The subscriber whose profile waits at the server.</summary>
    internal static SubscriberData Subscriber { get; } = new()
    {
        Iccid = Iccid.FromDigits("89882119900000000012"),
        Imsi = "001010000000001",
        Key = Octets.FromHex("000102030405060708090A0B0C0D0E0F"),
        Opc = Octets.FromHex("101112131415161718191A1B1C1D1E1F"),
    };

    /// <summary>An LPA for a card, by default for the first one.</summary>
    internal ValueTask<LpaClient> OpenLpaAsync(VirtualEuicc? card = null) =>
        LpaClient.OpenAsync(new LogicalChannelOpener(new CardConnection(card ?? Card)), new InProcessTransport(Server));

    /// <summary>Downloads the profile and enables it.</summary>
    internal async Task InstallAndEnableAsync()
    {
        await using LpaClient lpa = await OpenLpaAsync();
        DownloadOutcome outcome = await lpa.DownloadAsync(Code);
        if (outcome is not DownloadOutcome.Installed) throw new InvalidOperationException(outcome.ToString());
        await lpa.Es10c.EnableProfileAsync(new ProfileIdentifier.Iccid(Subscriber.Iccid));
    }
}
