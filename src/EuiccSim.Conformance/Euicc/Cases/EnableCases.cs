using EuiccSim.Conformance.Cases;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10c;
using static EuiccSim.Conformance.Euicc.Cases.CaseRow;
using static EuiccSim.Protocol.Rsp.Common.NotificationEvent;

namespace EuiccSim.Conformance.Euicc.Cases;

/// <summary>4.2.21: EnableProfile that succeeds, by ICCID and by AID, with and without a REFRESH. What is refused is in <see cref="EnableRefusalCases"/>.</summary>
internal static class EnableCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Enabled("#1", isByAid: false, isOtherEnabled: false, Completion.Reset),
        Enabled("#2", isByAid: false, isOtherEnabled: true, Completion.Reset),
        Installs("4.2.21#3", Section, "EnableProfile without refreshFlag: the enabled Profile and the other one change places at once, and no REFRESH comes", async bench =>
        {
            TestProfile before = await bench.EnabledAsync(2), profile = await bench.InstallAsync(1);
            await bench.PowerOnAsync();
            Notices notices = await Notices.TakeAsync(bench);
            bench.Step("the Profile is enabled, with refreshFlag false");
            Protocol.Apdu.ResponseApdu answer = await bench.StoreDataAsync(Asn1Codec.Encode(new EnableProfileRequest { ProfileIdentifier = profile.ByAid, RefreshFlag = false }));
            bench.ExpectStatus(answer.Status, "9000");
            bench.ExpectOctets(answer.Data, Octets.FromHex("BF3103800100"), "the answer");
            await bench.CloseAsync();
            await ExpectChangeAsync(bench, notices, profile, before);
        }, EuiccDeclaration.RawApdus),
        Enabled("/iccid-at-once", isByAid: false, isOtherEnabled: false, Completion.AtOnce),
        Enabled("/aid-at-once", isByAid: true, isOtherEnabled: false, Completion.AtOnce),
        Enabled("/iccid-switch-at-once", isByAid: false, isOtherEnabled: true, Completion.AtOnce),
        Enabled("/aid-reset", isByAid: true, isOtherEnabled: false, Completion.Reset),
        Enabled("/aid-switch-reset", isByAid: true, isOtherEnabled: true, Completion.Reset),
        Enabled("/iccid-answer", isByAid: false, isOtherEnabled: false, Completion.Answer),
        Enabled("/aid-answer", isByAid: true, isOtherEnabled: false, Completion.Answer),
        Enabled("/iccid-switch-answer", isByAid: false, isOtherEnabled: true, Completion.Answer),
        Enabled("/aid-switch-answer", isByAid: true, isOtherEnabled: true, Completion.Answer),
        Installs("4.2.21/without-terminal", Section, "With refreshFlag to a Device that sent no TERMINAL PROFILE: 'ok', and the Profile is enabled after the reset at the latest", async bench =>
        {
            TestProfile profile = await bench.DisabledAsync();
            bench.Step("the card is reset, and the Profile enabled with refreshFlag");
            await bench.ResetAsync();
            EnableProfileResponse response = await bench.CallAsync(new EnableProfileRequest { ProfileIdentifier = profile.ById, RefreshFlag = true });
            bench.ExpectCode(response.EnableResult, EnableResult.Ok, "enableResult");
            bench.Step("the card is reset");
            await bench.ResetAsync();
            await bench.ExpectStateAsync(profile, ProfileState.Enabled);
        }, EuiccDeclaration.RawApdus),
        Installs("4.2.21/order", "SGP.22 §3.2.1, §3.5", "Disabling the one Profile is told before enabling the other", async bench =>
        {
            TestProfile before = await bench.EnabledAsync(2), profile = await bench.InstallAsync(1);
            Notices notices = await Notices.TakeAsync(bench);
            bench.Step("the other Profile is enabled");
            bench.ExpectCode(await bench.EnableAsync(profile.ById), EnableResult.Ok, "enableResult");
            string told = string.Join(", ", (await notices.NewAsync()).Select(one => $"{StandardName.Of(one.ProfileManagementOperation)} {one.Iccid}"));
            bench.ExpectEqual(told, $"notificationDisable {before.Iccid}, notificationEnable {profile.Iccid}", "what is told, by the numbers");
        }),
        Installs("4.2.21/back", Section, "The Profile that was enabled before can be enabled again", async bench =>
        {
            TestProfile first = await bench.EnabledAsync(1), second = await bench.InstallAsync(2);
            Notices notices = await Notices.TakeAsync(bench);
            bench.Step("the one Profile is enabled, then the other again");
            bench.ExpectCode(await bench.EnableAsync(second.ById), EnableResult.Ok, "enableResult");
            bench.ExpectCode(await bench.EnableAsync(first.ByAid), EnableResult.Ok, "enableResult");
            await bench.ExpectStateAsync(first, ProfileState.Enabled);
            await bench.ExpectStateAsync(second, ProfileState.Disabled);
            await notices.ExpectAsync((NotificationDisable, first), (NotificationEnable, second), (NotificationDisable, second), (NotificationEnable, first));
        }),
        Installs("4.2.21/third", Section, "Of three Profiles one is enabled, whichever was enabled last", async bench =>
        {
            TestProfile[] profiles = [await bench.DisabledAsync(1), await bench.InstallAsync(2), await bench.InstallAsync(3)];
            foreach (TestProfile next in profiles)
            {
                bench.Step($"{next.Iccid} is enabled");
                bench.ExpectCode(await bench.EnableAsync(next.ById), EnableResult.Ok, "enableResult");
                string enabled = string.Join(", ", (await bench.ProfilesAsync()).Where(one => one.ProfileState == ProfileState.Enabled).Select(one => one.Iccid));
                bench.ExpectEqual(enabled, next.Iccid.ToString(), "the enabled Profiles");
            }
        }),
    ];

    internal static IEnumerable<AbsentCase> Absent =>
    [
        new("4.2.21/mep", Side.Euicc, "EnableProfile on one of several eSIM Ports (MEP-A1, A2, B), and without a free one", "SGP.22 v3"),
        new("4.2.21/enterprise", Side.Euicc, "EnableProfile that an Enterprise Rule forbids", "SGP.22 v3"),
    ];

    private static ConformanceCase Enabled(string word, bool isByAid, bool isOtherEnabled, Completion completion)
    {
        string way = completion switch
        {
            Completion.AtOnce => "at once",
            Completion.Reset => "by REFRESH and reset",
            _ => "by REFRESH and TERMINAL RESPONSE",
        };
        string title = $"EnableProfile by {(isByAid ? "AID" : "ICCID")} {way}, {(isOtherEnabled ? "in place of another Profile" : "while none is enabled")}";
        SequenceOf<string> needs = completion is Completion.AtOnce ? [] : [EuiccDeclaration.RawApdus];
        return Installs($"4.2.21{word}", Section, title, async bench =>
        {
            TestProfile? before = isOtherEnabled ? await bench.EnabledAsync(2) : null;
            TestProfile profile = isOtherEnabled ? await bench.InstallAsync(1) : await bench.DisabledAsync(1);
            if (completion is not Completion.AtOnce) await bench.PowerOnAsync();
            Notices notices = await Notices.TakeAsync(bench);
            bench.Step("the Profile is enabled");
            await bench.EnableAsync(isByAid ? profile.ByAid : profile.ById, completion);
            await ExpectChangeAsync(bench, notices, profile, before);
        }, needs);
    }

    private static async Task ExpectChangeAsync(EuiccBench bench, Notices notices, TestProfile profile, TestProfile? before)
    {
        bench.Step("states, notifications and the USIM are looked at");
        await bench.ExpectStateAsync(profile, ProfileState.Enabled);
        if (before is not null) await bench.ExpectStateAsync(before, ProfileState.Disabled);
        await notices.ExpectAsync([(NotificationEnable, profile), .. before is null ? [] : new[] { (NotificationDisable, before) }]);
        await bench.ExpectShownAsync(profile, 1);
    }

    private const string Section = "SGP.22 §3.2.1, §5.7.16";
}
