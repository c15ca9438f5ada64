using EuiccSim.Conformance.Cases;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Protocol.Rsp.Es8;
using static EuiccSim.Conformance.Euicc.Cases.CaseRow;
using static EuiccSim.Protocol.Rsp.Common.NotificationEvent;
using static EuiccSim.Protocol.Rsp.Es10c.ResetOptions;

namespace EuiccSim.Conformance.Euicc.Cases;

/// <summary>4.2.24: eUICCMemoryReset. Its options are in <see cref="MemoryResetOptionCases"/>, what it keeps in <see cref="MemoryResetKeptCases"/>.</summary>
internal static class MemoryResetCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Row("nothing", "Where there is nothing to delete: nothingToDelete", async bench =>
        {
            await EmptyAsync(bench);
            Notices notices = await Notices.TakeAsync(bench);
            bench.Step("the memory is reset");
            await ResetAsync(bench, DeleteOperationalProfiles | DeleteFieldLoadedTestProfiles, ResetResult.NothingToDelete);
            await notices.ExpectAsync();
        }),
        Row("nothing-fits", "Where no Profile is of the class that is to be deleted: nothingToDelete", async bench =>
        {
            await EmptyAsync(bench);
            TestProfile operational = await bench.DisabledAsync();
            Notices notices = await Notices.TakeAsync(bench);
            bench.Step("Test Profiles are deleted");
            await ResetAsync(bench, DeleteFieldLoadedTestProfiles, ResetResult.NothingToDelete);
            await bench.ExpectStateAsync(operational, ProfileState.Disabled);
            await notices.ExpectAsync();
        }),
        Row("no-option", "Without any option nothing is deleted", async bench =>
        {
            TestProfile operational = await bench.DisabledAsync();
            bench.Step("the memory is reset, with no bit set");
            ResponseApdu answer = await bench.StoreDataAsync(Octets.FromHex("BF3403820100"));
            // Whether that is nothingToDelete or an error is left open.
            if (answer.Data.IsEmpty) bench.ExpectStatus(answer.Status, "6A80");
            else bench.Expect(s_notDone.Contains(answer.Data), "nothingToDelete (1) or undefinedError (127)", answer.Data.ToString());
            await bench.ExpectStateAsync(operational, ProfileState.Disabled);
        }),
        Row("enabled", "The enabled Profile is deleted, too, and nothing of it is left", async bench =>
        {
            TestProfile enabled = await bench.EnabledAsync(1), disabled = await bench.InstallAsync(2);
            bench.Step("Operational Profiles are deleted");
            await ResetAsync(bench, DeleteOperationalProfiles, ResetResult.Ok);
            await bench.CloseAsync();
            await bench.ExpectAbsentAsync(enabled);
            await bench.ExpectAbsentAsync(disabled);
            await bench.ExpectNoUsimAsync();
        }),
        Row("refresh", "When the enabled Profile is deleted, the Device is told by a REFRESH", async bench =>
        {
            TestProfile enabled = await bench.EnabledAsync();
            await bench.PowerOnAsync();
            bench.Step("Operational Profiles are deleted");
            ResponseApdu answer = await bench.StoreDataAsync(Asn1Codec.Encode(new EuiccMemoryResetRequest { ResetOptions = DeleteOperationalProfiles }));
            bench.ExpectOctets(answer.Data, Octets.FromHex("BF3403800100"), "the answer");
            await bench.CompleteAsync(await bench.AnnouncedAsync(answer.Status), Completion.Reset);
            await bench.ExpectAbsentAsync(enabled);
            await bench.ExpectNoUsimAsync();
        }, EuiccDeclaration.RawApdus),
        Row("no-refresh", "When no enabled Profile is deleted, no REFRESH comes", async bench =>
        {
            TestProfile disabled = await bench.DisabledAsync();
            await bench.PowerOnAsync();
            bench.Step("Operational Profiles are deleted");
            ResponseApdu answer = await bench.StoreDataAsync(Asn1Codec.Encode(new EuiccMemoryResetRequest { ResetOptions = DeleteOperationalProfiles }));
            bench.ExpectStatus(answer.Status, "9000");
            await bench.ExpectAbsentAsync(disabled);
        }, EuiccDeclaration.RawApdus),
        Row("ppr1", "PPR1 of the enabled Profile does not stop a memory reset", bench => IgnoredAsync(bench, EnableRefusalCases.WithPpr1, isEnabled: true), EuiccDeclaration.Ppr1),
        Row("ppr2", "PPR2 does not stop a memory reset", bench => IgnoredAsync(bench, DeleteCases.WithPpr2, isEnabled: false), EuiccDeclaration.Ppr2),
        Row("busy", "While a proactive command is performed: catBusy, and nothing is deleted", async bench =>
        {
            TestProfile profile = await bench.DisabledAsync();
            await bench.PowerOnAsync();
            await bench.AwaitedAsync(profile);
            bench.Step("the memory is reset meanwhile");
            await ResetAsync(bench, DeleteOperationalProfiles, ResetResult.CatBusy);
            bench.Step("the card is reset");
            await bench.ResetAsync();
            await bench.ExpectStateAsync(profile, ProfileState.Enabled);
        }, EuiccDeclaration.RawApdus),
        Row("told", "Each Profile that is deleted tells its recipients of deleting, and no others", async bench =>
        {
            await EmptyAsync(bench);
            TestProfile enabled = await bench.EnabledAsync(1), silent = await bench.InstallAsync(2, metadata => metadata with { NotificationConfigurationInfo = null });
            TestProfile other = await bench.InstallAsync(3, metadata => metadata with
            {
                NotificationConfigurationInfo =
                [
                    new() { ProfileManagementOperation = NotificationDelete, NotificationAddress = "one.example.com" },
                    new() { ProfileManagementOperation = NotificationDelete | NotificationEnable, NotificationAddress = "two.example.com" },
                    new() { ProfileManagementOperation = NotificationDisable, NotificationAddress = "three.example.com" },
                ],
            });
            Notices notices = await Notices.TakeAsync(bench);
            bench.Step("the memory is reset");
            await ResetAsync(bench, DeleteOperationalProfiles, ResetResult.Ok);
            SequenceOf<NotificationMetadata> told = await notices.NewAsync(NotificationDelete);
            string[] found = [.. told.Select(one => $"{one.Iccid} {one.NotificationAddress}").Order(StringComparer.Ordinal)];
            string[] expected = [.. new[] { $"{enabled.Iccid} {TestProfiles.Address}", $"{other.Iccid} one.example.com", $"{other.Iccid} two.example.com" }.Order(StringComparer.Ordinal)];
            bench.Expect(found.SequenceEqual(expected), $"notifications: {string.Join("; ", expected)}", string.Join("; ", found));
            await bench.ExpectAbsentAsync(silent);
        }),
        Row("reset", "What was deleted does not come back with a reset", async bench =>
        {
            TestProfile enabled = await bench.EnabledAsync();
            bench.Step("the memory is reset, then the card");
            await ResetAsync(bench, DeleteOperationalProfiles, ResetResult.Ok);
            await bench.ResetAsync();
            await bench.ExpectAbsentAsync(enabled);
            await bench.ExpectNoUsimAsync();
        }, EuiccDeclaration.RawApdus),
        Row("reinstall", "After a memory reset the same Profile can be installed and enabled again", async bench =>
        {
            await bench.EnabledAsync();
            bench.Step("the memory is reset");
            await ResetAsync(bench, DeleteOperationalProfiles, ResetResult.Ok);
            await bench.CloseAsync();
            bench.Step("the Profile is installed and enabled again");
            TestProfile again = await bench.InstallAsync();
            bench.ExpectCode(await bench.EnableAsync(again.ById), EnableResult.Ok, "enableResult");
            await bench.ExpectShownAsync(again, 1);
        }),
    ];

    /// <summary>eUICCMemoryReset with this result.</summary>
    internal static async Task ResetAsync(EuiccBench bench, ResetOptions options, ResetResult expected)
    {
        Signed<EuiccMemoryResetResponse> answer = await bench.AskAsync(new EuiccMemoryResetRequest { ResetOptions = options });
        bench.ExpectCode(bench.ExpectDer(answer).ResetResult, expected, "resetResult");
    }

    /// <summary>No Operational and no Test Profile is on the card.</summary>
    internal static Task EmptyAsync(EuiccBench bench) => bench.ArrangeAsync("the card is emptied", async () =>
    {
        await bench.CallAsync(new EuiccMemoryResetRequest { ResetOptions = DeleteOperationalProfiles | DeleteFieldLoadedTestProfiles });
        await bench.CloseAsync();
    });

    private static async Task IgnoredAsync(EuiccBench bench, Func<StoreMetadataRequest, StoreMetadataRequest> rule, bool isEnabled)
    {
        TestProfile profile = isEnabled ? await bench.EnabledAsync(1, rule) : await bench.DisabledAsync(1, rule);
        bench.Step("Operational Profiles are deleted");
        await ResetAsync(bench, DeleteOperationalProfiles, ResetResult.Ok);
        await bench.CloseAsync();
        await bench.ExpectAbsentAsync(profile);
    }

    private static ConformanceCase Row(string word, string title, Func<EuiccBench, Task> body, params string[] needs) =>
        Destroys($"4.2.24/{word}", "SGP.22 §3.2.5, §5.7.19", title, body, [EuiccDeclaration.Keys, .. needs]);

    private static readonly Octets[] s_notDone = [Octets.FromHex("BF3403800101"), Octets.FromHex("BF340380017F")];
}
