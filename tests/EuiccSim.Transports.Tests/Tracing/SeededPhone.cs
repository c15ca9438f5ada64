using EuiccSim.Card;
using EuiccSim.Lpa;
using EuiccSim.Lpa.Channels;
using EuiccSim.Lpa.Download;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Servers.SmDp;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Testing;

namespace EuiccSim.Transports.Tests.Tracing;

/// <summary>A card, a server and what a phone does with them; every octet and time belongs to the seed.</summary>
internal sealed class SeededPhone
{
    private readonly SmdpServer _server;

    internal SeededPhone(string seed = "trace")
    {
        _server = new(new()
        {
            Address = Address,
            Credentials = [SmdpCredential.From(s_pki)],
            Time = Time,
            Random = new SeededRandom($"{seed} server"),
        });
        Card = new CardConnection(VirtualEuicc.Create(EuiccConfigurations.From(s_pki), new(Time, new SeededRandom($"{seed} card"))));
    }

    internal ManualTime Time { get; } = new(s_start);

    internal ICardConnection Card { get; }

    /// <summary>A reset, a whole download, and the profile enabled.</summary>
    internal async Task<DownloadOutcome> DownloadAsync(ICardConnection card)
    {
        await card.ResetAsync(CancellationToken.None);
        ProfileOrder stock = await _server.Orders.AddAsync(s_profile.Value);
        await _server.Es2.DownloadOrderAsync(stock.Iccid, null);
        await _server.Es2.ConfirmOrderAsync(stock.Iccid, new());
        await using LpaClient lpa = await LpaClient.OpenAsync(new LogicalChannelOpener(card), new InProcessTransport(_server));
        DownloadOutcome outcome = await lpa.DownloadAsync(_server.ActivationCodeOf((await _server.Orders.FindAsync(stock.Iccid))!), null, null);
        await lpa.Es10c.EnableProfileAsync(new ProfileIdentifier.Iccid(stock.Iccid), refresh: false);
        return outcome;
    }

    /// <summary>A terminal that starts up with a SIM: commands as octets, so that nothing but the card is asked.</summary>
    internal static async Task StartSimAsync(ICardConnection card)
    {
        await card.ResetAsync(CancellationToken.None);
        foreach (string command in s_session) await card.TransmitAsync(Octets.FromHex(command), CancellationToken.None);
    }

    private static Profile BuildProfile() => Profile.FromPackage(
        ProfileBuilder.Build(new()
        {
            Iccid = s_iccid,
            Imsi = "001010000000001",
            Key = Octets.FromHex("000102030405060708090A0B0C0D0E0F"),
            Opc = Octets.FromHex("F0E0D0C0B0A090807060504030201000"),
        }).Write(),
        new() { Iccid = s_iccid, ServiceProviderName = "EuiccSim", ProfileName = "Traced" });

    private const string Address = "testsmdpplus1.example.com";
    private static readonly DateTimeOffset s_start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Iccid s_iccid = Iccid.FromDigits("89882119900000000012");
    private static readonly RspPki s_pki = TestPki.Create(EcCurve.NistP256, new SeededRandom("trace"), s_start.AddYears(-1));
    private static readonly Lazy<Profile> s_profile = new(BuildProfile);

    private static readonly string[] s_session =
    [
        "80100000090000000000000000" + "FF", // TERMINAL PROFILE
        "00A40004023F0000", "00A40004022FE200", "00B000000A", // EF.ICCID
        "00A40004022F0000", "00B2010400", // EF.DIR
        "00A4040407A0000000871002" + "00", // ADF.USIM
        "00A40004026F0700", "00B0000009", // EF.IMSI
        "0020000108" + "30303030FFFFFFFF", // VERIFY PIN
        "0088008122" + "10" + "000102030405060708090A0B0C0D0E0F" + "10" + "00000000000000000000000000000000" + "00", // a MAC of nobody
        "80F2000000", // STATUS
    ];
}
