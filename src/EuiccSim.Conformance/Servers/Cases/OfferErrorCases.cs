using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Roles;
using EuiccSim.Conformance.Servers.Calls;
using EuiccSim.Conformance.Servers.Orders;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using static EuiccSim.Conformance.Servers.Cases.ServerRow;

namespace EuiccSim.Conformance.Servers.Cases;

/// <summary>4.3.14.2.2: AuthenticateClient of an eUICC that is believed, and that gets nothing.</summary>
internal static class OfferErrorCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Refused("4.3.14.2.2#8", "An order that is not released is refused", new() { IsUnreleased = true }, null, Refusals.NotReleased),
        Refused("4.3.14.2.2#11", "Another MatchingID than the empty one of an order for the EID is refused", s_default, s_otherMatchingId, Refusals.MatchingId),
        Refused("4.3.14.2.2#12", "A MatchingID that is no order's is refused", new(), s_otherMatchingId, Refusals.MatchingId),
        Installs("4.3.14.2.2#13", Section, "A MatchingID that is no event's is refused, though an order for the EID is announced at an SM-DS", async bench =>
        {
            (_, PlayedEuicc euicc) = await bench.AnnouncedAsync(isGiven: true);
            await bench.ExpectRefusedAsync(s_otherMatchingId(bench, euicc), RspBinding.Json, Refusals.MatchingId);
        }, ServerOption.Announcing),
        Installs("4.3.14.2.2/matching-id-part", Section, "A MatchingID that only begins as an order's, or that an order's begins with, is refused", async bench =>
        {
            (TestOrder order, PlayedEuicc euicc) = await bench.OrderAsync();
            // Orders that are numbered, ORDER-1 to ORDER-10, begin with one another.
            foreach (string other in PartsOf(order.MatchingId).Where(other => !bench.Target.Supply.Knows(other)))
                await bench.ExpectRefusedAsync(euicc with { MatchingId = other }, RspBinding.Json, Refusals.MatchingId);
        }),
        Installs("4.3.14.2.2#14", Section, "An eUICC for which nothing waits is refused at its default SM-DP+, though an order for another EID does", async bench =>
        {
            await bench.OrderAsync(s_default);
            await bench.ExpectRefusedAsync(bench.Maker().New() with { MatchingId = "" }, RspBinding.Json, Refusals.EidRefused, Refusals.MatchingId);
        }, ServerOption.EumKey),
        Installs("4.3.14.2.2/no-matching-id", Section, "An order that a MatchingID tells from others is refused to an eUICC that names none, if it is for no EID", async bench =>
        {
            await bench.OrderAsync();
            await bench.ExpectRefusedAsync(bench.Maker().New() with { MatchingId = null }, RspBinding.Json, Refusals.EidRefused, Refusals.MatchingId);
        }, ServerOption.EumKey),
        Refused("4.3.14.2.2#15", "A profile with PPR1 is refused to an eUICC that forbids it", new() { HasRule = true },
            (_, euicc) => euicc with { Info2 = info => info with { ForbiddenProfilePolicyRules = PprIds.Ppr1 } }, Refusals.NoEligibleProfile),
        Refused("4.3.14.2.2/test-profile", "A test profile is refused to an eUICC that supports none", new() { IsTestProfile = true },
            (_, euicc) => euicc with { Info2 = info => info with { RspCapability = RspCapability.AdditionalProfile } }, Refusals.NoEligibleProfile),
        Refused("4.3.14.2.2/memory", "A profile is refused to an eUICC that has 16 octets of memory left", new(), s_withoutMemory, Refusals.Memory, Refusals.NoEligibleProfile),
        Refused("4.3.14.2.2#16", "An order whose time is over is refused", new() { IsExpired = true }, null, Refusals.OrderExpired),
        Installs("4.3.14.2.2#17", Section, "One session more than an order allows is refused, and ends the order", async bench =>
        {
            (TestOrder order, PlayedEuicc euicc) = await bench.OrderAsync(new() { HasAttempts = true });
            for (int i = 0; i < order.Attempts; i++) await bench.OfferAsync(order, euicc);
            await bench.ExpectRefusedAsync(euicc, RspBinding.Json, Refusals.AttemptsExceeded);
            await bench.ExpectNotOfferedAsync(order, euicc);
        }),
        Installs("4.3.14.2.2#19", Section, "Another eUICC than the one for which an order is announced at an SM-DS is refused", async bench =>
        {
            (TestOrder order, _) = await bench.AnnouncedAsync(isGiven: true);
            await bench.ExpectRefusedAsync(bench.Maker().New() with { MatchingId = order.MatchingId }, RspBinding.Json, Refusals.EidRefused);
        }, ServerOption.Announcing, ServerOption.EumKey),
        Refused("4.3.14.2.2#20", "Another eUICC than the one that an order is for is refused, though it has the activation code", new() { IsForEuicc = true }, s_otherEuicc,
            [Refusals.EidRefused], ServerOption.EumKey),
        Refused("4.3.14.2.2#21", "An eUICC for which an order waits is refused under another MatchingID", new() { IsForEuicc = true }, s_otherMatchingId, Refusals.MatchingId),
        Installs("4.3.14.2.2/delivered", Section, "A profile that one eUICC has got is refused to another with the same activation code", async bench =>
        {
            (TestOrder order, _, _) = await bench.DeliveredAsync();
            await bench.ExpectNotOfferedAsync(order, bench.Maker().New());
        }, ServerOption.EumKey),
        Reads("4.3.14.2.2/out-of-turn", Section, "GetBoundProfilePackage before AuthenticateClient is refused", async bench =>
        {
            ServerSession session = await bench.ApplicantAsync(bench.Maker().Given());
            Octets response = session.Euicc.PrepareDownload(session.TransactionId, Octets.Of(new byte[64]));
            (await session.AskPackageAsync(response: response)).ExpectNotDone();
        }, ServerOption.Keys),
        InAsn1("matching-id", "A MatchingID that is no order's is refused", new(), s_otherMatchingId, [Refusals.MatchingId]),
        InAsn1("eid", "Another eUICC than the one that an order is for is refused", new() { IsForEuicc = true }, s_otherEuicc, [Refusals.EidRefused], ServerOption.EumKey),
        InAsn1("eligible", "A profile with PPR1 is refused to an eUICC that forbids it", new() { HasRule = true },
            (_, euicc) => euicc with { Info2 = info => info with { ForbiddenProfilePolicyRules = PprIds.Ppr1 } }, [Refusals.NoEligibleProfile]),
        InAsn1("memory", "A profile is refused to an eUICC that has 16 octets of memory left", new(), s_withoutMemory, [Refusals.Memory, Refusals.NoEligibleProfile]),
        InAsn1("expired", "An order whose time is over is refused", new() { IsExpired = true }, null, [Refusals.OrderExpired, Refusals.NoEligibleProfile]),
    ];

    internal static IEnumerable<AbsentCase> Absent => [new("4.3.14.2.2#18", Side.Smdp, "No sequence has this number", "void in SGP.23")];

    private static ConformanceCase Refused(string id, string title, OrderWish wish, Func<ServerBench, PlayedEuicc, PlayedEuicc>? change, params Refusal[] refusals) =>
        Refused(id, title, wish, change, refusals, []);

    private static ConformanceCase Refused(string id, string title, OrderWish wish, Func<ServerBench, PlayedEuicc, PlayedEuicc>? change, Refusal[] refusals,
        params SequenceOf<string> needs) =>
        Row(id, title, wish, change, refusals, RspBinding.Json, needs);

    private static ConformanceCase InAsn1(string word, string title, OrderWish wish, Func<ServerBench, PlayedEuicc, PlayedEuicc>? change, Refusal[] refusals,
        params SequenceOf<string> needs) =>
        Row($"4.3.14.2.2/{word}-asn1", $"{title} in ASN.1", wish, change, refusals, RspBinding.Asn1, [ServerOption.Asn1, .. needs]);

    private static ConformanceCase Row(
        string id, string title, OrderWish wish, Func<ServerBench, PlayedEuicc, PlayedEuicc>? change, Refusal[] refusals, RspBinding binding, SequenceOf<string> needs) =>
        Installs(id, Section, title, async bench =>
        {
            (_, PlayedEuicc euicc) = await bench.OrderAsync(wish);
            await bench.ExpectRefusedAsync(change is null ? euicc : change(bench, euicc), binding, refusals);
        }, needs);

    private static IEnumerable<string> PartsOf(string matchingId) => [matchingId[..^1], matchingId + "0", matchingId + "-"];

    private const string Section = "SGP.22 §5.6.3";
    private static readonly OrderWish s_default = new() { IsForEuicc = true, HasNoMatchingId = true };

    private static readonly Func<ServerBench, PlayedEuicc, PlayedEuicc> s_otherMatchingId = (bench, euicc) => euicc with { MatchingId = Digits.DrawMatchingId(bench.Random) };
    private static readonly Func<ServerBench, PlayedEuicc, PlayedEuicc> s_otherEuicc = (bench, euicc) => bench.Maker().New() with { MatchingId = euicc.MatchingId };

    // TLVs of TS 102 226 §8.2.1.7.2: applications, free non-volatile and volatile memory.
    private static readonly Func<ServerBench, PlayedEuicc, PlayedEuicc> s_withoutMemory = (_, euicc) =>
        euicc with { Info2 = info => info with { ExtCardResource = Octets.FromHex("81010082040000001083022400") } };
}
