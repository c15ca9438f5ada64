using EuiccSim.Conformance.Cases;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Protocol.Rsp.Es8;
using static EuiccSim.Conformance.Euicc.Cases.CaseRow;
using static EuiccSim.Protocol.Rsp.Common.NotificationEvent;

namespace EuiccSim.Conformance.Euicc.Cases;

/// <summary>4.2.21 and 4.2.22: Test Profiles, into the test mode and out of it. SGP.22 v2.5 §3.2.1, §3.2.2.</summary>
internal static class TestProfileCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Row("4.2.21#8", "When the Test Profile is disabled, the Operational Profile that was enabled before is enabled again", async bench =>
        {
            (TestProfile operational, TestProfile test) = await InTestModeAsync(bench);
            Notices notices = await Notices.TakeAsync(bench);
            bench.Step("the Test Profile is disabled");
            bench.ExpectCode(await bench.DisableAsync(test.ById), DisableResult.Ok, "disableResult");
            await ExpectAsync(bench, enabled: operational, disabled: test);
            await notices.ExpectAsync((NotificationDisable, test), (NotificationEnable, operational));
            await bench.ExpectShownAsync(operational, 1);
        }),
        Row("4.2.21#9", "While a Test Profile is enabled, another Operational Profile than the one before cannot be enabled: wrongProfileReenabling", async bench =>
        {
            (TestProfile operational, TestProfile test) = await InTestModeAsync(bench);
            TestProfile other = await bench.InstallAsync(2);
            Notices notices = await Notices.TakeAsync(bench);
            bench.Step("the other Profile is enabled");
            await EnableRefusalCases.ExpectRefusedAsync(bench, other.ById, isRefreshed: false, EnableResult.WrongProfileReenabling);
            await ExpectAsync(bench, enabled: test, disabled: operational);
            await bench.ExpectStateAsync(other, ProfileState.Disabled);
            await notices.ExpectAsync();
        }),
        Row("4.2.21/test-enable", "A Test Profile is enabled in place of an Operational one", async bench =>
        {
            TestProfile operational = await bench.EnabledAsync(1), test = await bench.InstallAsync(3, AsTest);
            Notices notices = await Notices.TakeAsync(bench);
            bench.Step("the Test Profile is enabled");
            bench.ExpectCode(await bench.EnableAsync(test.ById), EnableResult.Ok, "enableResult");
            await ExpectAsync(bench, enabled: test, disabled: operational);
            await notices.ExpectAsync((NotificationDisable, operational), (NotificationEnable, test));
            await bench.ExpectShownAsync(test, 3);
        }),
        Row("4.2.21/test-back", "While a Test Profile is enabled, the Operational Profile before can be enabled", async bench =>
        {
            (TestProfile operational, TestProfile test) = await InTestModeAsync(bench);
            Notices notices = await Notices.TakeAsync(bench);
            bench.Step("the Operational Profile is enabled");
            bench.ExpectCode(await bench.EnableAsync(operational.ByAid), EnableResult.Ok, "enableResult");
            await ExpectAsync(bench, enabled: operational, disabled: test);
            await notices.ExpectAsync((NotificationDisable, test), (NotificationEnable, operational));
        }),
        Row("4.2.21/test-other", "While a Test Profile is enabled, another Test Profile can be; the way back leads to the Operational one", async bench =>
        {
            (TestProfile operational, TestProfile first) = await InTestModeAsync(bench);
            TestProfile second = await bench.InstallAsync(4, AsTest);
            bench.Step("the other Test Profile is enabled");
            bench.ExpectCode(await bench.EnableAsync(second.ById), EnableResult.Ok, "enableResult");
            await ExpectAsync(bench, enabled: second, disabled: first);
            bench.Step("it is disabled");
            bench.ExpectCode(await bench.DisableAsync(second.ById), DisableResult.Ok, "disableResult");
            await ExpectAsync(bench, enabled: operational, disabled: second);
        }),
        Row("4.2.22/test-alone", "When a Test Profile is disabled that was enabled while none was, none is enabled", async bench =>
        {
            TestProfile operational = await bench.DisabledAsync(1), test = await bench.EnabledAsync(3, AsTest);
            Notices notices = await Notices.TakeAsync(bench);
            bench.Step("the Test Profile is disabled");
            bench.ExpectCode(await bench.DisableAsync(test.ById), DisableResult.Ok, "disableResult");
            await bench.ExpectStateAsync(operational, ProfileState.Disabled);
            await bench.ExpectStateAsync(test, ProfileState.Disabled);
            await notices.ExpectAsync((NotificationDisable, test));
            await bench.ExpectNoUsimAsync();
        }),
        Row("4.2.22/test-deleted", "When a Test Profile is disabled and the Operational one before was deleted meanwhile, none is enabled", async bench =>
        {
            (TestProfile operational, TestProfile test) = await InTestModeAsync(bench);
            TestProfile other = await bench.InstallAsync(2);
            bench.Step("the Operational Profile is deleted, then the Test Profile disabled");
            bench.ExpectCode(await bench.DeleteAsync(operational.ById), DeleteResult.Ok, "deleteResult");
            bench.ExpectCode(await bench.DisableAsync(test.ById), DisableResult.Ok, "disableResult");
            await bench.ExpectStateAsync(test, ProfileState.Disabled);
            await bench.ExpectStateAsync(other, ProfileState.Disabled);
            await bench.ExpectNoUsimAsync();
        }),
        Row("4.2.21/test-reset", "The way back out of the test mode is kept over a reset", async bench =>
        {
            (TestProfile operational, TestProfile test) = await InTestModeAsync(bench);
            bench.Step("the card is reset");
            await bench.ResetAsync();
            bench.Step("the Test Profile is disabled");
            bench.ExpectCode(await bench.DisableAsync(test.ById), DisableResult.Ok, "disableResult");
            await ExpectAsync(bench, enabled: operational, disabled: test);
        }, EuiccDeclaration.RawApdus),
        Destroys("4.2.21/test-ppr1", Section, "A Test Profile is enabled although the enabled Profile has PPR1, which is enabled again afterwards", async bench =>
        {
            TestProfile operational = await bench.EnabledAsync(1, EnableRefusalCases.WithPpr1), test = await bench.InstallAsync(3, AsTest);
            bench.Step("the Test Profile is enabled");
            bench.ExpectCode(await bench.EnableAsync(test.ById), EnableResult.Ok, "enableResult");
            await ExpectAsync(bench, enabled: test, disabled: operational);
            bench.Step("it is disabled");
            bench.ExpectCode(await bench.DisableAsync(test.ById), DisableResult.Ok, "disableResult");
            await ExpectAsync(bench, enabled: operational, disabled: test);
        }, [EuiccDeclaration.Keys, EuiccDeclaration.Ppr1, Support]),
    ];

    internal static StoreMetadataRequest AsTest(StoreMetadataRequest metadata) => metadata with { ProfileClass = ProfileClass.Test };

    /// <summary>rspCapability has it.</summary>
    internal const string Support = "testProfileSupport";

    /// <summary>An Operational Profile was enabled, and a Test Profile is.</summary>
    private static async Task<(TestProfile Operational, TestProfile Test)> InTestModeAsync(EuiccBench bench)
    {
        TestProfile operational = await bench.EnabledAsync(1), test = await bench.InstallAsync(3, AsTest);
        await bench.ArrangeAsync("the Test Profile is enabled", async () => bench.ExpectCode(await bench.EnableAsync(test.ById), EnableResult.Ok, "enableResult"));
        return (operational, test);
    }

    private static async Task ExpectAsync(EuiccBench bench, TestProfile enabled, TestProfile disabled)
    {
        await bench.ExpectStateAsync(enabled, ProfileState.Enabled);
        await bench.ExpectStateAsync(disabled, ProfileState.Disabled);
    }

    private static ConformanceCase Row(string id, string title, Func<EuiccBench, Task> body, params string[] needs) => Installs(id, Section, title, body, [Support, .. needs]);

    private const string Section = "SGP.22 §3.2.1, §3.2.2";
}
