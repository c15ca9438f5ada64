using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Lpas.Seen;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es8;
using EuiccSim.Testing;
using static EuiccSim.Conformance.Lpas.Cases.LpaRow;

namespace EuiccSim.Conformance.Lpas.Cases;

/// <summary>4.4: notifications get to their servers, in order, and leave the eUICC once they are there.</summary>
internal static class NotificationCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Download("LPAd/notification-removed", "SGP.22 §3.5, §5.7.11", "After the server has taken the installation result (204), it is removed from the eUICC", async bench =>
        {
            LpaNominal nominal = await bench.NominalAsync();
            LpaBench.Need(nominal.All.PostOf(Es9Function.HandleNotification), "HandleNotification");
            bench.ExpectNoneLost(nominal.All);
            await ExpectNoneWaitsAsync(bench, nominal.Scene);
        }),
        Download("LPAd/notification-order", "SGP.22 §3.5", "The installation result is told first, and what follows it to the same server in the order of the sequence numbers", async bench =>
        {
            LpaScene scene = await bench.OpenAsync();
            OrderedProfile order = await scene.OrderAsync(change: metadata => Tells(metadata, NotificationEvent.NotificationInstall, scene.World.Server.Options.Address));
            LpaVisit visit = await InstallAsync(bench, scene, order);
            IReadOnlyList<Delivery> sent = visit.Deliveries();
            bench.ExpectEqual(sent.Count, 2, "the number of notifications that are delivered");
            ExpectInOrder(bench, sent);
            bench.Expect(sent[0].Octets[0] == 0xBF, "the ProfileInstallationResult ('BF37') is told first", sent[0].Octets.Slice(0, 2).ToString());
            bench.ExpectNoneLost(visit);
        }),
        Download("LPAd/notification-address", "SGP.22 §3.5", "A notification goes to the server that it names, and to no other", async bench =>
        {
            LpaScene scene = await bench.OpenAsync();
            string other = scene.Second.Options.Address;
            OrderedProfile order = await scene.OrderAsync(change: metadata => Tells(metadata, NotificationEvent.NotificationInstall, other));
            LpaVisit visit = await InstallAsync(bench, scene, order);
            foreach (Delivery one in visit.Deliveries())
            {
                string expected = one.Metadata.NotificationAddress == other ? other : scene.World.Server.Options.Address;
                bench.ExpectEqual(one.Seen.Post.Server, expected, $"the server that is told of {one.Metadata.NotificationAddress}'s notification {one.Metadata.SeqNumber}");
            }
            bench.Expect(visit.Deliveries().Any(one => one.Seen.Post.Server == other), $"{other} is told of the installation", "it is not");
            await ExpectNoneWaitsAsync(bench, scene);
        }),
        Told("LPAd/notification-enable", "enable", NotificationEvent.NotificationEnable, isEnabled: false, profile => new LpaCall.Enable(profile.Iccid, profile.Aid), LpaOption.Enable),
        Told("LPAd/notification-disable", "disable", NotificationEvent.NotificationDisable, isEnabled: true, profile => new LpaCall.Disable(profile.Iccid, profile.Aid), LpaOption.Disable),
        Told("LPAd/notification-delete", "delete", NotificationEvent.NotificationDelete, isEnabled: false, profile => new LpaCall.Delete(profile.Iccid, profile.Aid), LpaOption.Delete),
        Of("LPAd/notification-queue", "SGP.22 §3.5", "What has waited on the eUICC is delivered in the order of the sequence numbers, octet by octet, and removed", async bench =>
        {
            LpaScene scene = await bench.OpenAsync();
            CardProfile profile = await bench.InstallAsync(scene);
            await bench.ArrangeAsync("four notifications wait on the eUICC", () => SwitchTwiceAsync(scene, profile.Iccid));
            LpaVisit visit = await bench.CallAsync(new LpaCall.SendNotifications());
            bench.ExpectDone(visit);
            IReadOnlyList<Delivery> sent = visit.Deliveries();
            bench.ExpectEqual(sent.Count, 4, "the number of notifications that are delivered");
            ExpectInOrder(bench, sent);
            ExpectAsGiven(bench, visit, sent);
            bench.ExpectNoneLost(visit);
            await ExpectNoneWaitsAsync(bench, scene);
        }, LpaOption.Notifications),
        Of("LPAd/notification-none", "SGP.22 §3.5", "Where nothing waits, nothing is sent", async bench =>
        {
            await bench.OpenAsync();
            LpaVisit visit = await bench.CallAsync(new LpaCall.SendNotifications());
            bench.ExpectNothingSent(visit);
            bench.ExpectDone(visit);
        }, LpaOption.Notifications),
    ];

    /// <summary>Metadata that have a server told of something else, too.</summary>
    internal static StoreMetadataRequest Tells(StoreMetadataRequest metadata, NotificationEvent what, string address) => metadata with
    {
        NotificationConfigurationInfo = [.. metadata.NotificationConfigurationInfo ?? [], new() { ProfileManagementOperation = what, NotificationAddress = address }],
    };

    internal static async Task ExpectNoneWaitsAsync(LpaBench bench, LpaScene scene)
    {
        SequenceOf<NotificationMetadata> waiting = (await scene.FactsAsync()).Notifications;
        bench.Expect(waiting.Count == 0, "no notification waits on the eUICC", string.Join(", ", waiting.Select(one => $"{one.SeqNumber} for {one.NotificationAddress}")));
    }

    private static async Task<LpaVisit> InstallAsync(LpaBench bench, LpaScene scene, OrderedProfile order)
    {
        LpaVisit visit = await bench.DownloadAsync(order);
        await bench.ExpectInstalledAsync(scene, visit, order);
        return await bench.AndDeliverAsync(scene, visit);
    }

    /// <summary>To each server by itself.</summary>
    private static void ExpectInOrder(LpaBench bench, IReadOnlyList<Delivery> sent)
    {
        foreach (IGrouping<string, Delivery> server in sent.GroupBy(one => one.Seen.Post.Server))
        {
            long[] numbers = [.. server.Select(one => one.Metadata.SeqNumber)];
            bench.Expect(numbers.SequenceEqual(numbers.Order()), $"{server.Key} is told in the order of the sequence numbers", string.Join(", ", numbers));
        }
    }

    /// <summary>Each stands in what the eUICC gave, as it was sent.</summary>
    private static void ExpectAsGiven(LpaBench bench, LpaVisit visit, IReadOnlyList<Delivery> sent)
    {
        Octets[] given = [.. visit.Es10.Where(one => one.Tag == Es10Tag.RetrieveNotificationsList).Select(one => one.Answer)];
        foreach (Delivery one in sent)
            bench.Expect(given.Any(answer => answer.Span.IndexOf(one.Octets.Span) >= 0), $"the notification {one.Metadata.SeqNumber} is sent as the eUICC gave it", one.Octets.ToString());
    }

    private static ConformanceCase Told(string id, string word, NotificationEvent what, bool isEnabled, Func<CardProfile, LpaCall> call, string need) =>
        Of(id, "SGP.22 §3.2, §3.5", $"The server that a profile names is told when it is {word}d", async bench =>
        {
            LpaScene scene = await bench.OpenAsync();
            CardProfile profile = await bench.InstallAsync(scene, isEnabled);
            LpaVisit visit = await bench.CallAsync(call(profile));
            bench.ExpectDone(visit);
            visit = await bench.AndDeliverAsync(scene, visit);
            IReadOnlyList<Delivery> sent = visit.Deliveries();
            bench.Expect(sent is [{ Metadata: var told }] && told.ProfileManagementOperation == what && told.Iccid == profile.Iccid,
                $"one notification is delivered, of \"{StandardName.Of(what)}\" of {profile.Iccid}", string.Join(", ", sent.Select(one => $"{StandardName.Of(one.Metadata.ProfileManagementOperation)} of {one.Metadata.Iccid}")));
            ExpectAsGiven(bench, visit, sent);
            bench.ExpectNoneLost(visit);
            await ExpectNoneWaitsAsync(bench, scene);
        }, need);

    private static async Task SwitchTwiceAsync(LpaScene scene, Iccid iccid)
    {
        for (int i = 0; i < 2; i++)
        {
            await scene.Device.EnableAsync(iccid);
            await scene.Device.DisableAsync(iccid);
        }
    }
}
