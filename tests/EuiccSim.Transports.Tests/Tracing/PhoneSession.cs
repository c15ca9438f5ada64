using EuiccSim.Lpa.Channels;
using EuiccSim.Lpa.Download;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Testing;

namespace EuiccSim.Transports.Tests.Tracing;

/// <summary>What a phone does with a card; in a world, every octet and time of it belongs to the seed.</summary>
internal static class PhoneSession
{
    /// <summary>A reset, a whole download, and the profile enabled.</summary>
    internal static async Task<DownloadOutcome> DownloadAsync(EsimWorld world, ICardConnection card)
    {
        await card.ResetAsync(CancellationToken.None);
        OrderedProfile ordered = await world.OrderAsync(s_profile.Value);
        world.Device.Channels = new LogicalChannelOpener(card);
        return await world.Device.WithLpaAsync(async lpa =>
        {
            DownloadOutcome outcome = await lpa.DownloadAsync(ordered.Code);
            await lpa.Es10c.EnableProfileAsync(new ProfileIdentifier.Iccid(ordered.Iccid), refresh: false);
            return outcome;
        });
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
            Iccid = TestWorld.Iccid,
            Imsi = "001010000000001",
            Key = Octets.FromHex("000102030405060708090A0B0C0D0E0F"),
            Opc = Octets.FromHex("F0E0D0C0B0A090807060504030201000"),
        }).Write(),
        new() { Iccid = TestWorld.Iccid, ServiceProviderName = "EuiccSim", ProfileName = "Traced" });

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
