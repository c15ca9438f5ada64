using EuiccSim.Conformance.Cases;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10c;
using static EuiccSim.Conformance.Euicc.Cases.CaseRow;
using static EuiccSim.Protocol.Rsp.Common.NotificationEvent;

namespace EuiccSim.Conformance.Euicc.Cases;

/// <summary>5.2.5: deleting as a process, with the power taken away between the commands.</summary>
internal static class DeletionProcessCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Row("5.2.5/reset", Delete, "A Profile that was deleted is gone after a reset, too, and its notification is kept", async bench =>
        {
            TestProfile profile = await bench.DisabledAsync();
            Notices notices = await Notices.TakeAsync(bench);
            bench.Step("the Profile is deleted, and the card reset");
            bench.ExpectCode(await bench.DeleteAsync(profile.ById), DeleteResult.Ok, "deleteResult");
            await bench.ResetAsync();
            await bench.ExpectAbsentAsync(profile);
            await notices.ExpectAsync((NotificationDelete, profile));
        }),
        Row("5.2.5/reset-before", Delete, "A reset between installing and deleting changes nothing", async bench =>
        {
            TestProfile profile = await bench.DisabledAsync();
            bench.Step("the card is reset, and the Profile deleted");
            await bench.ResetAsync();
            bench.ExpectCode(await bench.DeleteAsync(profile.ByAid), DeleteResult.Ok, "deleteResult");
            await bench.ExpectAbsentAsync(profile);
        }),
        Row("5.2.5/enabled-reset", Delete, "A Profile that was enabled before a reset cannot be deleted after it", async bench =>
        {
            TestProfile profile = await bench.EnabledAsync();
            bench.Step("the card is reset, and the Profile deleted");
            await bench.ResetAsync();
            bench.ExpectCode(await bench.DeleteAsync(profile.ById), DeleteResult.ProfileNotInDisabledState, "deleteResult");
            await bench.ExpectStateAsync(profile, ProfileState.Enabled);
        }),
        Row("5.2.5/refresh", Delete, "After a REFRESH put another Profile in its place, a Profile is deleted", async bench =>
        {
            TestProfile first = await bench.EnabledAsync(1), second = await bench.InstallAsync(2);
            await bench.PowerOnAsync();
            Notices notices = await Notices.TakeAsync(bench);
            bench.Step("the other Profile is enabled by REFRESH");
            await bench.EnableAsync(second.ById, Completion.Answer);
            bench.Step("the first Profile is deleted");
            bench.ExpectCode(await bench.DeleteAsync(first.ById), DeleteResult.Ok, "deleteResult");
            await bench.ExpectAbsentAsync(first);
            await notices.ExpectAsync((NotificationDisable, first), (NotificationEnable, second), (NotificationDelete, first));
            await bench.ExpectShownAsync(second, 2);
        }),
        Row("5.2.5/life", "SGP.22 §3.5", "A whole life with a reset after each step is told step by step, each notification signed", async bench =>
        {
            await bench.NoneEnabledAsync();
            Notices before = await Notices.TakeAsync(bench);
            TestProfile profile = await bench.InstallAsync();
            await bench.ResetAsync();
            bench.Step("the Profile is enabled, disabled and deleted, with a reset after each");
            bench.ExpectCode(await bench.EnableAsync(profile.ById), EnableResult.Ok, "enableResult");
            await bench.ResetAsync();
            bench.ExpectCode(await bench.DisableAsync(profile.ById), DisableResult.Ok, "disableResult");
            await bench.ResetAsync();
            bench.ExpectCode(await bench.DeleteAsync(profile.ById), DeleteResult.Ok, "deleteResult");
            await bench.ResetAsync();
            SequenceOf<NotificationMetadata> told = await before.NewAsync();
            ListNotificationCases.ExpectEvents(bench, told, NotificationInstall, NotificationEnable, NotificationDisable, NotificationDelete);
            foreach (NotificationMetadata one in told.Skip(1))
                bench.ExpectSigned(NoticeProof.OtherOf(bench, (await bench.RetrieveAsync(one.SeqNumber)).Value));
        }),
    ];

    private static ConformanceCase Row(string id, string section, string title, Func<EuiccBench, Task> body) => Installs(id, section, title, body, EuiccDeclaration.RawApdus);

    private const string Delete = "SGP.22 §3.2.3";
}
