using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Roles;
using EuiccSim.Conformance.Servers.Calls;
using EuiccSim.Conformance.Servers.Judges;
using EuiccSim.Conformance.Servers.Orders;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Rsp.Common;
using static EuiccSim.Conformance.Servers.Cases.ServerRow;

namespace EuiccSim.Conformance.Servers.Cases;

/// <summary>Whole downloads, from the order to the last notification.</summary>
internal static class FlowCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Installs("flow/nist", Section, "Download, installation, enabling and deletion, on P-256", bench => WholeAsync(bench, new() { Curve = EcCurve.NistP256 }, RspBinding.Json),
            ServerOption.Nist),
        Installs("flow/brainpool", Section, "Download, installation, enabling and deletion, on brainpoolP256r1", bench => WholeAsync(bench, new() { Curve = EcCurve.BrainpoolP256r1 }, RspBinding.Json),
            ServerOption.Brainpool),
        Installs("flow/asn1", Section, "Download, installation, enabling and deletion, in ASN.1", bench => WholeAsync(bench, new(), RspBinding.Asn1), ServerOption.Asn1),
        Installs("flow/both-bindings", Section, "A session that changes from one binding to the other is one session", async bench =>
        {
            (TestOrder order, PlayedEuicc euicc) = await bench.OrderAsync();
            ServerSession session = await bench.Session(euicc).InitiateAsync();
            session.Binding = RspBinding.Asn1;
            await session.AuthenticateAsync(order);
            session.Binding = RspBinding.Json;
            await session.GetPackageAsync(order);
            session.Binding = RspBinding.Asn1;
            (await session.AskNotifyAsync(session.Installed(order))).ExpectNoContent();
        }, ServerOption.Asn1),
        Installs("flow/es2", "SGP.22 §3.1.1, §3.1.3", "An order over ES2+ with everything in it: EID, MatchingID, Confirmation Code, and a release of its own", async bench =>
        {
            (TestOrder order, PlayedEuicc euicc) = await bench.OrderAsync(new() { HasCode = true, IsForEuicc = true, IsUnreleased = true });
            await bench.ExpectRefusedAsync(euicc, RspBinding.Json, Refusals.NotReleased);
            (await bench.Es2Async("releaseProfile", Es2Request.ReleaseProfile(bench.Random, order.Iccid))).ExpectDone();
            ServerSession session = await bench.OfferAsync(order, euicc);
            await session.GetPackageAsync(order);
            (await session.AskNotifyAsync(session.Installed(order))).ExpectNoContent();
            (await bench.Es2Async("downloadOrder", Es2Request.DownloadOrder(bench.Random, order.Iccid))).ExpectRefused(new Refusal("8.2.1/3.3"));
        }, ServerOption.Es2),
        Installs("flow/sm-ds", "SGP.22 §3.6", "An order that is announced at the SM-DS is found there under its MatchingID, and after the download no more", async bench =>
        {
            (TestOrder order, PlayedEuicc euicc) = await bench.AnnouncedAsync(isGiven: true);
            IReadOnlyList<WaitingEvent> events = await bench.EventsAsync(bench.Target.Smds, euicc);
            bench.Expect(events.Any(one => one.EventId == order.MatchingId), $"an event {order.MatchingId} waits", string.Join(", ", events.Select(one => one.EventId)));
            bench.Expect(events.All(one => one.RspServerAddress.Length > 0), "each event names a server");
            ServerSession session = await bench.OfferAsync(order, euicc);
            await session.GetPackageAsync(order);
            (await session.AskNotifyAsync(session.Installed(order))).ExpectNoContent();
            await bench.ExpectEventGoneAsync(euicc, order.MatchingId);
        }, ServerOption.Announcing),
        Installs("flow/two-orders", Section, "An eUICC for which two orders wait gets each under its MatchingID", async bench =>
        {
            (TestOrder first, PlayedEuicc euicc) = await bench.OrderAsync();
            (TestOrder second, _) = await bench.OrderAsync();
            ServerSession one = await bench.OfferAsync(first, euicc), other = await bench.OfferAsync(second, euicc with { MatchingId = second.MatchingId });
            await other.GetPackageAsync(second);
            await one.GetPackageAsync(first);
        }),
    ];

    private static async Task WholeAsync(ServerBench bench, OrderWish wish, RspBinding binding)
    {
        (TestOrder order, PlayedEuicc euicc) = await bench.OrderAsync(wish);
        ServerSession session = await bench.OfferAsync(order, euicc, binding);
        OpenedPackage package = await session.GetPackageAsync(order);
        bench.ExpectOctets(package.Upp, order.Package, "the unprotected profile package");
        (await session.AskNotifyAsync(session.Installed(order))).ExpectNoContent();
        foreach (NotificationEvent happened in (NotificationEvent[])[NotificationEvent.NotificationEnable, NotificationEvent.NotificationDisable, NotificationEvent.NotificationDelete])
            (await session.AskNotifyAsync(session.Euicc.OtherNotification(session.Metadata(order, happened)))).ExpectNoContent();
        // Deleted on the eUICC, it is no profile to be had again.
        await bench.ExpectNotOfferedAsync(order, euicc);
    }

    private const string Section = "SGP.22 §3.1.3, §3.5";
}
