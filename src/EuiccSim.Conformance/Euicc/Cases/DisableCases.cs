using EuiccSim.Conformance.Cases;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Protocol.Uicc;
using static EuiccSim.Conformance.Euicc.Cases.CaseRow;
using static EuiccSim.Protocol.Rsp.Common.NotificationEvent;

namespace EuiccSim.Conformance.Euicc.Cases;

/// <summary>4.2.22: DisableProfile.</summary>
internal static class DisableCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Disabled("iccid-at-once", isByAid: false, Completion.AtOnce),
        Disabled("aid-at-once", isByAid: true, Completion.AtOnce),
        Disabled("iccid-reset", isByAid: false, Completion.Reset),
        Disabled("aid-reset", isByAid: true, Completion.Reset),
        Disabled("iccid-answer", isByAid: false, Completion.Answer),
        Disabled("aid-answer", isByAid: true, Completion.Answer),
        Installs("4.2.22/no-refresh", Section, "Without refreshFlag no REFRESH comes", async bench =>
        {
            TestProfile profile = await bench.EnabledAsync();
            await bench.PowerOnAsync();
            bench.Step("the Profile is disabled, with refreshFlag false");
            ResponseApdu answer = await bench.StoreDataAsync(Asn1Codec.Encode(new DisableProfileRequest { ProfileIdentifier = profile.ById, RefreshFlag = false }));
            bench.ExpectStatus(answer.Status, "9000");
            bench.ExpectOctets(answer.Data, Octets.FromHex("BF3203800100"), "the answer");
            await bench.CloseAsync();
            await bench.ExpectStateAsync(profile, ProfileState.Disabled);
        }, EuiccDeclaration.RawApdus),
        Refused("not-enabled", "a disabled Profile", DisableResult.ProfileNotInEnabledState, disabled => disabled.ById),
        Refused("not-enabled-aid", "a disabled Profile by AID", DisableResult.ProfileNotInEnabledState, disabled => disabled.ByAid),
        Refused("unknown-iccid", "an ICCID that no Profile has", DisableResult.IccidOrAidNotFound, _ => new ProfileIdentifier.Iccid(EnableRefusalCases.NoSuchIccid)),
        Refused("unknown-aid", "an AID that no Profile has", DisableResult.IccidOrAidNotFound, _ => new ProfileIdentifier.IsdpAid(EnableRefusalCases.NoSuchAid)),
        Installs("4.2.22/again", Section, "A Profile that was disabled cannot be disabled again: profileNotInEnabledState", async bench =>
        {
            TestProfile profile = await bench.EnabledAsync();
            bench.Step("it is disabled twice");
            bench.ExpectCode(await bench.DisableAsync(profile.ById), DisableResult.Ok, "disableResult");
            Notices notices = await Notices.TakeAsync(bench);
            bench.ExpectCode(await bench.DisableAsync(profile.ById), DisableResult.ProfileNotInEnabledState, "disableResult");
            await notices.ExpectAsync();
        }),
        Protected("ppr1", "A Profile with PPR1 cannot be disabled: disallowedByPolicy", isRefreshed: false),
        Protected("ppr1-refresh", "A Profile with PPR1 cannot be disabled with refreshFlag either: disallowedByPolicy", isRefreshed: true),
        Destroys("4.2.22/ppr2", Section, "PPR2 does not forbid to disable", async bench =>
        {
            TestProfile profile = await bench.EnabledAsync(1, DeleteCases.WithPpr2);
            bench.Step("the Profile is disabled");
            bench.ExpectCode(await bench.DisableAsync(profile.ById), DisableResult.Ok, "disableResult");
            await bench.ExpectStateAsync(profile, ProfileState.Disabled);
        }, [EuiccDeclaration.Keys, EuiccDeclaration.Ppr2]),
        Installs("4.2.22/busy", Section, "While a proactive command is performed: catBusy", async bench =>
        {
            TestProfile enabled = await bench.EnabledAsync(1), other = await bench.InstallAsync(2);
            await bench.PowerOnAsync();
            await bench.AwaitedAsync(other);
            bench.Step("the Profile is disabled meanwhile");
            await ExpectRefusedAsync(bench, enabled.ById, isRefreshed: false, DisableResult.CatBusy);
            await bench.ExpectStateAsync(enabled, ProfileState.Enabled);
        }, EuiccDeclaration.RawApdus),
        Installs("4.2.22/refresh-busy", Section, "If the Device answers the REFRESH that it is temporarily unable, the Profile stays enabled", async bench =>
        {
            TestProfile profile = await bench.EnabledAsync();
            await bench.PowerOnAsync();
            Notices notices = await Notices.TakeAsync(bench);
            bench.Step("the Profile is disabled with refreshFlag, and the REFRESH fetched");
            ProactiveCommand refresh = await bench.FetchRefreshAsync(await bench.BeginDisableAsync(profile.ById));
            bench.Step("TERMINAL RESPONSE");
            await bench.AnswerAsync(refresh, new TerminalResponse(0x20));
            await bench.CloseAsync();
            await bench.ExpectStateAsync(profile, ProfileState.Enabled);
            bench.Step("the card is reset");
            await bench.ResetAsync();
            await bench.ExpectStateAsync(profile, ProfileState.Enabled);
            await notices.ExpectAsync();
        }, EuiccDeclaration.RawApdus),
        Installs("4.2.22/waiting", Section, "While the REFRESH waits, the Profile is still enabled, and nobody is told", async bench =>
        {
            TestProfile profile = await bench.EnabledAsync();
            await bench.PowerOnAsync();
            Notices notices = await Notices.TakeAsync(bench);
            bench.Step("the Profile is disabled with refreshFlag, and the REFRESH fetched");
            await bench.FetchRefreshAsync(await bench.BeginDisableAsync(profile.ById));
            await bench.ExpectStateAsync(profile, ProfileState.Enabled);
            await notices.ExpectAsync();
        }, EuiccDeclaration.RawApdus),
    ];

    private static ConformanceCase Disabled(string word, bool isByAid, Completion completion)
    {
        string way = completion switch
        {
            Completion.AtOnce => "at once",
            Completion.Reset => "by REFRESH and reset",
            _ => "by REFRESH and TERMINAL RESPONSE",
        };
        SequenceOf<string> needs = completion is Completion.AtOnce ? [] : [EuiccDeclaration.RawApdus];
        return Installs($"4.2.22/{word}", Section, $"DisableProfile by {(isByAid ? "AID" : "ICCID")} {way}: no Profile is enabled then", async bench =>
        {
            TestProfile profile = await bench.EnabledAsync(1), other = await bench.InstallAsync(2);
            if (completion is not Completion.AtOnce) await bench.PowerOnAsync();
            Notices notices = await Notices.TakeAsync(bench);
            bench.Step("the Profile is disabled");
            await bench.DisableAsync(isByAid ? profile.ByAid : profile.ById, completion);
            bench.Step("states, notifications and the USIM are looked at");
            await bench.ExpectStateAsync(profile, ProfileState.Disabled);
            await bench.ExpectStateAsync(other, ProfileState.Disabled);
            await notices.ExpectAsync((NotificationDisable, profile));
            await bench.ExpectNoUsimAsync();
        }, needs);
    }

    /// <summary>One Profile is enabled, one disabled; DisableProfile of something that is not enabled leaves them so.</summary>
    private static ConformanceCase Refused(string word, string what, DisableResult expected, Func<TestProfile, ProfileIdentifier> name) => Installs(
        $"4.2.22/{word}", Section, $"DisableProfile of {what}: {StandardName.Of(expected)}", async bench =>
        {
            TestProfile enabled = await bench.EnabledAsync(1), disabled = await bench.InstallAsync(2);
            Notices notices = await Notices.TakeAsync(bench);
            foreach (bool isRefreshed in s_refreshFlags)
            {
                bench.Step($"it is disabled, {(isRefreshed ? "with" : "without")} refreshFlag");
                await ExpectRefusedAsync(bench, name(disabled), isRefreshed, expected);
            }
            await bench.ExpectStateAsync(enabled, ProfileState.Enabled);
            await bench.ExpectStateAsync(disabled, ProfileState.Disabled);
            await notices.ExpectAsync();
        });

    private static ConformanceCase Protected(string word, string title, bool isRefreshed) => Destroys($"4.2.22/{word}", Section, title, async bench =>
    {
        TestProfile profile = await bench.EnabledAsync(1, EnableRefusalCases.WithPpr1);
        Notices notices = await Notices.TakeAsync(bench);
        bench.Step("the Profile is disabled");
        await ExpectRefusedAsync(bench, profile.ById, isRefreshed, DisableResult.DisallowedByPolicy);
        await bench.ExpectStateAsync(profile, ProfileState.Enabled);
        await notices.ExpectAsync();
        await bench.ExpectShownAsync(profile, 1);
    }, [EuiccDeclaration.Keys, EuiccDeclaration.Ppr1]);

    private static async Task ExpectRefusedAsync(EuiccBench bench, ProfileIdentifier profile, bool isRefreshed, DisableResult expected)
    {
        Signed<DisableProfileResponse> answer = await bench.AskAsync(new DisableProfileRequest { ProfileIdentifier = profile, RefreshFlag = isRefreshed });
        bench.ExpectCode(bench.ExpectDer(answer).DisableResult, expected, "disableResult");
        await bench.CloseAsync();
    }

    private const string Section = "SGP.22 §3.2.2, §5.7.17";
    private static readonly bool[] s_refreshFlags = [false, true];
}
