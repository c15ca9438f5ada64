using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Roles;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Protocol.Rsp.Es8;
using EuiccSim.Protocol.Saip;
using static EuiccSim.Conformance.Euicc.Cases.CaseRow;

namespace EuiccSim.Conformance.Euicc.Cases.Download;

/// <summary>4.2.5: ES8+.StoreMetadata with metadata that are good: GetProfilesInfo gives them back.</summary>
internal static class StoreMetadataCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Row("operational", "The metadata of an operational Profile are stored", metadata => metadata),
        Installs("4.2.5/test", Section, "The metadata of a test Profile are stored", bench =>
            StoredAsync(bench, bench.Server(), metadata => metadata with { ProfileClass = ProfileClass.Test }, TestProfiles.Package(1, ProfileClass.Test)),
            StandardName.Of(RspCapability.TestProfileSupport), StandardName.Of(UiccCapability.UsimTestAlgorithm)),
        Row("icon-png", "An icon in PNG is stored", metadata => metadata with { IconType = IconType.Png, Icon = Icon(300) }),
        Row("icon-jpg", "An icon in JPEG is stored", metadata => metadata with { IconType = IconType.Jpg, Icon = Icon(300) }),
        Row("icon-1024", "An icon of 1024 octets, which takes two '88', is stored", metadata => metadata with { IconType = IconType.Png, Icon = Icon(1024) }),
        Row("names-short", "Empty names are stored", metadata => metadata with { ServiceProviderName = "", ProfileName = "" }),
        Row("names-long", "Names of 32 and 64 characters are stored", metadata =>
            metadata with { ServiceProviderName = new string('S', 32), ProfileName = new string('P', 64) }),
        // UTF-8 has two octets for each, and SGP.22 counts characters.
        Row("names-not-ascii", "Names of 32 and 64 characters that are not ASCII are stored", metadata =>
            metadata with { ServiceProviderName = new string('é', 32), ProfileName = new string('ß', 64) }),
        Row("notifications-absent", "Metadata without notificationConfigurationInfo are stored, and nobody but the SM-DP+ is told", metadata => metadata with { NotificationConfigurationInfo = null }),
        Row("notifications", "Of two recipients the one that asked for it is told of the installation", metadata => metadata with
        {
            NotificationConfigurationInfo =
            [
                Recipient(NotificationEvent.NotificationInstall | NotificationEvent.NotificationDelete, "install.example.com"),
                Recipient(NotificationEvent.NotificationEnable | NotificationEvent.NotificationDisable, "enable.example.com"),
            ],
        }),
        Row("notifications-install", "Three recipients that asked for it are told of the installation", metadata => metadata with
        {
            NotificationConfigurationInfo =
            [
                Recipient(NotificationEvent.NotificationInstall, "one.example.com"),
                Recipient(NotificationEvent.NotificationInstall, "two.example.com"),
                Recipient(NotificationEvent.NotificationInstall, "three.example.com"),
            ],
        }),
        Row("owner", "A profileOwner is stored", metadata => metadata with { ProfileOwner = new() { MccMnc = Octets.FromHex("00F110") } }),
        Row("owner-groups", "A profileOwner with group identifiers is stored", metadata =>
            metadata with { ProfileOwner = new() { MccMnc = Octets.FromHex("00F110"), Gid1 = Octets.FromHex("0A"), Gid2 = Octets.FromHex("0B0C") } }),
        Row("service-data", "Service specific data that the eUICC keeps are stored", metadata => metadata with { ServiceSpecificDataStoredInEuicc = Service("0102") },
            StandardName.Of(RspCapability.ServiceSpecificDataSupport)),
        Installs("4.2.5/service-data-not-stored", Section, "Service specific data that are for the LPA only are not kept", async bench =>
            await StoredAsync(bench, bench.Server(), metadata => metadata with { ServiceSpecificDataNotStoredInEuicc = Service("0304") }, TestProfiles.Package(1))),
        Installs("4.2.5/nickname-absent", Section, "A new Profile has no nickname", async bench =>
        {
            PlayedSession session = await bench.PreparedAsync();
            TestProfile profile = await bench.ExpectInstalledAsync(session, TestProfiles.Metadata(1), session.Bind().Segments());
            bench.Step("the nickname is asked for");
            bench.ExpectEqual((await bench.InfoAsync(profile, "90")).ProfileNickname ?? "", "", "profileNickname");
        }),
        Split(1),
        Split(8),
        Split(100),
    ];

    internal static IEnumerable<AbsentCase> Absent =>
    [
        new("4.2.5/provisioning", Side.Euicc, "StoreMetadata of a provisioning Profile", "no function of SGP.22 v2 takes such a Profile off the eUICC again"),
        .. s_later.Select(name => new AbsentCase($"4.2.5/{name}", Side.Euicc, $"StoreMetadata with {name}", "SGP.22 v3")),
        new("4.2.5/unknown-tlv", Side.Euicc, "StoreMetadata with an unknown TLV ends with unknownTlvInMetadata (26)", "SGP.22 v3"),
    ];

    private static ConformanceCase Row(string word, string title, Func<StoreMetadataRequest, StoreMetadataRequest> change, params SequenceOf<string> needs) =>
        Installs($"4.2.5/{word}", Section, title, bench => StoredAsync(bench, bench.Server(), change, TestProfiles.Package(1)), needs);

    private static ConformanceCase Split(int size) => Installs($"4.2.5/split-{size}", Section, $"Metadata in '88' of {size} octets each are stored", bench =>
        StoredAsync(bench, bench.Server() with { MetadataBlock = size }, metadata => metadata, TestProfiles.Package(1)));

    private static async Task StoredAsync(EuiccBench bench, PlayedServer server, Func<StoreMetadataRequest, StoreMetadataRequest> change, Octets package)
    {
        StoreMetadataRequest metadata = change(TestProfiles.Metadata(1));
        PlayedSession session = await bench.PreparedAsync(server);
        TestProfile profile = await bench.ExpectInstalledAsync(session, metadata, session.Bind(metadata, package).Segments());
        bench.Step("the metadata are read");
        ProfileInfo info = await bench.InfoAsync(profile, "5A9192939495B6B799BF22BF23");
        ProfileInfo expected = new()
        {
            Iccid = metadata.Iccid,
            ServiceProviderName = metadata.ServiceProviderName,
            ProfileName = metadata.ProfileName,
            IconType = metadata.IconType,
            Icon = metadata.Icon,
            ProfileClass = metadata.ProfileClass,
            NotificationConfigurationInfo = metadata.NotificationConfigurationInfo,
            ProfileOwner = metadata.ProfileOwner,
            ProfilePolicyRules = metadata.ProfilePolicyRules,
            ServiceSpecificDataStoredInEuicc = metadata.ServiceSpecificDataStoredInEuicc,
        };
        bench.ExpectOctets(Asn1Codec.Encode(info), Asn1Codec.Encode(expected), "the metadata that were stored");
    }

    private static NotificationConfigurationInformation Recipient(NotificationEvent events, string address) =>
        new() { ProfileManagementOperation = events, NotificationAddress = address };

    private static SequenceOf<VendorSpecificData> Service(string data) => [new() { VendorOid = new("2.999.20"), Data = BoundPackage.Tlv("04", Octets.FromHex(data)) }];

    /// <summary>An eUICC does not look into an icon.</summary>
    private static Octets Icon(int length) => Octets.Wrap(Enumerable.Range(0, length).Select(at => (byte)(at & 0xFF)).ToArray());

    private static readonly string[] s_later = ["rpmConfiguration", "hriServerAddress", "lprConfiguration", "enterpriseConfiguration", "deviceChangeConfiguration"];

    private const string Section = "SGP.22 §5.5.3, §5.7.15";
}
