using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Lpas.Seen;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Testing;
using EuiccSim.Testing.Faults;
using static EuiccSim.Conformance.Lpas.Cases.LpaRow;

namespace EuiccSim.Conformance.Lpas.Cases;

/// <summary>4.4: the root SM-DS is asked what waits.</summary>
internal static class DiscoveryCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Of("LPAd/discovery", "SGP.22 §3.6.2, §5.8", "The root SM-DS of the eUICC is asked without a MatchingID, after the mutual authentication", async bench =>
        {
            (LpaScene scene, _) = await AnnounceAsync(bench);
            LpaVisit visit = await bench.CallAsync(new LpaCall.Discover());
            bench.ExpectDone(visit);
            SeenPost[] posts = [.. visit.Posts.Where(one => one.Post.Server == bench.Stage.Surroundings.SmdsAddress)];
            bench.Expect(posts.Any(one => one.Function == Es9Function.InitiateAuthentication), "the SM-DS is asked to authenticate itself", "it is not");
            SeenPost? client = Array.Find(posts, one => one.Function == Es9Function.AuthenticateClient);
            bench.Expect(client is not null, "the SM-DS is shown the eUICC's signature (authenticateClient)", "it is not");
            bench.ExpectOctets(client!.Post.OctetsOf("authenticateServerResponse"), LpaBench.Need(visit.Es10Of(Es10Tag.AuthenticateServer), "AuthenticateServer").Answer, "authenticateServerResponse");
            CtxParamsMatchingIdIsEmpty(bench, visit);
        }, LpaOption.Discover),
        Of("LPAd/discovery-event", "SGP.22 §3.6.2", "An event leads to its SM-DP+, with the EventID as MatchingID", async bench =>
        {
            (LpaScene scene, OrderedProfile order) = await AnnounceAsync(bench);
            LpaVisit visit = await bench.CallAsync(new LpaCall.Discover());
            // Some LPAs download what waits at once, others when they are told.
            if ((await scene.FactsAsync()).Find(order.Iccid) is null) visit = visit.Then(await bench.DownloadAsync(order));
            await bench.ExpectInstalledAsync(scene, visit, order);
        }, LpaOption.Discover, LpaOption.Download),
        Of("LPAd/discovery-nothing", "SGP.22 §3.6.2", "Where nothing waits, no SM-DP+ is asked", async bench =>
        {
            await bench.OpenAsync();
            LpaVisit visit = await bench.CallAsync(new LpaCall.Discover());
            bench.ExpectDone(visit);
            bench.Expect(visit.Posts.All(one => one.Post.Server == bench.Stage.Surroundings.SmdsAddress), "no SM-DP+ is asked", "one is");
        }, LpaOption.Discover),
        Of("LPAd/discovery-refused", "SGP.22 §5.8.1", "An SM-DS that refuses ends the discovery, and the user is told", async bench =>
        {
            LpaScene scene = await bench.OpenAsync();
            scene.World.Inject(Fault.At(Place.Es9).On(Es9Function.InitiateAuthentication).Always().Refuse("8.9.1", "3.8"));
            LpaVisit visit = await bench.CallAsync(new LpaCall.Discover());
            bench.ExpectFailed(visit);
            bench.ExpectNotCalled(visit, Es9Function.AuthenticateClient);
        }, LpaOption.Discover),
    ];

    private static async Task<(LpaScene Scene, OrderedProfile Order)> AnnounceAsync(LpaBench bench)
    {
        LpaScene scene = await bench.OpenAsync();
        OrderedProfile order = await scene.OrderAsync(new() { Eid = scene.Device.Eid, MatchingId = "EVENT-1", SmdsAddress = bench.Stage.Surroundings.SmdsAddress });
        return (scene, order);
    }

    private static void CtxParamsMatchingIdIsEmpty(LpaBench bench, LpaVisit visit)
    {
        string? matchingId = RelayCases.ContextOf(visit).MatchingId;
        bench.Expect(string.IsNullOrEmpty(matchingId), "matchingId towards the SM-DS is absent or empty", matchingId);
    }
}
