using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Servers.SmDp.Orders;

namespace EuiccSim.Testing;

/// <summary>The profiles that worlds make up.</summary>
public static class WorldProfiles
{
    /// <summary>The subscriber of the n-th profile, with an ICCID, an IMSI and keys of its own.</summary>
    /// <param name="number">From 1 to 9,999.</param>
    public static SubscriberData Subscriber(int number) => new()
    {
        Iccid = Iccid.WithCheckDigit($"898821199000000{number:D4}"),
        Imsi = $"00101{number:D10}",
        Key = Octets.FromHex($"000102030405060708090A0B0C0D{number ^ 1 ^ 0x0E0F:X4}"),
        Opc = Octets.FromHex($"101112131415161718191A1B1C1D{number ^ 1 ^ 0x1E1F:X4}"),
    };

    /// <summary>The n-th profile: its server is told when it is enabled, disabled or deleted.</summary>
    /// <param name="number">From 1 to 9,999.</param>
    /// <param name="serverAddress">The SM-DP+ that is told.</param>
    public static Profile Number(int number, string serverAddress)
    {
        SubscriberData subscriber = Subscriber(number);
        return Profile.FromPackage(ProfileBuilder.Build(subscriber).Write(), new()
        {
            Iccid = subscriber.Iccid,
            ServiceProviderName = "EuiccSim",
            ProfileName = "Sample",
            NotificationConfigurationInfo =
            [
                new()
                {
                    ProfileManagementOperation =
                        NotificationEvent.NotificationEnable | NotificationEvent.NotificationDisable | NotificationEvent.NotificationDelete,
                    NotificationAddress = serverAddress,
                },
            ],
        });
    }
}
