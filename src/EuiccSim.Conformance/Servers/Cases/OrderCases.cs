using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Roles;
using EuiccSim.Conformance.Running;
using EuiccSim.Conformance.Servers.Calls;
using EuiccSim.Conformance.Servers.Orders;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using static EuiccSim.Conformance.Servers.Cases.ServerRow;

namespace EuiccSim.Conformance.Servers.Cases;

/// <summary>ES2+: DownloadOrder, ConfirmOrder and ReleaseProfile. Their clauses in SGP.23 are not known to us.</summary>
internal static class OrderCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Ordered("download-order-iccid", Download, "DownloadOrder of a profile reserves it", async bench =>
        {
            StockedProfile stock = await bench.StockAsync();
            await ReserveAsync(bench, stock, null);
        }),
        Ordered("download-order-type", Download, "DownloadOrder of a profile type reserves one of it", async bench =>
        {
            StockedProfile stock = await bench.StockAsync();
            if (stock.ProfileType is null) throw Bench.DoesNotApply($"{ServerOption.Orders}: the profile {stock.Iccid} has no profileType in --orders");
            FunctionAnswer answer = await bench.Es2Async("downloadOrder", Es2Request.DownloadOrder(bench.Random, null, profileType: stock.ProfileType));
            answer.ExpectDone();
            Iccid iccid = ReadIccid(bench, answer);
            bench.Made.Add(new(iccid, "") { Package = stock.Package, Stock = iccid == stock.Iccid ? stock : null });
            await ExpectInUseAsync(bench, iccid);
        }),
        Ordered("download-order-eid", Download, "DownloadOrder for an EID links the profile to it", async bench =>
        {
            StockedProfile stock = await bench.StockAsync();
            await ReserveAsync(bench, stock, SomeEid);
        }),
        Ordered("download-order-in-use", Download, "DownloadOrder of a profile that is reserved is refused", async bench =>
        {
            StockedProfile stock = await bench.StockAsync();
            await bench.ArrangeAsync("it is reserved", () => ReserveAsync(bench, stock, null));
            await ExpectInUseAsync(bench, stock.Iccid);
        }),
        Ordered("download-order-unknown", Download, "DownloadOrder of a profile that is not known is refused", async bench =>
            (await bench.Es2Async("downloadOrder", Es2Request.DownloadOrder(bench.Random, Digits.DrawIccid(bench.Random)))).ExpectRefused(s_unknown)),
        Ordered("download-order-unknown-type", Download, "DownloadOrder of a profile type that is not known is refused", async bench =>
            (await bench.Es2Async("downloadOrder", Es2Request.DownloadOrder(bench.Random, null, profileType: Digits.DrawMatchingId(bench.Random)))).ExpectNotDone()),
        Ordered("download-order-other-type", Download, "DownloadOrder of a profile under a type that it is not of is refused", async bench =>
        {
            StockedProfile stock = await bench.StockAsync();
            (await bench.Es2Async("downloadOrder", Es2Request.DownloadOrder(bench.Random, stock.Iccid, profileType: Digits.DrawMatchingId(bench.Random)))).ExpectNotDone();
        }),
        Ordered("confirm-order", Confirm, "ConfirmOrder gives back the MatchingID, and the order can be had", async bench =>
        {
            (TestOrder order, PlayedEuicc euicc) = await ReservedAsync(bench);
            FunctionAnswer answer = await bench.Es2Async("confirmOrder", Es2Request.ConfirmOrder(bench.Random, order.Iccid, matchingId: order.MatchingId));
            answer.ExpectDone();
            bench.ExpectEqual(answer.Fields.Text("matchingId"), order.MatchingId, "matchingId");
            await bench.ExpectOfferedAsync(order, euicc);
        }, ServerOption.Keys),
        Ordered("confirm-order-drawn", Confirm, "ConfirmOrder without a MatchingID draws one, of the characters of activation codes", async bench =>
        {
            HashSet<string> seen = [];
            for (int i = 0; i < 2; i++)
            {
                (TestOrder order, PlayedEuicc euicc) = await ReservedAsync(bench);
                FunctionAnswer answer = await bench.Es2Async("confirmOrder", Es2Request.ConfirmOrder(bench.Random, order.Iccid));
                answer.ExpectDone();
                string matchingId = answer.Fields.Text("matchingId");
                bench.Expect(ActivationCode.IsMatchingId(matchingId) && matchingId.Length > 0, "matchingId consists of capital letters, digits and '-'", matchingId);
                bench.Expect(seen.Add(matchingId), "a matchingId that did not come before", matchingId);
                await bench.ExpectOfferedAsync(order with { MatchingId = matchingId }, euicc with { MatchingId = matchingId });
            }
        }, ServerOption.Keys),
        Ordered("confirm-order-unknown", Confirm, "ConfirmOrder of a profile that is not known is refused", async bench =>
            (await bench.Es2Async("confirmOrder", Es2Request.ConfirmOrder(bench.Random, Digits.DrawIccid(bench.Random)))).ExpectRefused(s_unknown)),
        Ordered("confirm-order-available", Confirm, "ConfirmOrder of a profile that nobody has ordered is refused", async bench =>
        {
            StockedProfile stock = await bench.StockAsync();
            (await bench.Es2Async("confirmOrder", Es2Request.ConfirmOrder(bench.Random, stock.Iccid))).ExpectNotDone();
        }),
        Ordered("confirm-order-matching-id", Confirm, "ConfirmOrder with the MatchingID of another order is refused", async bench =>
        {
            (TestOrder first, _) = await bench.OrderAsync();
            (TestOrder second, _) = await ReservedAsync(bench);
            (await bench.Es2Async("confirmOrder", Es2Request.ConfirmOrder(bench.Random, second.Iccid, matchingId: first.MatchingId))).ExpectRefused(new Refusal("8.2.6/3.3"));
        }, ServerOption.Keys),
        Ordered("confirm-order-sm-ds", Confirm, "ConfirmOrder with an SM-DS that is not to be reached is refused", async bench =>
        {
            (TestOrder order, _) = await ReservedAsync(bench, SomeEid);
            FunctionAnswer answer = await bench.Es2Async("confirmOrder",
                Es2Request.ConfirmOrder(bench.Random, order.Iccid, eid: SomeEid, matchingId: order.MatchingId, smds: "no-sm-ds.example.com"));
            answer.ExpectRefused(new Refusal("8.9/5.1"));
        }, ServerOption.Keys),
        Ordered("confirm-order-no-eid", Confirm, "ConfirmOrder with an empty MatchingID and no EID is refused", async bench =>
        {
            (TestOrder order, _) = await ReservedAsync(bench);
            (await bench.Es2Async("confirmOrder", Es2Request.ConfirmOrder(bench.Random, order.Iccid, matchingId: ""))).ExpectRefused(new Refusal("8.1.1/2.2"));
        }, ServerOption.Keys),
        Ordered("confirm-order-eid", Confirm, "ConfirmOrder for another EID than the order's is refused", async bench =>
        {
            (TestOrder order, _) = await ReservedAsync(bench, SomeEid);
            (await bench.Es2Async("confirmOrder", Es2Request.ConfirmOrder(bench.Random, order.Iccid, eid: OtherEid,
                matchingId: order.MatchingId))).ExpectRefused(new Refusal("8.1.1/3.10"));
        }, ServerOption.Keys),
        Ordered("release-profile", Release, "An order that is confirmed can be had once it is released", async bench =>
        {
            (TestOrder order, PlayedEuicc euicc) = await bench.OrderAsync(new() { IsUnreleased = true });
            (await bench.Es2Async("releaseProfile", Es2Request.ReleaseProfile(bench.Random, order.Iccid))).ExpectDone();
            await bench.ExpectOfferedAsync(order, euicc);
        }, ServerOption.Keys),
        Ordered("release-profile-unknown", Release, "ReleaseProfile of a profile that is not known is refused", async bench =>
            (await bench.Es2Async("releaseProfile", Es2Request.ReleaseProfile(bench.Random, Digits.DrawIccid(bench.Random)))).ExpectRefused(s_unknown)),
        Ordered("release-profile-unconfirmed", Release, "ReleaseProfile of an order that is not confirmed is refused", async bench =>
        {
            (TestOrder order, _) = await ReservedAsync(bench);
            (await bench.Es2Async("releaseProfile", Es2Request.ReleaseProfile(bench.Random, order.Iccid))).ExpectRefused(new Refusal("8.2.1/3.5"));
        }, ServerOption.Keys),
    ];

    internal static IEnumerable<AbsentCase> Absent =>
        [new("ES2+/handle-download-progress-info", Side.Smdp, "The operator is told of each step of a download", "it takes a server of the operator that the SM-DP+ is set up to call")];

    /// <summary>A profile that is reserved and not confirmed, with a MatchingID to confirm it under, as the initial condition.</summary>
    internal static async Task<(TestOrder Order, PlayedEuicc Euicc)> ReservedAsync(ServerBench bench, string? eid = null)
    {
        StockedProfile stock = await bench.StockAsync();
        await bench.ArrangeAsync("it is reserved", () => ReserveAsync(bench, stock, eid));
        string matchingId = Digits.DrawMatchingId(bench.Random);
        return (new(stock.Iccid, matchingId) { Eid = eid, Package = stock.Package }, bench.Maker().Given() with { MatchingId = matchingId });
    }

    private static async Task ReserveAsync(ServerBench bench, StockedProfile stock, string? eid)
    {
        FunctionAnswer answer = await bench.Es2Async("downloadOrder", Es2Request.DownloadOrder(bench.Random, stock.Iccid, eid));
        answer.ExpectDone();
        bench.Made.Add(new(stock.Iccid, "") { Eid = eid, Package = stock.Package, Stock = stock });
        bench.ExpectEqual(ReadIccid(bench, answer), stock.Iccid, "iccid");
    }

    private static async Task ExpectInUseAsync(ServerBench bench, Iccid iccid) =>
        (await bench.Es2Async("downloadOrder", Es2Request.DownloadOrder(bench.Random, iccid))).ExpectRefused(new Refusal("8.2.1/3.3"));

    private static Iccid ReadIccid(ServerBench bench, FunctionAnswer answer)
    {
        string text = answer.Fields.Text("iccid");
        string digits = text.TrimEnd('F', 'f');
        bench.Expect(digits.Length is 19 or 20 or 18 && digits.All(char.IsAsciiDigit), "iccid has 18 to 20 digits", text);
        return Iccid.FromDigits(digits);
    }

    private const string Download = "SGP.22 §5.3.1";
    private const string Confirm = "SGP.22 §5.3.2";
    private const string Release = "SGP.22 §5.3.4";
    internal const string SomeEid = "89049032123451234512345678901235";
    internal const string OtherEid = "89086030202200000022000023022943";
    private static readonly Refusal s_unknown = new("8.2.1/3.9");
}
