using EuiccSim.Conformance.Cases;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es10c;
using static EuiccSim.Conformance.Euicc.Cases.CaseRow;

namespace EuiccSim.Conformance.Euicc.Cases;

/// <summary>4.2.16: sequence numbers of notifications. A server that sees one twice takes the second for a repetition.</summary>
internal static class SequenceNumberCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Installs("4.2.16/numbers-rise", Section, "Each notification has a higher number than all before it, whatever it is about", async bench =>
        {
            await bench.NoneEnabledAsync();
            Notices before = await Notices.TakeAsync(bench);
            for (int round = 0; round < 2; round++) await ListNotificationCases.LifeAsync(bench);
            bench.Step("the list is asked for");
            SequenceOf<NotificationMetadata> added = await before.NewAsync();
            bench.ExpectEqual(added.Count, 8, "the number of new notifications");
            bench.ExpectEqual(added.DistinctBy(one => one.SeqNumber).Count(), 8, "the number of new sequence numbers");
            bench.Expect(added[0].SeqNumber > before.Highest, $"a number above {before.Highest}", $"{added[0].SeqNumber}");
            string events = string.Join(", ", added.Select(one => StandardName.Of(one.ProfileManagementOperation)));
            const string Life = "notificationInstall, notificationEnable, notificationDisable, notificationDelete";
            bench.ExpectEqual(events, $"{Life}, {Life}", "what is told, by the numbers");
        }),
        Installs("4.2.16/numbers-removed", Section, "The number of a notification that was removed is not given again", async bench =>
        {
            long highest = await UseAndRemoveAsync(bench);
            await ExpectAboveAsync(bench, highest);
        }),
        Installs("4.2.16/numbers-removed-reset", Section, "The number of a notification that was removed is not given again after a reset either", async bench =>
        {
            long highest = await UseAndRemoveAsync(bench);
            bench.Step("the card is reset");
            await bench.ResetAsync();
            await ExpectAboveAsync(bench, highest);
        }, EuiccDeclaration.RawApdus),
        Installs("4.2.16/numbers-reset", Section, "After a reset the numbers go on", async bench =>
        {
            await ListNotificationCases.LifeAsync(bench);
            long highest = (await Notices.TakeAsync(bench)).Highest;
            bench.Step("the card is reset");
            await bench.ResetAsync();
            await ExpectAboveAsync(bench, highest);
        }, EuiccDeclaration.RawApdus),
        Destroys("4.2.16/numbers-memory-reset", "SGP.22 §3.5, §5.7.19", "After a memory reset the numbers go on, also where all notifications were removed", async bench =>
        {
            long highest = await UseAndRemoveAsync(bench);
            await bench.InstallAsync();
            bench.Step("the memory is reset");
            await MemoryResetCases.ResetAsync(bench, ResetOptions.DeleteOperationalProfiles | ResetOptions.ResetDefaultSmdpAddress, ResetResult.Ok);
            await ExpectAboveAsync(bench, Math.Max(highest, (await Notices.TakeAsync(bench)).Highest));
        }, EuiccDeclaration.Keys),
    ];

    /// <summary>Brings notifications about, and removes them.</summary>
    /// <returns>The highest number that was given.</returns>
    private static async Task<long> UseAndRemoveAsync(EuiccBench bench)
    {
        Notices before = await ListNotificationCases.LifeAsync(bench);
        SequenceOf<NotificationMetadata> added = await before.NewAsync();
        bench.ExpectEqual(added.Count, 4, "the number of new notifications");
        foreach (NotificationMetadata one in added) await RemoveNotificationCases.RemoveAsync(bench, one.SeqNumber, DeleteNotificationStatus.Ok);
        return added.Max(one => one.SeqNumber);
    }

    /// <summary>Expects the next notification to have a number above this one.</summary>
    private static async Task ExpectAboveAsync(EuiccBench bench, long highest)
    {
        TestProfile profile = await bench.InstallAsync(2);
        long number = profile.Result.Value.ProfileInstallationResultData.Value.NotificationMetadata.SeqNumber;
        bench.Expect(number > highest, $"a number above {highest}", $"{number}");
    }

    private const string Section = "SGP.22 §3.5";
}
