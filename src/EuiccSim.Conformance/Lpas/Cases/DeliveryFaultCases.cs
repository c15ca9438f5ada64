using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Lpas.Seen;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Testing;
using EuiccSim.Testing.Faults;
using static EuiccSim.Conformance.Lpas.Cases.LpaRow;

namespace EuiccSim.Conformance.Lpas.Cases;

/// <summary>4.4: what a server has not taken stays on the eUICC, until it has.</summary>
internal static class DeliveryFaultCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Kept("LPAd/notification-kept-500", "the server answers with HTTP status 500", site => site.Status(500)),
        Kept("LPAd/notification-kept-lost", "the server's answer is lost", site => site.LoseAnswer()),
        Download("LPAd/notification-kept-closed", "SGP.22 §3.5", "A notification for a server that cannot be reached stays on the eUICC; the one for another server is delivered", async bench =>
        {
            LpaScene scene = await bench.OpenAsync();
            OrderedProfile order = await scene.OrderAsync(change: metadata => NotificationCases.Tells(metadata, NotificationEvent.NotificationInstall, bench.Stage.ClosedAddress));
            LpaVisit visit = await bench.DownloadAsync(order);
            await bench.ExpectStateAsync(scene, order.Iccid, ProfileState.Disabled);
            visit = await bench.AndDeliverAsync(scene, visit);
            bench.ExpectNoneLost(visit);
            SequenceOf<NotificationMetadata> waiting = (await scene.FactsAsync()).Notifications;
            bench.Expect(waiting is [var one] && one.NotificationAddress == bench.Stage.ClosedAddress, $"the notification for {bench.Stage.ClosedAddress} waits on the eUICC, and no other",
                string.Join(", ", waiting.Select(notification => notification.NotificationAddress)));
        }),
        Of("LPAd/notification-later", "SGP.22 §3.5", "What could not be delivered is delivered when the server can be reached again, and removed then", async bench =>
        {
            LpaScene scene = await bench.OpenAsync();
            CardProfile profile = await bench.InstallAsync(scene);
            ActiveFault fault = scene.World.Inject(Fault.At(Place.Es9).On(Es9Function.HandleNotification).Always().Status(503));
            LpaVisit first = await bench.AndDeliverAsync(scene, await bench.CallAsync(new LpaCall.Enable(profile.Iccid, profile.Aid)));
            bench.ExpectNoneLost(first);
            fault.Withdraw();
            LpaVisit later = await bench.CallAsync(new LpaCall.SendNotifications());
            bench.ExpectDone(later);
            bench.ExpectEqual(later.Deliveries().Count, 1, "the number of notifications that are delivered");
            bench.ExpectNoneLost(first.Then(later));
            await NotificationCases.ExpectNoneWaitsAsync(bench, scene);
        }, LpaOption.Enable, LpaOption.Notifications),
    ];

    private static ConformanceCase Kept(string id, string words, Func<FaultSite, Fault> fault) =>
        Download(id, "SGP.22 §3.5", $"The installation result stays on the eUICC where {words}; the profile is installed all the same", async bench =>
        {
            LpaScene scene = await bench.OpenAsync();
            OrderedProfile order = await scene.OrderAsync();
            scene.World.Inject(fault(Fault.At(Place.Es9).On(Es9Function.HandleNotification).Always()));
            LpaVisit visit = await bench.AndDeliverAsync(scene, await bench.DownloadAsync(order));
            await bench.ExpectStateAsync(scene, order.Iccid, ProfileState.Disabled);
            LpaBench.Need(visit.PostOf(Es9Function.HandleNotification), "HandleNotification");
            bench.ExpectNoneLost(visit);
            bench.ExpectEqual((await scene.FactsAsync()).Notifications.Count, 1, "the number of notifications that wait on the eUICC");
        });
}
