using EuiccSim.Conformance.Cases;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10c;
using static EuiccSim.Conformance.Euicc.Cases.CaseRow;

namespace EuiccSim.Conformance.Euicc.Cases;

/// <summary>4.2.20: GetProfilesInfo: which Profiles are listed. What is said of them is in <see cref="ProfilesInfoTagCases"/>.</summary>
internal static class ProfilesInfoCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Reads("4.2.20/empty", Section, "A card without Profiles answers an empty list", async bench =>
        {
            bench.Step("the list is asked for");
            Signed<ProfileInfoListResponse> answer = await bench.AskAsync(new ProfileInfoListRequest());
            if (answer.Value is ProfileInfoListResponse.Ok { Value.Count: > 0 }) throw Running.Bench.DoesNotApply("Profiles: some are on the card");
            bench.ExpectOctets(answer.Encoded, Octets.FromHex("BF2D02A000"), "the answer");
        }),
        Installs("4.2.20/all", Section, "Without criteria all Profiles are listed, each once", async bench =>
        {
            TestProfile first = await bench.InstallAsync(1), second = await bench.InstallAsync(2), third = await bench.InstallAsync(3);
            bench.Step("the list is asked for");
            SequenceOf<ProfileInfo> listed = await bench.ProfilesAsync();
            foreach (TestProfile profile in new[] { first, second, third })
                bench.ExpectEqual(listed.Count(one => one.Iccid == profile.Iccid && one.IsdpAid == profile.Aid), 1, $"the number of entries of {profile.Iccid}");
        }),
        Search("iccid", "By ICCID the Profile with it is listed, and no other", profile => new ProfileSearchCriteria.Iccid(profile.Iccid)),
        Search("aid", "By ISD-P AID the Profile with it is listed, and no other", profile => new ProfileSearchCriteria.IsdpAid(profile.Aid)),
        Nothing("iccid-unknown", "By an ICCID that is not on the card no Profile is listed", new ProfileSearchCriteria.Iccid(Iccid.FromDigits("89019990009999999996"))),
        Nothing("aid-unknown", "By an AID that no ISD-P has no Profile is listed", new ProfileSearchCriteria.IsdpAid(Octets.FromHex("A0000005591010FFFFFFFF8900FFFF00"))),
        Nothing("aid-isdr", "By the AID of the ISD-R no Profile is listed", new ProfileSearchCriteria.IsdpAid(Aid.IsdR.Value)),
        Class("operational", ProfileClass.Operational, 1),
        Class("test", ProfileClass.Test, 2),
        Class("provisioning", ProfileClass.Provisioning, 0),
        Installs("4.2.20/class-unknown", Section, "By a class that does not exist no Profile is listed, or the criteria are refused", async bench =>
        {
            await bench.InstallAsync();
            bench.Step("the Profiles of the class 5 are asked for");
            ResponseApdu answer = await bench.StoreDataAsync(Octets.FromHex("BF2D05A003950105"));
            // SGP.22 leaves open whether such criteria are incorrect, or fit nothing.
            if (answer.Data.IsEmpty) bench.ExpectStatus(answer.Status, "6A80");
            else bench.Expect(s_nothing.Contains(answer.Data), "an empty list, or incorrectInputValues (1)", answer.Data.ToString());
        }),
        Installs("4.2.20/criteria-tags", Section, "Criteria and a tag list go together", async bench =>
        {
            TestProfile first = await bench.InstallAsync(1);
            await bench.InstallAsync(2);
            bench.Step("the name of one Profile is asked for");
            SequenceOf<ProfileInfo> listed = await bench.ProfilesAsync(new ProfileSearchCriteria.Iccid(first.Iccid), "92");
            ProfileInfo expected = new() { ProfileName = first.Metadata.ProfileName };
            bench.Expect(listed is [var only] && only == expected, $"the profileName {first.Metadata.ProfileName}, and nothing else", listed.ToString());
        }),
        Installs("4.2.20/der", Section, "A list of several Profiles is DER, with the elements of each in the module's order", async bench =>
        {
            await bench.EnabledAsync(1, metadata => metadata with { IconType = IconType.Png, Icon = Octets.FromHex("89504E470D0A1A0A") });
            await bench.InstallAsync(2);
            bench.Step("the list is asked for");
            bench.ExpectDer(await bench.AskAsync(new ProfileInfoListRequest()));
            bench.ExpectDer(await bench.AskAsync(new ProfileInfoListRequest { TagList = Octets.FromHex("99B8B7B6959493929190" + "9F704F5ABF22") }));
        }),
        Installs("4.2.20/state", Section, "One Profile is enabled, the other disabled, and so it is said", async bench =>
        {
            TestProfile enabled = await bench.EnabledAsync(1), disabled = await bench.InstallAsync(2);
            bench.Step("the states are asked for");
            await bench.ExpectStateAsync(enabled, ProfileState.Enabled);
            await bench.ExpectStateAsync(disabled, ProfileState.Disabled);
        }),
        Installs("4.2.20/reset", Section, "A reset changes nothing of the list", async bench =>
        {
            await bench.EnabledAsync(1);
            await bench.InstallAsync(2);
            SequenceOf<ProfileInfo> before = await bench.ProfilesAsync();
            bench.Step("the card is reset");
            await bench.ResetAsync();
            bench.ExpectEqual(await bench.ProfilesAsync(), before, "the list");
        }, EuiccDeclaration.RawApdus),
        Installs("4.2.20/refused-load", "SGP.22 §2.5.6, §5.7.15", "A Profile whose installation was refused is not listed", async bench =>
        {
            TestProfile first = await bench.InstallAsync(1);
            bench.Step("the same Profile is installed again, which is refused");
            await InstallTwiceAsync(bench);
            bench.ExpectEqual((await bench.ProfilesAsync()).Count(one => one.Iccid == first.Iccid), 1, "the number of entries");
        }),
    ];

    private static async Task InstallTwiceAsync(EuiccBench bench)
    {
        Roles.PlayedServer server = bench.Server();
        Octets otpk = await bench.PrepareAsync(server);
        int generation = bench.Target.Generation;
        Roles.BoundPackage package = server.Bind(otpk, Asn1Codec.Encode(TestProfiles.Metadata(1, generation)), TestProfiles.Package(1, generation: generation));
        Signed<ProfileInstallationResult> result = await bench.LoadAsync(package.Segments());
        FinalResult final = result.Value.ProfileInstallationResultData.Value.FinalResult;
        bench.Expect(final is FinalResult.Error, "errorResult", final.ToString());
    }

    /// <summary>Two Profiles are installed, and one of them is asked for.</summary>
    private static ConformanceCase Search(string word, string title, Func<TestProfile, ProfileSearchCriteria> criteria) => Installs($"4.2.20/{word}", Section, title, async bench =>
    {
        TestProfile first = await bench.InstallAsync(1), second = await bench.InstallAsync(2);
        foreach (TestProfile wanted in new[] { second, first })
        {
            bench.Step($"the Profile {wanted.Iccid} is asked for");
            SequenceOf<ProfileInfo> listed = await bench.ProfilesAsync(criteria(wanted));
            bench.ExpectEqual(Names(listed), wanted.Metadata.ProfileName, "what is listed");
            bench.ExpectEqual(listed[0].Iccid, wanted.Iccid, "iccid");
        }
    });

    /// <summary>A Profile is installed, and none is asked for.</summary>
    private static ConformanceCase Nothing(string word, string title, ProfileSearchCriteria criteria) => Installs($"4.2.20/{word}", Section, title, async bench =>
    {
        await bench.InstallAsync();
        bench.Step("the list is asked for");
        Signed<ProfileInfoListResponse> answer = await bench.AskAsync(new ProfileInfoListRequest { SearchCriteria = criteria });
        bench.ExpectOctets(answer.Encoded, Octets.FromHex("BF2D02A000"), "the answer");
    });

    /// <summary>An Operational Profile (1) and a Test Profile (2) are installed; by class, one of them is listed at most.</summary>
    private static ConformanceCase Class(string word, ProfileClass asked, int expected) => Installs(
        $"4.2.20/class-{word}", Section, $"By class, the Profiles of the class {StandardName.Of(asked)} are listed, and no other", async bench =>
        {
            TestProfile operational = await bench.InstallAsync(1), test = await bench.InstallAsync(2, metadata => metadata with { ProfileClass = ProfileClass.Test });
            bench.Step($"the Profiles of the class {StandardName.Of(asked)} are asked for");
            SequenceOf<ProfileInfo> listed = await bench.ProfilesAsync(new ProfileSearchCriteria.ProfileClass(asked));
            bench.Expect(listed.All(one => one.ProfileClass == asked), "no Profile of another class", listed.ToString());
            bench.ExpectEqual(listed.Any(one => one.Iccid == operational.Iccid), expected == 1, "whether the Operational Profile is listed");
            bench.ExpectEqual(listed.Any(one => one.Iccid == test.Iccid), expected == 2, "whether the Test Profile is listed");
        }, "testProfileSupport");

    private static string Names(SequenceOf<ProfileInfo> listed) => string.Join(", ", listed.Select(one => one.ProfileName));

    private const string Section = "SGP.22 §5.7.15";
    private static readonly Octets[] s_nothing = [Octets.FromHex("BF2D02A000"), Octets.FromHex("BF2D03810101")];
}
