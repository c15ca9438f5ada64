using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es8;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Building;

namespace EuiccSim.Card.Tests;

/// <summary>Profile packages and metadata for tests.</summary>
internal static class TestPackages
{
    internal const string IccidDigits = "89019990001234567893";

    internal static Octets Built { get; } = Build(IccidDigits);

    internal static Octets Build(string iccid) => ProfileBuilder.Build(new SubscriberData
    {
        Iccid = Iccid.FromDigits(iccid),
        Imsi = "001010123456789",
        Key = Octets.FromHex("465B5CE8B199B49FAA5F0A2EE238A6BC"),
        Opc = Octets.FromHex("CD63CB71954A9F4E48A5994E37A02BAF"),
    }).Write();

    internal static StoreMetadataRequest Metadata(string iccid = IccidDigits) => new()
    {
        Iccid = Iccid.FromDigits(iccid),
        ServiceProviderName = "Provider",
        ProfileName = "Profile",
        NotificationConfigurationInfo =
        [
            new()
            {
                ProfileManagementOperation =
                    NotificationEvent.NotificationEnable | NotificationEvent.NotificationDisable | NotificationEvent.NotificationDelete,
                NotificationAddress = "testsmdpplus1.example.com",
            },
        ],
    };

    /// <summary>Metadata for any package: its own ICCID.</summary>
    internal static StoreMetadataRequest MetadataOf(Octets upp) =>
        Metadata(Convert.ToHexString(ProfilePackage.Read(upp).Header!.Iccid.Span).TrimEnd('F'));
}
