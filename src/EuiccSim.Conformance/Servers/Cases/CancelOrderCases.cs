using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Roles;
using EuiccSim.Conformance.Servers.Calls;
using EuiccSim.Conformance.Servers.Orders;
using static EuiccSim.Conformance.Servers.Cases.ServerRow;

namespace EuiccSim.Conformance.Servers.Cases;

/// <summary>ES2+: CancelOrder, and requests that are none.</summary>
internal static class CancelOrderCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Ordered("cancel-order", Cancel, "An order that is cancelled cannot be had any more", async bench =>
        {
            (TestOrder order, PlayedEuicc euicc) = await bench.OrderAsync();
            (await CancelAsync(bench, order, order.MatchingId)).ExpectDone();
            await bench.ExpectNotOfferedAsync(order, euicc);
        }, ServerOption.Keys),
        Ordered("cancel-order-available", Cancel, "A profile that a cancelled order leaves available can be ordered again", async bench =>
        {
            (TestOrder order, _) = await bench.OrderAsync();
            (await CancelAsync(bench, order, order.MatchingId, "Available")).ExpectDone();
            (await bench.Es2Async("downloadOrder", Es2Request.DownloadOrder(bench.Random, order.Iccid))).ExpectDone();
        }, ServerOption.Keys),
        Ordered("cancel-order-unavailable", Cancel, "A profile that a cancelled order leaves unavailable cannot be ordered again", async bench =>
        {
            (TestOrder order, _) = await bench.OrderAsync();
            (await CancelAsync(bench, order, order.MatchingId)).ExpectDone();
            (await bench.Es2Async("downloadOrder", Es2Request.DownloadOrder(bench.Random, order.Iccid))).ExpectNotDone();
        }, ServerOption.Keys),
        Ordered("cancel-order-unknown", Cancel, "CancelOrder of a profile that is not known is refused", async bench =>
            (await bench.Es2Async("cancelOrder", Es2Request.CancelOrder(bench.Random, Digits.DrawIccid(bench.Random), null, null))).ExpectRefused(new Refusal("8.2.1/3.9"))),
        Ordered("cancel-order-no-eid", Cancel, "CancelOrder without the EID that the order is for is refused, and the order stays", async bench =>
        {
            (TestOrder order, PlayedEuicc euicc) = await bench.OrderAsync(new() { IsForEuicc = true });
            (await CancelAsync(bench, order with { Eid = null }, order.MatchingId)).ExpectNotDone();
            await bench.ExpectOfferedAsync(order, euicc);
        }, ServerOption.Keys),
        Ordered("cancel-order-matching-id", Cancel, "CancelOrder with another MatchingID than the order's is refused, and the order stays", async bench =>
        {
            (TestOrder order, PlayedEuicc euicc) = await bench.OrderAsync();
            (await CancelAsync(bench, order, Digits.DrawMatchingId(bench.Random))).ExpectRefused(new Refusal("8.2.6/3.10"));
            await bench.ExpectOfferedAsync(order, euicc);
        }, ServerOption.Keys),
        Ordered("cancel-order-not-ordered", Cancel, "CancelOrder of a profile that nobody has ordered is refused", async bench =>
        {
            StockedProfile stock = await bench.StockAsync();
            (await bench.Es2Async("cancelOrder", Es2Request.CancelOrder(bench.Random, stock.Iccid, null, null))).ExpectNotDone();
        }),
        Ordered("cancel-order-installed", Cancel, "CancelOrder of a profile that is installed is refused", async bench =>
        {
            (TestOrder order, ServerSession session, _) = await bench.DeliveredAsync();
            await bench.ArrangeAsync("the installation is told", async () => (await session.AskNotifyAsync(session.Installed(order))).ExpectNoContent());
            (await CancelAsync(bench, order, order.MatchingId)).ExpectNotDone();
        }, ServerOption.Keys),
        Ordered("cancel-order-in-session", "SGP.22 §5.3.3, §5.6.2", "An order that is cancelled after it was offered is not delivered", async bench =>
        {
            (TestOrder order, ServerSession session) = await bench.OfferedAsync();
            await bench.ArrangeAsync("the order is cancelled", async () => (await CancelAsync(bench, order, order.MatchingId)).ExpectDone());
            (await session.AskPackageAsync()).ExpectNotDone();
        }, ServerOption.Keys),
        Ordered("no-header", "SGP.22 §6.5.1.3", "A request without a header is not executed", async bench =>
        {
            StockedProfile stock = await bench.StockAsync();
            System.Text.Json.Nodes.JsonObject request = Es2Request.DownloadOrder(bench.Random, stock.Iccid);
            request.Remove("header");
            (await bench.Es2Async("downloadOrder", request)).ExpectNotDone();
        }),
        Ordered("no-profile", "SGP.22 §5.3.1", "DownloadOrder that names neither a profile nor a type is not executed", async bench =>
            (await bench.Es2Async("downloadOrder", Es2Request.DownloadOrder(bench.Random, null))).ExpectNotDone()),
        Ordered("wrong-iccid", "SGP.22 §6.5.2.1", "An ICCID that is none is not executed", async bench =>
        {
            System.Text.Json.Nodes.JsonObject request = Es2Request.DownloadOrder(bench.Random, Digits.DrawIccid(bench.Random));
            request["iccid"] = "no ICCID";
            (await bench.Es2Async("downloadOrder", request)).ExpectNotDone();
        }),
    ];

    private static Task<FunctionAnswer> CancelAsync(ServerBench bench, TestOrder order, string? matchingId, string finalStatus = "Unavailable") =>
        bench.Es2Async("cancelOrder", Es2Request.CancelOrder(bench.Random, order.Iccid, order.Eid, matchingId, finalStatus));

    private const string Cancel = "SGP.22 §5.3.3";
}
