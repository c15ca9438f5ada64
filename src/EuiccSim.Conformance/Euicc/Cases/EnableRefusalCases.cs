using EuiccSim.Conformance.Cases;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Protocol.Uicc;
using static EuiccSim.Conformance.Euicc.Cases.CaseRow;

namespace EuiccSim.Conformance.Euicc.Cases;

/// <summary>4.2.21: EnableProfile that is refused, or given up by the Device: nothing changes.</summary>
internal static class EnableRefusalCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Unknown("#4", "an ICCID", isRefreshed: false, new ProfileIdentifier.Iccid(NoSuchIccid)),
        Unknown("/unknown-aid", "an AID", isRefreshed: false, new ProfileIdentifier.IsdpAid(NoSuchAid)),
        Unknown("/unknown-iccid-refresh", "an ICCID, with refreshFlag", isRefreshed: true, new ProfileIdentifier.Iccid(NoSuchIccid)),
        Unknown("/unknown-isdr", "the AID of the ISD-R", isRefreshed: false, new ProfileIdentifier.IsdpAid(Aid.IsdR.Value)),
        Already("#5", "by ICCID", isRefreshed: false, profile => profile.ById),
        Already("/enabled-aid", "by AID", isRefreshed: false, profile => profile.ByAid),
        Already("/enabled-refresh", "with refreshFlag", isRefreshed: true, profile => profile.ById),
        Protected("#6", "While the enabled Profile has PPR1, another Operational Profile cannot be enabled: disallowedByPolicy", isRefreshed: false),
        Protected("/ppr1-refresh", "While the enabled Profile has PPR1, another one cannot be enabled with refreshFlag either: disallowedByPolicy", isRefreshed: true),
        Installs("4.2.21/ppr1-disabled", Section, "PPR1 of a disabled Profile forbids nothing", async bench =>
        {
            TestProfile disabled = await bench.DisabledAsync(2, WithPpr1), profile = await bench.InstallAsync(1);
            bench.Step("the other Profile is enabled");
            bench.ExpectCode(await bench.EnableAsync(profile.ById), EnableResult.Ok, "enableResult");
            await bench.ExpectStateAsync(disabled, ProfileState.Disabled);
            await bench.ExpectStateAsync(profile, ProfileState.Enabled);
        }, EuiccDeclaration.Ppr1),
        Installs("4.2.21#7", Section, "While a proactive command is performed: catBusy", async bench =>
        {
            (TestProfile awaited, TestProfile other, StatusWord announcement) = await BeginAsync(bench);
            await bench.FetchRefreshAsync(announcement);
            bench.Step("another Profile is enabled meanwhile");
            await ExpectRefusedAsync(bench, other.ById, isRefreshed: true, EnableResult.CatBusy);
            bench.Step("the card is reset");
            await bench.ResetAsync();
            await bench.ExpectStateAsync(awaited, ProfileState.Enabled);
            await bench.ExpectStateAsync(other, ProfileState.Disabled);
        }, EuiccDeclaration.RawApdus),
        Installs("4.2.21/busy-at-once", Section, "While a proactive command is performed: catBusy, also without refreshFlag", async bench =>
        {
            (_, TestProfile other, StatusWord announcement) = await BeginAsync(bench);
            await bench.FetchRefreshAsync(announcement);
            bench.Step("another Profile is enabled meanwhile");
            await ExpectRefusedAsync(bench, other.ById, isRefreshed: false, EnableResult.CatBusy);
            await bench.ExpectStateAsync(other, ProfileState.Disabled);
        }, EuiccDeclaration.RawApdus),
        Installs("4.2.21/busy-announced", Section, "While a REFRESH is announced and not fetched, another Profile is not enabled", async bench =>
        {
            (_, TestProfile other, _) = await BeginAsync(bench);
            bench.Step("another Profile is enabled meanwhile");
            await ExpectRefusedAsync(bench, other.ById, isRefreshed: true, EnableResult.CatBusy, EnableResult.UndefinedError);
            await bench.ExpectStateAsync(other, ProfileState.Disabled);
        }, EuiccDeclaration.RawApdus),
        GivenUp("refresh-busy", "temporarily unable", 0x20),
        GivenUp("refresh-beyond", "beyond its capabilities", 0x30),
        Installs("4.2.21/waiting", Section, "While the REFRESH waits, the Profile is not enabled yet, and nobody is told", async bench =>
        {
            TestProfile profile = await bench.DisabledAsync();
            await bench.PowerOnAsync();
            Notices notices = await Notices.TakeAsync(bench);
            bench.Step("the Profile is enabled with refreshFlag, and the REFRESH fetched");
            await bench.FetchRefreshAsync(await bench.BeginEnableAsync(profile.ById));
            await bench.ExpectStateAsync(profile, ProfileState.Disabled);
            await notices.ExpectAsync();
        }, EuiccDeclaration.RawApdus),
    ];

    internal static Iccid NoSuchIccid { get; } = Iccid.FromDigits("89019990009999999996");

    internal static Octets NoSuchAid { get; } = Octets.FromHex("A0000005591010FFFFFFFF8900FFFF00");

    /// <summary>The metadata of a Profile that must not be disabled.</summary>
    internal static Protocol.Rsp.Es8.StoreMetadataRequest WithPpr1(Protocol.Rsp.Es8.StoreMetadataRequest metadata) =>
        metadata with { ProfileOwner = TestProfiles.Owner, ProfilePolicyRules = PprIds.Ppr1 };

    /// <summary>EnableProfile, and one of these results.</summary>
    internal static async Task ExpectRefusedAsync(EuiccBench bench, ProfileIdentifier profile, bool isRefreshed, params EnableResult[] expected)
    {
        Signed<EnableProfileResponse> answer = await bench.AskAsync(new EnableProfileRequest { ProfileIdentifier = profile, RefreshFlag = isRefreshed });
        EnableResult result = bench.ExpectDer(answer).EnableResult;
        if (expected is [var only]) bench.ExpectCode(result, only, "enableResult");
        else bench.Expect(expected.Contains(result), $"enableResult is {string.Join(" or ", expected.Select(StandardName.Of))}", StandardName.Of(result));
        await bench.CloseAsync();
    }

    private static ConformanceCase Unknown(string word, string what, bool isRefreshed, ProfileIdentifier profile) =>
        Unchanged(word, $"EnableProfile of {what} that no Profile has: iccidOrAidNotFound", isRefreshed, _ => profile, EnableResult.IccidOrAidNotFound);

    private static ConformanceCase Already(string word, string how, bool isRefreshed, Func<TestProfile, ProfileIdentifier> name) =>
        Unchanged(word, $"EnableProfile {how} of the enabled Profile: profileNotInDisabledState", isRefreshed, name, EnableResult.ProfileNotInDisabledState);

    /// <summary>A Profile is enabled, and stays so.</summary>
    private static ConformanceCase Unchanged(string word, string title, bool isRefreshed, Func<TestProfile, ProfileIdentifier> name, EnableResult expected) =>
        Installs($"4.2.21{word}", Section, title, async bench =>
        {
            TestProfile enabled = await bench.EnabledAsync();
            Notices notices = await Notices.TakeAsync(bench);
            bench.Step("EnableProfile");
            await ExpectRefusedAsync(bench, name(enabled), isRefreshed, expected);
            await bench.ExpectStateAsync(enabled, ProfileState.Enabled);
            await notices.ExpectAsync();
        });

    private static ConformanceCase Protected(string word, string title, bool isRefreshed) => Destroys($"4.2.21{word}", Section, title, async bench =>
    {
        TestProfile enabled = await bench.EnabledAsync(2, WithPpr1), other = await bench.InstallAsync(1);
        Notices notices = await Notices.TakeAsync(bench);
        bench.Step("the other Profile is enabled");
        await ExpectRefusedAsync(bench, other.ById, isRefreshed, EnableResult.DisallowedByPolicy);
        await bench.ExpectStateAsync(enabled, ProfileState.Enabled);
        await bench.ExpectStateAsync(other, ProfileState.Disabled);
        await notices.ExpectAsync();
        await bench.ExpectShownAsync(enabled, 2);
    }, [EuiccDeclaration.Keys, EuiccDeclaration.Ppr1]);

    /// <summary>The Device gives a REFRESH up: the states stay, also over a reset.</summary>
    private static ConformanceCase GivenUp(string word, string says, byte result) => Installs(
        $"4.2.21/{word}", Section, $"If the Device answers the REFRESH that it is {says}, the Profile is not enabled", async bench =>
        {
            TestProfile before = await bench.EnabledAsync(2), profile = await bench.InstallAsync(1);
            await bench.PowerOnAsync();
            Notices notices = await Notices.TakeAsync(bench);
            bench.Step("the Profile is enabled with refreshFlag, and the REFRESH fetched");
            ProactiveCommand refresh = await bench.FetchRefreshAsync(await bench.BeginEnableAsync(profile.ById));
            bench.Step("TERMINAL RESPONSE");
            await bench.AnswerAsync(refresh, new TerminalResponse(result));
            await bench.CloseAsync();
            await ExpectAsync();
            bench.Step("the card is reset");
            await bench.ResetAsync();
            await ExpectAsync();

            async Task ExpectAsync()
            {
                await bench.ExpectStateAsync(profile, ProfileState.Disabled);
                await bench.ExpectStateAsync(before, ProfileState.Enabled);
                await notices.ExpectAsync();
            }
        }, EuiccDeclaration.RawApdus);

    /// <summary>A Profile is about to be enabled by a REFRESH, and another one is there.</summary>
    private static async Task<(TestProfile Awaited, TestProfile Other, StatusWord Announcement)> BeginAsync(EuiccBench bench)
    {
        TestProfile awaited = await bench.DisabledAsync(1), other = await bench.InstallAsync(2);
        await bench.PowerOnAsync();
        return (awaited, other, await bench.ArrangeAsync("a Profile is enabled with refreshFlag", () => bench.BeginEnableAsync(awaited.ById)));
    }

    private const string Section = "SGP.22 §3.2.1, §5.7.16";
}
