using EuiccSim.Conformance.Cases;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using static EuiccSim.Conformance.Euicc.Cases.CaseRow;
using static EuiccSim.Protocol.Rsp.Common.NotificationEvent;

namespace EuiccSim.Conformance.Euicc.Cases;

/// <summary>4.2.16: RemoveNotificationFromList.</summary>
internal static class RemoveNotificationCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Removed("result", "The result of an installation", NotificationInstall),
        Removed("enable", "A notification about enabling", NotificationEnable),
        Removed("disable", "A notification about disabling", NotificationDisable),
        Removed("delete", "A notification about deleting", NotificationDelete),
        Installs("4.2.16/again", Section, "A notification that was removed cannot be removed again: nothingToDelete", async bench =>
        {
            long number = (await (await ListNotificationCases.LifeAsync(bench)).SingleAsync(NotificationEnable)).SeqNumber;
            await RemoveAsync(bench, number, DeleteNotificationStatus.Ok);
            await RemoveAsync(bench, number, DeleteNotificationStatus.NothingToDelete);
        }),
        Changes("4.2.16/unknown", Section, "A number that was never given cannot be removed: nothingToDelete, and nothing is lost", async bench =>
        {
            SequenceOf<NotificationMetadata> before = await Notices.ListAsync(bench);
            await RemoveAsync(bench, 0x7FFF_FFFF, DeleteNotificationStatus.NothingToDelete);
            bench.ExpectEqual(await Notices.ListAsync(bench), before, "the notifications");
        }),
        Installs("4.2.16/reset", Section, "A notification that was removed does not come back with a reset", async bench =>
        {
            Notices before = await ListNotificationCases.LifeAsync(bench);
            long number = (await before.SingleAsync(NotificationEnable)).SeqNumber;
            await RemoveAsync(bench, number, DeleteNotificationStatus.Ok);
            bench.Step("the card is reset");
            await bench.ResetAsync();
            ListNotificationCases.ExpectEvents(bench, await before.NewAsync(), NotificationInstall, NotificationDisable, NotificationDelete);
        }, EuiccDeclaration.RawApdus),
        Installs("4.2.16/all", Section, "Notifications can be removed in any order, until none is left", async bench =>
        {
            Notices before = await ListNotificationCases.LifeAsync(bench);
            SequenceOf<NotificationMetadata> added = await before.NewAsync();
            foreach (NotificationMetadata one in added.OrderBy(one => one.SeqNumber % 2)) await RemoveAsync(bench, one.SeqNumber, DeleteNotificationStatus.Ok);
            await before.ExpectAsync();
        }),
    ];

    /// <summary>RemoveNotificationFromList.</summary>
    internal static async Task RemoveAsync(EuiccBench bench, long number, DeleteNotificationStatus expected)
    {
        bench.Step($"the notification {number} is removed");
        Signed<NotificationSentResponse> answer = await bench.AskAsync(new NotificationSentRequest { SeqNumber = number });
        bench.ExpectCode(bench.ExpectDer(answer).DeleteNotificationStatus, expected, "deleteNotificationStatus");
    }

    private static ConformanceCase Removed(string word, string title, NotificationEvent happened) => Installs(
        $"4.2.16/{word}", Section, $"{title} is removed; it is neither listed nor given any more, and the others stay", async bench =>
        {
            Notices before = await ListNotificationCases.LifeAsync(bench);
            SequenceOf<NotificationMetadata> others = SequenceOf.From((await before.NewAsync()).Where(one => one.ProfileManagementOperation != happened));
            long number = (await before.SingleAsync(happened)).SeqNumber;
            await RemoveAsync(bench, number, DeleteNotificationStatus.Ok);
            bench.ExpectEqual(await before.NewAsync(), others, "the notifications that are left");
            SequenceOf<Signed<PendingNotification>> given = await bench.RetrieveAsync();
            bench.Expect(given.All(one => NoticeProof.MetadataOf(one.Value).SeqNumber != number), $"the notification {number} is not given");
            bench.Expect(others.All(other => given.Any(one => NoticeProof.MetadataOf(one.Value) == other)), "the others are given");
        });

    private const string Section = "SGP.22 §5.7.11";
}
