using EuiccSim.Lpa;
using EuiccSim.Lpa.Channels;
using EuiccSim.Lpa.Download;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Servers.SmDp;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Testing;
using EuiccSim.Transports.Tests.Vpcd;

namespace EuiccSim.Transports.Tests.Pcsc.Daemon;

/// <summary>An SM-DP+ in this process with one profile to fetch.</summary>
internal sealed class DownloadScene
{
    private readonly SmdpServer _server;

    internal DownloadScene()
    {
        RspPki pki = TestCards.Pki;
        _server = new(new()
        {
            Address = "smdp.example.com",
            Credentials = [SmdpCredential.From(pki)],
            Time = new ManualTime(TestCards.Start),
            Random = new SeededRandom("download server"),
        });
        Octets package = ProfileBuilder.Build(new()
        {
            Iccid = Iccid,
            Imsi = "001010000000001",
            Key = Octets.FromHex("000102030405060708090A0B0C0D0E0F"),
            Opc = Octets.FromHex("F0E0D0C0B0A090807060504030201000"),
            ProfileType = "Reader",
        }).Write();
        ProfileOrder stock = _server.Orders.AddAsync(Profile.FromPackage(
            package, new() { Iccid = Iccid, ServiceProviderName = "EuiccSim", ProfileName = "Reader" })).Now();
        _server.Es2.DownloadOrderAsync(stock.Iccid, null).Now();
        _server.Es2.ConfirmOrderAsync(stock.Iccid, new()).Now();
        Code = _server.ActivationCodeOf(_server.Orders.FindAsync(Iccid).Now()!);
    }

    internal static Iccid Iccid { get; } = Iccid.FromDigits("8988211990000000001");

    internal ActivationCode Code { get; }

    /// <summary>Opens an LPA on a card and does something with it.</summary>
    internal async Task<T> WithLpaAsync<T>(ICardConnection card, Func<LpaClient, Task<T>> use)
    {
        LogicalChannelOpener opener = new(card);
        await using LpaClient lpa = await LpaClient.OpenAsync(opener, new InProcessTransport(_server));
        return await use(lpa);
    }

    internal Task<DownloadOutcome> DownloadAsync(ICardConnection card, Action<DownloadProgress>? onProgress = null) =>
        WithLpaAsync(card, lpa => lpa.DownloadAsync(Code, null, onProgress is null ? null : new Reporter(onProgress)));

    private sealed class Reporter(Action<DownloadProgress> action) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => action(value);
    }
}
