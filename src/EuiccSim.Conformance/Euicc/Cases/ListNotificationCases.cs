using EuiccSim.Conformance.Cases;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Protocol.Rsp.Es8;
using static EuiccSim.Conformance.Euicc.Cases.CaseRow;
using static EuiccSim.Protocol.Rsp.Common.NotificationEvent;

namespace EuiccSim.Conformance.Euicc.Cases;

/// <summary>4.2.14: ListNotification, and who is told of what.</summary>
internal static class ListNotificationCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Reads("4.2.14/empty", Section, "Without notifications the answer is an empty list", async bench =>
        {
            bench.Step("the list is asked for");
            Signed<ListNotificationResponse> answer = await bench.AskAsync(new ListNotificationRequest());
            if (answer.Value is ListNotificationResponse.Ok { Value.Count: > 0 }) throw Running.Bench.DoesNotApply("notifications: some wait on the card");
            bench.ExpectOctets(answer.Encoded, Octets.FromHex("BF2802A000"), "the answer");
        }),
        Installs("4.2.14/all", Section, "Without a filter all notifications are listed", async bench =>
        {
            Notices before = await LifeAsync(bench);
            bench.Step("the list is asked for");
            SequenceOf<NotificationMetadata> added = await before.NewAsync();
            ExpectEvents(bench, added, NotificationInstall, NotificationEnable, NotificationDisable, NotificationDelete);
        }),
        Filter("install", NotificationInstall),
        Filter("enable", NotificationEnable),
        Filter("disable", NotificationDisable),
        Filter("delete", NotificationDelete),
        Filter("enable-delete", NotificationEnable, NotificationDelete),
        Filter("every", NotificationInstall, NotificationEnable, NotificationDisable, NotificationDelete),
        Installs("4.2.14/der", Section, "The answer with notifications of every kind is DER", async bench =>
        {
            await LifeAsync(bench);
            bench.Step("the list is asked for");
            bench.ExpectDer(await bench.AskAsync(new ListNotificationRequest()));
        }),
        Installs("4.2.14/result", Section, "The result of an installation is listed for the server that authenticated, with the Profile's ICCID", async bench =>
        {
            Notices before = await Notices.TakeAsync(bench);
            TestProfile profile = await bench.InstallAsync();
            bench.Step("the list is asked for");
            NotificationMetadata told = await before.SingleAsync(NotificationInstall);
            bench.ExpectEqual(told.NotificationAddress, TestProfiles.Address, "notificationAddress");
            bench.ExpectEqual(told.Iccid, profile.Iccid, "iccid");
            bench.ExpectEqual(told, profile.Result.Value.ProfileInstallationResultData.Value.NotificationMetadata, "the metadata of the ProfileInstallationResult");
        }),
        Told("none", "A Profile without notificationConfigurationInfo tells nobody of being enabled, disabled and deleted", null),
        Told("empty", "A Profile with an empty notificationConfigurationInfo tells nobody", []),
        Told("enable-only", "A recipient of enabling alone is not told of disabling and deleting", [To("one.example.com", NotificationEnable)]),
        Told("disable-only", "A recipient of disabling alone is not told of enabling and deleting", [To("one.example.com", NotificationDisable)]),
        Told("delete-only", "A recipient of deleting alone is not told of enabling and disabling", [To("one.example.com", NotificationDelete)]),
        Told("two", "Two recipients of one event are told, each by a notification of its own", [To("one.example.com", NotificationEnable), To("two.example.com", Others)]),
        Told(
            "split", "Recipients of different events are told of theirs",
            [To("one.example.com", NotificationEnable), To("two.example.com", NotificationDisable), To("three.example.com", NotificationDelete)]),
        Installs("4.2.14/install-recipient", "SGP.22 §3.5", "A recipient of installations is told besides the server that authenticated", async bench =>
        {
            Notices before = await Notices.TakeAsync(bench);
            TestProfile profile = await bench.InstallAsync(change: metadata => metadata with { NotificationConfigurationInfo = [To("one.example.com", NotificationInstall)] });
            bench.Step("the list is asked for");
            SequenceOf<NotificationMetadata> added = await before.NewAsync(NotificationInstall);
            string[] told = [.. added.Select(one => one.NotificationAddress).Order(StringComparer.Ordinal)];
            bench.Expect(told.SequenceEqual(["one.example.com", TestProfiles.Address]), $"notifications for one.example.com and {TestProfiles.Address}", string.Join(", ", told));
            bench.Expect(added.All(one => one.Iccid == profile.Iccid), $"both of {profile.Iccid}");
        }),
        Installs("4.2.14/refused", "SGP.22 §3.5", "A function that is refused is told to nobody", async bench =>
        {
            TestProfile profile = await bench.DisabledAsync();
            Notices before = await Notices.TakeAsync(bench);
            bench.Step("a Profile is disabled that is disabled already");
            bench.ExpectCode(await bench.DisableAsync(profile.ById), DisableResult.ProfileNotInEnabledState, "disableResult");
            await before.ExpectAsync();
        }),
    ];

    /// <summary>A Profile is installed, enabled, disabled and deleted, and its server told of each.</summary>
    internal static async Task<Notices> LifeAsync(EuiccBench bench)
    {
        await bench.NoneEnabledAsync();
        Notices before = await Notices.TakeAsync(bench);
        TestProfile profile = await bench.EnabledAsync();
        await bench.ArrangeAsync("the Profile is disabled and deleted", async () =>
        {
            bench.ExpectCode(await bench.DisableAsync(profile.ById), DisableResult.Ok, "disableResult");
            bench.ExpectCode(await bench.DeleteAsync(profile.ById), DeleteResult.Ok, "deleteResult");
        });
        return before;
    }

    /// <summary>Expects notifications of these events, in the order of their numbers, for the Profile and the server of the run.</summary>
    internal static void ExpectEvents(EuiccBench bench, SequenceOf<NotificationMetadata> told, params NotificationEvent[] events)
    {
        string expected = string.Join(", ", events.Select(StandardName.Of)), found = string.Join(", ", told.Select(one => StandardName.Of(one.ProfileManagementOperation)));
        bench.Expect(found == expected, $"notifications of {expected}", found);
        Iccid iccid = TestProfiles.IccidOf(1, bench.Target.Generation);
        bench.Expect(told.All(one => one.Iccid == iccid), $"all of the Profile {iccid}");
        bench.Expect(told.All(one => one.NotificationAddress == TestProfiles.Address), $"all for {TestProfiles.Address}");
    }

    private static ConformanceCase Filter(string word, params NotificationEvent[] events) => Installs(
        $"4.2.14/filter-{word}", Section, $"The filter {string.Join(" and ", events.Select(StandardName.Of))} lists what fits, and nothing else", async bench =>
        {
            Notices before = await LifeAsync(bench);
            NotificationEvent filter = events.Aggregate((all, one) => all | one);
            bench.Step("the list is asked for");
            SequenceOf<NotificationMetadata> listed = await Notices.ListAsync(bench, filter);
            bench.Expect(listed.All(one => (one.ProfileManagementOperation & filter) != 0), "nothing that the filter does not name", listed.ToString());
            ExpectEvents(bench, await before.NewAsync(filter), events);
        });

    /// <summary>A Profile with these recipients is enabled, disabled and deleted.</summary>
    private static ConformanceCase Told(string word, string title, SequenceOf<NotificationConfigurationInformation>? recipients) =>
        Installs($"4.2.14/recipients-{word}", "SGP.22 §3.5", title, async bench =>
        {
            TestProfile profile = await bench.DisabledAsync(change: metadata => metadata with { NotificationConfigurationInfo = recipients });
            Notices before = await Notices.TakeAsync(bench);
            bench.Step("the Profile is enabled, disabled and deleted");
            bench.ExpectCode(await bench.EnableAsync(profile.ById), EnableResult.Ok, "enableResult");
            bench.ExpectCode(await bench.DisableAsync(profile.ById), DisableResult.Ok, "disableResult");
            bench.ExpectCode(await bench.DeleteAsync(profile.ById), DeleteResult.Ok, "deleteResult");
            await before.ExpectAsync((NotificationEnable, profile), (NotificationDisable, profile), (NotificationDelete, profile));
        });

    private static NotificationConfigurationInformation To(string address, NotificationEvent events) => new() { ProfileManagementOperation = events, NotificationAddress = address };

    private const string Section = "SGP.22 §5.7.9";
    private const NotificationEvent Others = NotificationEnable | NotificationDisable;
}
