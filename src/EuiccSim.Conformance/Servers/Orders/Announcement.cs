using EuiccSim.Conformance.Roles;
using EuiccSim.Conformance.Running;
using EuiccSim.Conformance.Servers.Calls;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Conformance.Servers.Orders;

/// <summary>Events at the SM-DS, of orders and of our own. SGP.22 v2.5 §3.6, §5.3.2, §5.8, §5.9.</summary>
internal static class Announcement
{
    /// <summary>Where the SM-DP+ is that the run plays.</summary>
    internal const string Address = "conformance.example.com";

    /// <summary>An order for a new eUICC that the SM-DP+ announces at the SM-DS, as the initial condition of something else.</summary>
    /// <param name="bench">The bench.</param>
    /// <param name="isGiven">True if the operator chooses the MatchingID.</param>
    internal static async Task<(TestOrder Order, PlayedEuicc Euicc)> AnnouncedAsync(this ServerBench bench, bool isGiven)
    {
        StockedProfile stock = await bench.StockAsync();
        EuiccMaker maker = bench.Maker();
        PlayedEuicc euicc = maker.Pki.EumKey is null ? maker.Given() : maker.New();
        string? wanted = isGiven ? Digits.DrawMatchingId(bench.Random) : null;
        return await bench.ArrangeAsync("an order is announced at the SM-DS", async () =>
        {
            (await bench.Es2Async("downloadOrder", Es2Request.DownloadOrder(bench.Random, stock.Iccid, euicc.EidDigits))).ExpectDone();
            bench.Made.Add(new(stock.Iccid, wanted ?? "") { Eid = euicc.EidDigits, Package = stock.Package, Stock = stock });
            FunctionAnswer answer = await bench.Es2Async("confirmOrder", Es2Request.ConfirmOrder(
                bench.Random, stock.Iccid, eid: euicc.EidDigits, matchingId: wanted, smds: bench.Target.SmdsAddress));
            if (!answer.IsDone && answer.Said.StartsWith("8.9/", StringComparison.Ordinal))
                throw Bench.DoesNotApply($"{ServerOption.Announcing}: the SM-DP+ does not announce orders at {bench.Target.SmdsAddress} (ConfirmOrder: {answer.Said})");
            answer.ExpectDone();
            string matchingId = answer.Fields.Text("matchingId");
            bench.Made[^1] = bench.Made[^1] with { MatchingId = matchingId };
            return (bench.Made[^1], euicc with { MatchingId = matchingId });
        });
    }

    /// <summary>An event that the run registers, as the SM-DP+ that it plays, as the initial condition of something else.</summary>
    /// <param name="bench">The bench.</param>
    /// <param name="of">The eUICC; a new one if null.</param>
    internal static Task<(PlayedEuicc Euicc, string EventId)> RegisterAsync(this ServerBench bench, PlayedEuicc? of = null) => bench.ArrangeAsync("an event is registered", async () =>
    {
        PlayedEuicc euicc = of ?? bench.Maker().New();
        string eventId = Digits.DrawMatchingId(bench.Random);
        (await bench.Es12Async("registerEvent", Es2Request.RegisterEvent(bench.Random, euicc.EidDigits, Address, eventId))).ExpectDone();
        bench.Registered.Add((euicc.EidDigits, eventId));
        return (euicc, eventId);
    });

    /// <summary>What waits for an eUICC, which asks with the MatchingID that it has.</summary>
    internal static async Task<IReadOnlyList<WaitingEvent>> EventsAsync(this ServerBench bench, ServerSide smds, PlayedEuicc euicc, RspBinding binding = RspBinding.Json)
    {
        ServerSession session = await new ServerSession(bench, smds, euicc with { MatchingId = smds == bench.Server ? euicc.MatchingId : null }, binding).InitiateAsync();
        (Octets transactionId, IReadOnlyList<WaitingEvent> events) = (await session.AskAuthenticateAsync()).ToEvents();
        bench.ExpectOctets(transactionId, session.TransactionId, "transactionId");
        return events;
    }

    /// <summary>Expects that an event is deleted, soon: the SM-DP+ tells the SM-DS when it comes to it.</summary>
    internal static async Task ExpectEventGoneAsync(this ServerBench bench, PlayedEuicc euicc, string eventId)
    {
        bench.Step("the event is deleted");
        for (int tries = 0; tries < MostTries; tries++)
        {
            IReadOnlyList<WaitingEvent> events = await bench.EventsAsync(bench.Target.Smds, euicc);
            if (events.All(one => one.EventId != eventId))
            {
                bench.Expect(true, $"the event {eventId} waits no more");
                return;
            }
            await Task.Delay(s_pause, bench.Ct);
        }
        Bench.Break(new($"the event {eventId} waits no more after {MostTries * s_pause.TotalSeconds} s", "it still waits"));
    }

    private const int MostTries = 50;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);
}
