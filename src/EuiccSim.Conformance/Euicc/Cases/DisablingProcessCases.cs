using EuiccSim.Conformance.Cases;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10c;
using static EuiccSim.Conformance.Euicc.Cases.CaseRow;
using static EuiccSim.Protocol.Rsp.Common.NotificationEvent;

namespace EuiccSim.Conformance.Euicc.Cases;

/// <summary>5.2.7: disabling as a process, with the power taken away between the commands.</summary>
internal static class DisablingProcessCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Row("5.2.7/reset", Disable, "A Profile that was disabled is disabled after resets, and nothing more is told", async bench =>
        {
            TestProfile profile = await bench.EnabledAsync();
            Notices notices = await Notices.TakeAsync(bench);
            bench.Step("the Profile is disabled, and the card reset twice");
            bench.ExpectCode(await bench.DisableAsync(profile.ById), DisableResult.Ok, "disableResult");
            await bench.ResetAsync();
            await bench.ResetAsync();
            await bench.ExpectStateAsync(profile, ProfileState.Disabled);
            await bench.ExpectNoUsimAsync();
            await notices.ExpectAsync((NotificationDisable, profile));
        }),
        Row("5.2.7/reset-announced", Disable, "A reset before the REFRESH is fetched completes the change, and it is told once", async bench =>
        {
            TestProfile profile = await bench.EnabledAsync();
            await bench.PowerOnAsync();
            Notices notices = await Notices.TakeAsync(bench);
            bench.Step("the Profile is disabled with refreshFlag, and the card reset");
            await bench.BeginDisableAsync(profile.ById);
            await bench.ResetAsync();
            await bench.ExpectStateAsync(profile, ProfileState.Disabled);
            bench.Step("the card is reset again");
            await bench.ResetAsync();
            await notices.ExpectAsync((NotificationDisable, profile));
            await bench.ExpectNoUsimAsync();
        }),
        Row("5.2.7/enable-again", Disable, "A Profile that was disabled by REFRESH can be enabled again by REFRESH", async bench =>
        {
            TestProfile profile = await bench.EnabledAsync();
            await bench.PowerOnAsync();
            Notices notices = await Notices.TakeAsync(bench);
            bench.Step("the Profile is disabled");
            await bench.DisableAsync(profile.ById, Completion.Answer);
            await bench.PowerOnAsync();
            bench.Step("the Profile is enabled");
            await bench.EnableAsync(profile.ByAid, Completion.Reset);
            await bench.ExpectStateAsync(profile, ProfileState.Enabled);
            await notices.ExpectAsync((NotificationDisable, profile), (NotificationEnable, profile));
            await bench.ExpectShownAsync(profile, 1);
        }),
        Row("5.2.7/isdr", "SGP.22 §3.2.2, §5.7.1", "Without an enabled Profile the ISD-R is selected after a reset, and answers", async bench =>
        {
            TestProfile profile = await bench.EnabledAsync();
            bench.Step("the Profile is disabled, and the card reset");
            bench.ExpectCode(await bench.DisableAsync(profile.ById), DisableResult.Ok, "disableResult");
            await bench.ResetAsync();
            await bench.ExpectEidAsync(await bench.OpenIsdRAsync());
        }),
    ];

    private static ConformanceCase Row(string id, string section, string title, Func<EuiccBench, Task> body) => Installs(id, section, title, body, EuiccDeclaration.RawApdus);

    private const string Disable = "SGP.22 §3.2.2";
}
