using EuiccSim.Conformance.Cases;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Protocol.Rsp.Es8;
using static EuiccSim.Conformance.Euicc.Cases.CaseRow;

namespace EuiccSim.Conformance.Euicc.Cases;

/// <summary>4.2.20: GetProfilesInfo: what is said of a Profile, tag by tag.</summary>
internal static class ProfilesInfoTagCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Tag("5A", "iccid", profile => Tlv("5A", profile.Iccid.Ef)),
        Tag("4F", "isdpAid", profile => Tlv("4F", profile.Aid)),
        Tag("9F70", "profileState", _ => Octets.FromHex("9F700100")),
        Installs("4.2.20/tag-9F70-enabled", Section, "profileState of an enabled Profile is 1", async bench =>
        {
            TestProfile profile = await bench.EnabledAsync();
            bench.ExpectOctets(await OneAsync(bench, profile, "9F70"), Octets.FromHex("9F700101"), "what is said");
        }),
        Installs("4.2.20/tag-90", Section, "profileNickname is what SetNickname set", async bench =>
        {
            TestProfile profile = await bench.InstallAsync();
            await bench.ArrangeAsync("a nickname is set", () => bench.CallAsync(new SetNicknameRequest { Iccid = profile.Iccid, ProfileNickname = "Holiday" }));
            bench.ExpectOctets(await OneAsync(bench, profile, "90"), Octets.FromHex("9007486F6C69646179"), "what is said");
        }),
        Tag("91", "serviceProviderName", profile => Text("91", profile.Metadata.ServiceProviderName)),
        Tag("92", "profileName", profile => Text("92", profile.Metadata.ProfileName)),
        Tag("93", "iconType", _ => Octets.FromHex("930101"), metadata => metadata with { IconType = IconType.Png, Icon = s_icon }),
        Tag("94", "icon", _ => Tlv("94", s_icon), metadata => metadata with { IconType = IconType.Png, Icon = s_icon }),
        Tag("95", "profileClass", _ => Octets.FromHex("950102")),
        Tag("B6", "notificationConfigurationInfo", _ => NotificationInfo),
        Tag("B7", "profileOwner", _ => Octets.FromHex("B705800300F110"), metadata => metadata with { ProfileOwner = TestProfiles.Owner }),
        Installs("4.2.20/tag-B8", Section, "dpProprietaryData is what ConfigureISDP brought", async bench =>
        {
            // dpOid 2.999.10.
            TestProfile profile = await bench.InstallAsync(configureIsdp: Octets.FromHex("BF2407B8058003" + "88370A"));
            bench.ExpectOctets(await OneAsync(bench, profile, "B8"), Octets.FromHex("B8058003" + "88370A"), "what is said");
        }),
        Installs("4.2.20/tag-99", Section, "profilePolicyRules are those of the metadata", async bench =>
        {
            TestProfile profile = await bench.InstallAsync(change: metadata => metadata with { ProfileOwner = TestProfiles.Owner, ProfilePolicyRules = PprIds.Ppr1 });
            bench.ExpectOctets(await OneAsync(bench, profile, "99"), Octets.FromHex("99020640"), "what is said");
        }, EuiccDeclaration.Ppr1),
        Installs("4.2.20/tag-BF22", Section, "serviceSpecificDataStoredInEuicc is that of the metadata", async bench =>
        {
            VendorSpecificData data = new() { VendorOid = new("2.999.77"), Data = Octets.FromHex("0403010203") };
            TestProfile profile = await bench.InstallAsync(change: metadata => metadata with { ServiceSpecificDataStoredInEuicc = [data] });
            bench.ExpectOctets(await OneAsync(bench, profile, "BF22"), Octets.FromHex("BF220E300C800388374DA1050403010203"), "what is said");
        }, "serviceSpecificDataSupport"),
        Installs("4.2.20/default-tags", Section, "Without a tag list ICCID, AID, state, nickname, names, icon and class are given, and nothing else", async bench =>
        {
            TestProfile profile = await bench.InstallAsync(change: metadata => metadata with { IconType = IconType.Png, Icon = s_icon, ProfileOwner = TestProfiles.Owner });
            await bench.ArrangeAsync("a nickname is set", () => bench.CallAsync(new SetNicknameRequest { Iccid = profile.Iccid, ProfileNickname = "Holiday" }));
            bench.Step("the Profile is asked for");
            string tags = string.Join(' ', (await EntryAsync(bench, profile, null)).Select(one => $"{one.Tag:X2}"));
            bench.ExpectEqual(tags, "5A 4F 9F70 90 91 92 93 94 95", "the tags");
        }),
        Installs("4.2.20/absent", Section, "What a Profile does not have is left out of what is asked for", async bench =>
        {
            TestProfile profile = await bench.InstallAsync();
            bench.ExpectOctets(await OneAsync(bench, profile, "90" + "93" + "94" + "B7" + "B8" + "99" + "BF22"), Octets.Empty, "what is said");
        }),
        Installs("4.2.20/unknown-tag", Section, "A tag that is not known is passed over; what is known is given", async bench =>
        {
            TestProfile profile = await bench.InstallAsync();
            bench.ExpectOctets(await OneAsync(bench, profile, "9E" + "5A" + "9F7B" + "DF1F"), Tlv("5A", profile.Iccid.Ef), "what is said");
        }),
        Installs("4.2.20/tag-order", Section, "In whatever order tags are asked for, elements come in the module's order", async bench =>
        {
            TestProfile profile = await bench.InstallAsync();
            bench.ExpectOctets(
                await OneAsync(bench, profile, "92" + "9F70" + "5A"),
                Octets.Concat(Tlv("5A", profile.Iccid.Ef), Octets.FromHex("9F700100"), Text("92", profile.Metadata.ProfileName)), "what is said");
        }),
        Installs("4.2.20/tag-cut", Section, "A tag list whose last tag is cut off is refused, or its end passed over", async bench =>
        {
            TestProfile profile = await bench.InstallAsync();
            bench.Step("a tag list that ends in '9F' is sent");
            ResponseApdu answer = await bench.StoreDataAsync(Octets.FromHex("BF2D045C025A9F"));
            if (answer.Data.IsEmpty) bench.ExpectStatus(answer.Status, "6A80");
            else if (answer.Data != Octets.FromHex("BF2D03810101"))
                bench.Expect(answer.Data.ToString().Contains(profile.Iccid.Ef.ToString(), StringComparison.Ordinal), "incorrectInputValues (1), or the ICCID", answer.Data.ToString());
        }),
        Installs("4.2.20/icon-1024", Section, "An icon of 1024 octets is given octet for octet", async bench =>
        {
            Octets icon = Octets.Wrap(Enumerable.Range(0, 1024).Select(i => (byte)(i % 251)).ToArray());
            TestProfile profile = await bench.InstallAsync(change: metadata => metadata with { IconType = IconType.Jpg, Icon = icon });
            bench.ExpectOctets(await OneAsync(bench, profile, "9394"), Octets.Concat(Octets.FromHex("930100"), Tlv("94", icon)), "what is said");
        }),
    ];

    private static ConformanceCase Tag(string tag, string name, Func<TestProfile, Octets> expected, Func<StoreMetadataRequest, StoreMetadataRequest>? change = null) => Installs(
        $"4.2.20/tag-{tag}", Section, $"The tag '{tag}' asks for {name}, and for nothing else", async bench =>
        {
            TestProfile profile = await bench.InstallAsync(change: change);
            bench.ExpectOctets(await OneAsync(bench, profile, tag), expected(profile), "what is said");
        });

    /// <summary>What is said of a Profile when these tags are asked for: the value of its 'E3'.</summary>
    private static async Task<Octets> OneAsync(EuiccBench bench, TestProfile profile, string tags)
    {
        bench.Step($"the tags {tags} are asked for");
        return Octets.Concat([.. (await EntryAsync(bench, profile, tags)).Select(field => field.Encoded)]);
    }

    private static async Task<IReadOnlyList<BerTlv>> EntryAsync(EuiccBench bench, TestProfile profile, string? tags)
    {
        ProfileInfoListRequest request = new() { SearchCriteria = new ProfileSearchCriteria.Iccid(profile.Iccid), TagList = tags is null ? null : Octets.FromHex(tags) };
        Octets answer = (await bench.AskAsync(request)).Encoded;
        return EuiccBench.Read(answer, "one 'E3' in 'A0' in 'BF2D'", static octets => BerTlv.ReadAll(In(In(In(octets, 0xBF2D), 0xA0), 0xE3)));
    }

    /// <summary>The value of the only TLV in octets, which must have this tag.</summary>
    private static Octets In(Octets octets, int tag) =>
        BerTlv.ReadAll(octets) is [var only] && only.Tag == tag ? only.Value : throw new Asn1ContentException($"'{octets}'");

    private static Octets Tlv(string tag, Octets value) => Roles.BoundPackage.Tlv(tag, value);

    private static Octets Text(string tag, string text) => Tlv(tag, Octets.Wrap(System.Text.Encoding.UTF8.GetBytes(text)));

    /// <summary>One entry: enabling, disabling and deleting, for the address of the run.</summary>
    private static Octets NotificationInfo => Tlv("B6", Tlv("30", Octets.Concat(Octets.FromHex("80020470"), Text("81", TestProfiles.Address))));

    private const string Section = "SGP.22 §5.7.15";
    private static readonly Octets s_icon = Octets.FromHex("89504E470D0A1A0A0000000D49484452");
}
