using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es8;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Building;

namespace EuiccSim.Conformance.Euicc;

/// <summary>The Profiles that cases install.</summary>
internal static class TestProfiles
{
    private static readonly string[] s_iccids = ["89019990001234567893", "89019990001234567802", "89019990001234567810", "89019990001234567828"];
    private static readonly Octets[] s_packages = [.. Enumerable.Range(1, Most).Select(Build)];

    /// <summary>How many there are.</summary>
    internal const int Most = 4;

    /// <summary>The address of the server that is told of them.</summary>
    internal const string Address = "testsmdpplus1.example.com";

    /// <summary>The ICCID of a Profile: 89019990001234567893 is SGP.23's PROFILE_OPERATIONAL1, the others follow it.</summary>
    internal static Iccid IccidOf(int number) => Iccid.FromDigits(s_iccids[number - 1]);

    /// <summary>The unprotected package.</summary>
    internal static Octets Package(int number) => s_packages[number - 1];

    /// <summary>The first Profile's package as a Test Profile may have it: the test algorithm, with the key of TS 34.108 §8.1.2.</summary>
    internal static Octets TestPackage { get; } = ProfileBuilder.Build(Subscriber(1) with
    {
        Key = Octets.FromHex("000102030405060708090A0B0C0D0E0F"),
        Opc = Octets.Of(new byte[16]),
        Algorithm = AlgorithmId.UsimTestAlgorithm,
    }).Write();

    /// <summary>Its metadata: an operational Profile that tells of everything.</summary>
    internal static StoreMetadataRequest Metadata(int number) => new()
    {
        Iccid = IccidOf(number),
        ServiceProviderName = "SP Name " + number,
        ProfileName = "Operational Profile " + number,
        NotificationConfigurationInfo =
        [
            new()
            {
                ProfileManagementOperation = NotificationEvent.NotificationEnable | NotificationEvent.NotificationDisable | NotificationEvent.NotificationDelete,
                NotificationAddress = Address,
            },
        ],
    };

    private static Octets Build(int number) => ProfileBuilder.Build(Subscriber(number)).Write();

    private static SubscriberData Subscriber(int number) => new()
    {
        Iccid = IccidOf(number),
        Imsi = "00101012345678" + number,
        Key = Octets.FromHex("465B5CE8B199B49FAA5F0A2EE238A6BC"),
        Opc = Octets.FromHex("CD63CB71954A9F4E48A5994E37A02BAF"),
        Algorithm = AlgorithmId.Milenage,
    };
}
