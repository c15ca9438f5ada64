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

namespace EuiccSim.Terminal.Tests;

/// <summary>A card with an enabled profile whose PIN 1 is asked for.</summary>
internal static class EnabledCard
{
    internal static SubscriberData Subscriber { get; } = new()
    {
        Iccid = Iccid.FromDigits("89882119900000000012"),
        Imsi = "001010000000001",
        // TS 35.207 set 1.
        Key = Octets.FromHex("465B5CE8B199B49FAA5F0A2EE238A6BC"),
        Opc = Octets.FromHex("CD63CB71954A9F4E48A5994E37A02BAF"),
        Pin = "2468",
        Puk = "13579246",
        IsPinEnabled = true,
    };

    internal static async Task<CardConnection> CreateAsync()
    {
        ManualTime time = new();
        SeededRandom random = new("terminal");
        RspPki pki = TestPki.Create(EcCurve.NistP256, random, time.GetUtcNow().AddDays(-1));
        CardConnection card = new(VirtualEuicc.Create(EuiccConfigurations.From(pki), new(time, random)));
        SmdpServer server = new(new()
        {
            Address = "testsmdpplus1.example.com",
            Credentials = [new SmdpCredential(pki.Ci, pki.DpAuth, pki.DpAuthKey, pki.DpPb, pki.DpPbKey)],
            Time = time,
            Random = random,
        });
        server.Orders.Add(Profile.FromPackage(ProfileBuilder.Build(Subscriber).Write(), "EuiccSim", "Terminal"));
        server.Es2.DownloadOrder(Subscriber.Iccid);
        server.Es2.ConfirmOrder(Subscriber.Iccid, new());
        await using LpaClient lpa = await LpaClient.OpenAsync(new LogicalChannelOpener(card), new InProcessTransport(server));
        Assert.That(await lpa.DownloadAsync(server.ActivationCodeOf(server.Orders.Find(Subscriber.Iccid)!)), Is.InstanceOf<DownloadOutcome.Installed>());
        await lpa.EnableProfileAsync(new ProfileIdentifier.Iccid(Subscriber.Iccid));
        await card.ResetAsync(default);
        return card;
    }
}
