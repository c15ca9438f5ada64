using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Roles;
using EuiccSim.Conformance.Servers.Calls;
using EuiccSim.Conformance.Servers.Orders;
using EuiccSim.Conformance.Servers.Wire;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Testing;

namespace EuiccSim.Conformance.Servers.Cases;

/// <summary>4.5: what waits at an SM-DS (ES11), and who says so (ES12).</summary>
internal static class EventCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Es11("nist", "An eUICC on P-256 for which nothing waits is told so", bench => EmptyAsync(bench, EcCurve.NistP256, RspBinding.Json), ServerOption.Nist),
        Es11("brainpool", "An eUICC on brainpoolP256r1 for which nothing waits is told so", bench => EmptyAsync(bench, EcCurve.BrainpoolP256r1, RspBinding.Json),
            ServerOption.Brainpool),
        Es11("asn1", "An eUICC for which nothing waits is told so in ASN.1", bench => EmptyAsync(bench, null, RspBinding.Asn1), ServerOption.Asn1),
        Es11("once", "AuthenticateClient is answered once: the same request again is refused", async bench =>
        {
            ServerSession session = await bench.ApplicantAsync(bench.Maker().Given());
            (await session.AskAuthenticateAsync()).ExpectDone();
            (await session.AskAuthenticateAsync()).ExpectNotDone();
        }),
        Es11("unknown-event", "An event that does not wait is not known", bench => UnknownAsync(bench, RspBinding.Json, Refusals.EventUnknown)),
        Es11("unknown-event-asn1", "An event that does not wait is not known in ASN.1 either", bench => UnknownAsync(bench, RspBinding.Asn1, Refusals.EventUnknown), ServerOption.Asn1),

        Es12("register", "An event that is registered waits for its eUICC, with the server's address", bench => RegisteredAsync(bench, RspBinding.Json)),
        Es12("register-asn1", "An event that is registered waits for its eUICC, which asks in ASN.1", bench => RegisteredAsync(bench, RspBinding.Asn1), ServerOption.Of(Side.Smds, ServerOption.Asn1)),
        Es12("by-name", "An eUICC that names an event is told of it, and of no other", async bench =>
        {
            (PlayedEuicc euicc, string eventId) = await bench.RegisterAsync();
            await bench.RegisterAsync(euicc);
            IReadOnlyList<WaitingEvent> events = await bench.EventsAsync(bench.Server, euicc with { MatchingId = eventId });
            bench.Expect(events is [{ } only] && only.EventId == eventId, $"the event {eventId} and no other", string.Join(", ", events));
        }),
        Es12("unknown-beside-another", "An eUICC that names an event that does not wait is refused, though another waits for it", async bench =>
        {
            (PlayedEuicc euicc, _) = await bench.RegisterAsync();
            ServerSession session = await bench.ApplicantAsync(euicc with { MatchingId = Digits.DrawMatchingId(bench.Random) });
            (await session.AskAuthenticateAsync()).ExpectRefused(Refusals.EventUnknown);
        }),
        Es12("several", "All events of an eUICC wait", async bench =>
        {
            (PlayedEuicc euicc, string first) = await bench.RegisterAsync();
            (_, string second) = await bench.RegisterAsync(euicc);
            IReadOnlyList<WaitingEvent> events = await bench.EventsAsync(bench.Server, euicc);
            bench.Expect(events.Select(one => one.EventId).Order().SequenceEqual(((string[])[first, second]).Order()), $"the events {first} and {second}", string.Join(", ", events));
        }),
        Es12("other-euicc", "An event of one eUICC is nothing for another", async bench =>
        {
            (_, string eventId) = await bench.RegisterAsync();
            PlayedEuicc other = bench.Maker().New();
            bench.ExpectEqual((await bench.EventsAsync(bench.Server, other)).Count, 0, "the number of events");
            ServerSession session = await bench.ApplicantAsync(other with { MatchingId = eventId });
            (await session.AskAuthenticateAsync()).ExpectRefused(Refusals.EventUnknown);
        }),
        Es12("duplicate", "An event that is registered already is refused", async bench =>
        {
            (PlayedEuicc euicc, string eventId) = await bench.RegisterAsync();
            (await bench.Es12Async("registerEvent", Es2Request.RegisterEvent(bench.Random, euicc.EidDigits, Announcement.Address, eventId))).ExpectRefused(Refusals.EventInUse);
            bench.ExpectEqual((await bench.EventsAsync(bench.Server, euicc)).Count, 1, "the number of events");
        }),
        Es12("delete", "An event that is deleted waits no more, and can be registered again", async bench =>
        {
            (PlayedEuicc euicc, string eventId) = await bench.RegisterAsync();
            (await bench.Es12Async("deleteEvent", Es2Request.DeleteEvent(bench.Random, euicc.EidDigits, eventId))).ExpectDone();
            bench.ExpectEqual((await bench.EventsAsync(bench.Server, euicc)).Count, 0, "the number of events");
            (await bench.Es12Async("registerEvent", Es2Request.RegisterEvent(bench.Random, euicc.EidDigits, Announcement.Address, eventId))).ExpectDone();
            bench.ExpectEqual((await bench.EventsAsync(bench.Server, euicc)).Count, 1, "the number of events");
        }),
        Es12("delete-unknown", "DeleteEvent of an event that is not registered is refused", async bench =>
            (await bench.Es12Async("deleteEvent", Es2Request.DeleteEvent(bench.Random, bench.Maker().DrawEid(),
                Digits.DrawMatchingId(bench.Random)))).ExpectRefused(Refusals.EventUnknown)),
        Es12("delete-other-eid", "DeleteEvent of an event for another EID is refused, and the event stays", async bench =>
        {
            (PlayedEuicc euicc, string eventId) = await bench.RegisterAsync();
            (await bench.Es12Async("deleteEvent", Es2Request.DeleteEvent(bench.Random, bench.Maker().DrawEid(), eventId))).ExpectRefused(Refusals.EventUnknown);
            bench.ExpectEqual((await bench.EventsAsync(bench.Server, euicc)).Count, 1, "the number of events");
        }),
        Es12("delete-other-server", "DeleteEvent of an event of another SM-DP+ is refused, and the event stays", OfOtherServerAsync,
            ServerOption.Of(Side.Smds, ServerOption.CiKey), ServerOption.Of(Side.Smds, ServerOption.Tls)),
        Es12("no-event-id", "RegisterEvent without an EventID is not executed", async bench =>
        {
            System.Text.Json.Nodes.JsonObject request = Es2Request.RegisterEvent(bench.Random, bench.Maker().DrawEid(), Announcement.Address, "X");
            request.Remove("eventId");
            (await bench.Es12Async("registerEvent", request)).ExpectNotDone();
        }),
        Es12("no-eid", "RegisterEvent for an EID that is none is not executed", async bench =>
            (await bench.Es12Async("registerEvent", Es2Request.RegisterEvent(bench.Random, "no EID", Announcement.Address, Digits.DrawMatchingId(bench.Random)))).ExpectNotDone()),
    ];

    private static ConformanceCase Es11(string word, string title, Func<ServerBench, Task> body, params SequenceOf<string> needs) => ConformanceCase.Of(
        $"4.5/es11-{word}", title, "SGP.22 §5.8.2", Side.Smds, CaseEffect.Reads,
        SequenceOf.From(((IEnumerable<string>)[ServerOption.Keys, .. needs]).Select(need => ServerOption.Of(Side.Smds, need))), body);

    /// <summary>Each has an eUICC of its own, for which nothing else waits.</summary>
    private static ConformanceCase Es12(string word, string title, Func<ServerBench, Task> body, params SequenceOf<string> needs) => ConformanceCase.Of(
        $"4.5/es12-{word}", title, "SGP.22 §5.9", Side.Smds, CaseEffect.Changes,
        SequenceOf.From<string>([ServerOption.Es12, ServerOption.Of(Side.Smds, ServerOption.Keys), ServerOption.Of(Side.Smds, ServerOption.EumKey), .. needs]), body);

    private static async Task EmptyAsync(ServerBench bench, EcCurve? curve, RspBinding binding)
    {
        EuiccMaker maker = bench.Maker(curve);
        // Of the eUICC of the PKI nobody knows whether something waits for it.
        PlayedEuicc euicc = maker.Pki.EumKey is null ? maker.Given() : maker.New();
        IReadOnlyList<WaitingEvent> events = await bench.EventsAsync(bench.Server, euicc, binding);
        if (maker.Pki.EumKey is not null) bench.ExpectEqual(events.Count, 0, "the number of events");
    }

    private static async Task UnknownAsync(ServerBench bench, RspBinding binding, Refusal refusal)
    {
        ServerSession session = await bench.ApplicantAsync(bench.Maker().Given() with { MatchingId = Digits.DrawMatchingId(bench.Random) }, binding);
        (await session.AskAuthenticateAsync()).ExpectRefused(refusal);
    }

    private static async Task RegisteredAsync(ServerBench bench, RspBinding binding)
    {
        PlayedEuicc euicc = bench.Maker().New();
        string eventId = Digits.DrawMatchingId(bench.Random);
        bench.Registered.Add((euicc.EidDigits, eventId));
        (await bench.Es12Async("registerEvent", Es2Request.RegisterEvent(bench.Random, euicc.EidDigits, Announcement.Address, eventId))).ExpectDone();
        IReadOnlyList<WaitingEvent> events = await bench.EventsAsync(bench.Server, euicc, binding);
        bench.ExpectEqual(events.Count, 1, "the number of events");
        bench.ExpectEqual(events[0], new WaitingEvent(eventId, Announcement.Address), "the event");
    }

    private static async Task OfOtherServerAsync(ServerBench bench)
    {
        (PlayedEuicc euicc, string eventId) = await bench.RegisterAsync();
        RspPki other = TestPki.WithServer(bench.Maker().Pki, "other.example.com", new ObjectIdentifier("2.999.78"), bench.Random, bench.RunOptions.Time.GetUtcNow().AddDays(-1));
        using var certificate = other.ToTlsCertificate();
        using ServerWire wire = new(bench.Target.Es12!.Url, "es12", bench.Target.Es12.Options with { ClientCertificate = certificate }, null);
        HttpAsk ask = HttpAsk.Json("es12", "deleteEvent", FunctionCall.Write(Es2Request.DeleteEvent(bench.Random, euicc.EidDigits, eventId))) with { UserAgent = null };
        new FunctionAnswer(bench, "deleteEvent", RspBinding.Json, await bench.SendAsync(wire, ask)).ExpectNotDone();
        bench.ExpectEqual((await bench.EventsAsync(bench.Server, euicc)).Count, 1, "the number of events");
    }
}
