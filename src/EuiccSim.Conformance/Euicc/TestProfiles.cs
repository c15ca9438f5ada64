using System.Globalization;
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
    private static readonly Lazy<Octets>[] s_packages = [.. Enumerable.Range(1, Most).Select(number => new Lazy<Octets>(() => Build(number, 0, isTest: false)))];
    private static readonly Lazy<Octets>[] s_testPackages = [.. Enumerable.Range(1, Most).Select(number => new Lazy<Octets>(() => Build(number, 0, isTest: true)))];

    /// <summary>How many there are.</summary>
    internal const int Most = 4;

    /// <summary>The address of the server that is told of them.</summary>
    internal const string Address = "testsmdpplus1.example.com";

    /// <summary>The operator in the metadata of those that have policy rules: the network of their IMSI.</summary>
    internal static OperatorId Owner { get; } = new() { MccMnc = Octets.FromHex("00F110") };

    /// <summary>The ICCID of a Profile: 89019990001234567893 is SGP.23's PROFILE_OPERATIONAL1, the others follow it.</summary>
    /// <param name="number">Which of the Profiles.</param>
    /// <param name="generation">Which of the numbers for it: what is left on a card has those of a generation before. 0 to 9999.</param>
    internal static Iccid IccidOf(int number, int generation = 0) => generation == 0
        ? Iccid.FromDigits(s_iccids[number - 1])
        : Iccid.WithCheckDigit(string.Create(CultureInfo.InvariantCulture, $"890199900{generation:D4}00000{number}"));

    /// <summary>The IMSI in its USIM.</summary>
    internal static string ImsiOf(int number) => "00101012345678" + number;

    /// <summary>The unprotected package.</summary>
    /// <param name="number">Which of the Profiles.</param>
    /// <param name="profileClass">A Test Profile has no key but one that everybody knows. SGP.22 v2.5 §2.4.5.4.</param>
    /// <param name="generation">As for <see cref="IccidOf"/>.</param>
    internal static Octets Package(int number, ProfileClass profileClass = ProfileClass.Operational, int generation = 0) => generation == 0
        ? (profileClass is ProfileClass.Test ? s_testPackages : s_packages)[number - 1].Value
        : Build(number, generation, profileClass is ProfileClass.Test);

    /// <summary>Its metadata: an operational Profile that tells of everything.</summary>
    internal static StoreMetadataRequest Metadata(int number, int generation = 0) => new()
    {
        Iccid = IccidOf(number, generation),
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

    private static Octets Build(int number, int generation, bool isTest) => ProfileBuilder.Build(new SubscriberData
    {
        Iccid = IccidOf(number, generation),
        Imsi = ImsiOf(number),
        Key = Octets.FromHex(isTest ? "000102030405060708090A0B0C0D0E0F" : "465B5CE8B199B49FAA5F0A2EE238A6BC"),
        Opc = Octets.FromHex(isTest ? "00000000000000000000000000000000" : "CD63CB71954A9F4E48A5994E37A02BAF"),
        Algorithm = isTest ? AlgorithmId.UsimTestAlgorithm : AlgorithmId.Milenage,
    }).Write();
}
