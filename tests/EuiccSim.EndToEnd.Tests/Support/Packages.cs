using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es8;
using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Servers.SmDp.Orders;

namespace EuiccSim.EndToEnd.Tests.Support;

/// <summary>Profiles of our own making.</summary>
internal static class Packages
{
    internal static Iccid FirstIccid => IccidNumber(1);

    internal static Iccid IccidNumber(int number) => Iccid.FromDigits($"898821199000000{number:D5}");

    /// <summary>The n-th profile; the change, if any, is made to its metadata.</summary>
    internal static Profile Number(int number, Func<StoreMetadataRequest, StoreMetadataRequest>? change = null)
    {
        StoreMetadataRequest metadata = Metadata(IccidNumber(number));
        return Profile.FromPackage(number == 1 ? s_first : Build(number), change is null ? metadata : change(metadata));
    }

    private static Octets Build(int number) => ProfileBuilder.Build(new()
    {
        Iccid = IccidNumber(number),
        Imsi = $"00101{number:D10}",
        Key = Octets.FromHex("000102030405060708090A0B0C0D0E0F"),
        Opc = Octets.FromHex("F0E0D0C0B0A090807060504030201000"),
        ProfileType = "End to end",
    }).Write();

    private static StoreMetadataRequest Metadata(Iccid iccid) => new()
    {
        Iccid = iccid,
        ServiceProviderName = "EuiccSim",
        ProfileName = "End to end",
        NotificationConfigurationInfo =
        [
            new()
            {
                ProfileManagementOperation =
                    NotificationEvent.NotificationEnable | NotificationEvent.NotificationDisable | NotificationEvent.NotificationDelete,
                NotificationAddress = TestWorld.Address,
            },
        ],
    };

    private static readonly Octets s_first = Build(1);
}
