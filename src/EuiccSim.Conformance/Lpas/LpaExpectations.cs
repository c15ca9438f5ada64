using EuiccSim.Conformance.Lpas.Seen;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Testing;

namespace EuiccSim.Conformance.Lpas;

/// <summary>What many cases expect: how a call ends, what is on the card then, and what nobody was sent.</summary>
internal static class LpaExpectations
{
    /// <summary>The LPA says that it has done what was asked.</summary>
    internal static void ExpectDone(this LpaBench bench, LpaVisit visit) =>
        bench.Expect(visit.End is LpaCallEnd.Ended { ExitCode: 0 }, "the LPA says that it has done it (exit code 0)", Words(visit.End));

    /// <summary>The LPA says that it has not.</summary>
    internal static void ExpectFailed(this LpaBench bench, LpaVisit visit) =>
        bench.Expect(visit.End is LpaCallEnd.Ended { ExitCode: not 0 }, "the LPA says that it has not done it (exit code other than 0)", Words(visit.End));

    /// <summary>A profile is on the card, in a state.</summary>
    internal static async Task ExpectStateAsync(this LpaBench bench, LpaScene scene, Iccid iccid, ProfileState state)
    {
        ProfileInfo? there = (await scene.FactsAsync()).Find(iccid);
        bench.Expect(there?.ProfileState == state, $"the profile {iccid} is on the card, {StandardName.Of(state)}",
            there is null ? "it is not there" : StandardName.Of(there.ProfileState ?? ProfileState.Disabled));
    }

    /// <summary>No profile with this ICCID is on the card.</summary>
    internal static async Task ExpectAbsentAsync(this LpaBench bench, LpaScene scene, Iccid iccid) =>
        bench.Expect((await scene.FactsAsync()).Find(iccid) is null, $"the profile {iccid} is not on the card", "it is there");

    /// <summary>The download did not succeed: the LPA says so, and the card has no profile of it.</summary>
    internal static async Task ExpectNotInstalledAsync(this LpaBench bench, LpaScene scene, LpaVisit visit, OrderedProfile ordered)
    {
        bench.ExpectFailed(visit);
        await bench.ExpectAbsentAsync(scene, ordered.Iccid);
    }

    /// <summary>The download succeeded.</summary>
    internal static async Task ExpectInstalledAsync(this LpaBench bench, LpaScene scene, LpaVisit visit, OrderedProfile ordered)
    {
        bench.ExpectDone(visit);
        await bench.ExpectStateAsync(scene, ordered.Iccid, ProfileState.Disabled);
    }

    /// <summary>No server was sent anything.</summary>
    internal static void ExpectNothingSent(this LpaBench bench, LpaVisit visit) =>
        bench.Expect(visit.Posts.Count == 0, "nothing is sent to any server", string.Join(", ", visit.Posts.Select(one => $"{one.Function} to {one.Post.Server}")));

    /// <summary>Some functions of servers were not called.</summary>
    internal static void ExpectNotCalled(this LpaBench bench, LpaVisit visit, params ReadOnlySpan<string> functions)
    {
        foreach (string function in functions)
            bench.Expect(!visit.PostsOf(function).Any(), $"{function} is not called", "it is");
    }

    /// <summary>The card was not asked for something.</summary>
    internal static void ExpectNotAsked(this LpaBench bench, LpaVisit visit, int tag, string name) =>
        bench.Expect(visit.Es10Of(tag) is null, $"the eUICC is not asked for {name}", "it is");

    /// <summary>
    /// After a refusal nothing goes on: of the functions that would follow none is called. CancelSession may be, as long as a session is open.
    /// </summary>
    internal static void ExpectEndsAfter(this LpaBench bench, LpaVisit visit, string function)
    {
        string[] order = [Es9Function.InitiateAuthentication, Es9Function.AuthenticateClient, Es9Function.GetBoundProfilePackage, Es9Function.HandleNotification];
        bench.Expect(visit.PostsOf(function).Any(), $"{function} is called", "it is not");
        bench.ExpectNotCalled(visit, order.AsSpan(Array.IndexOf(order, function) + 1));
    }

    /// <summary>
    /// The session was cancelled with one of these reasons: the eUICC was told, and what it signed went to the server as it is. SGP.22 v2.5 §3.0.2.
    /// </summary>
    internal static void ExpectCancelled(this LpaBench bench, LpaVisit visit, params ReadOnlySpan<CancelSessionReason> reasons)
    {
        string[] names = [.. reasons.ToArray().Select(reason => StandardName.Of(reason))];
        Es10Exchange? told = visit.Es10Of(Es10Tag.CancelSession);
        bench.Expect(told is not null, "the eUICC is told that the session is cancelled (CancelSession)", "it is not");
        CancelSessionReason reason = Euicc.EuiccBench.Decode<CancelSessionRequest>(told!.Request, "CancelSession of the LPA").Value.Reason;
        bench.Expect(reasons.Contains(reason), $"reason is {string.Join(" or ", names)}", StandardName.Of(reason));
        bench.Expect(Euicc.EuiccBench.Decode<CancelSessionResponse>(told.Answer, "CancelSessionResponse").Value is CancelSessionResponse.Ok, "the eUICC knows the session that is cancelled", told.Answer.ToString());
        SeenPost? sent = visit.PostOf(Es9Function.CancelSession);
        bench.Expect(sent is not null, "the server is told that the session is cancelled (cancelSession)", "it is not");
        string given = LpaBench.Need(visit.PostOf(Es9Function.InitiateAuthentication), "InitiateAuthentication").Reply.Member("transactionId"), named = sent!.Post.Member("transactionId");
        bench.Expect(string.Equals(named, given, StringComparison.OrdinalIgnoreCase), $"transactionId of cancelSession is {given}", named);
        bench.ExpectOctets(sent.Post.OctetsOf("cancelSessionResponse"), told.Answer, "cancelSessionResponse is what the eUICC answered");
    }

    /// <summary>No notification was removed from the card before a server took it with 204. SGP.22 v2.5 §3.5.</summary>
    internal static void ExpectNoneLost(this LpaBench bench, LpaVisit visit)
    {
        foreach (Es10Exchange removal in visit.Es10.Where(one => one.Tag == Es10Tag.RemoveNotificationFromList))
        {
            long number = Euicc.EuiccBench.Decode<NotificationSentRequest>(removal.Request, "RemoveNotificationFromList of the LPA").Value.SeqNumber;
            bool wasTaken = visit.Deliveries().Any(one => one.Seen.Position < removal.Position && one.Seen.Reply.Status == 204 && one.Metadata.SeqNumber == number);
            bench.Expect(wasTaken, $"the notification {number} is removed from the eUICC after a server has taken it (HTTP 204)", "it is removed before, or without");
        }
    }

    /// <summary>What was sent to servers as notifications, in its order, with what can be read of it.</summary>
    internal static IReadOnlyList<Delivery> Deliveries(this LpaVisit visit) =>
        [.. visit.PostsOf(Es9Function.HandleNotification).Select(one => Delivery.Of(one))];

    private static string Words(LpaCallEnd end) => end switch
    {
        LpaCallEnd.Ended ended => $"exit code {ended.ExitCode}: {Shown(ended.Output)}",
        LpaCallEnd.TimedOut late => $"it had not ended after {late.After.TotalSeconds:0} s: {Shown(late.Output)}",
        _ => end.ToString(),
    };

    /// <summary>In one line, and not more of it than a person reads: the end, where programs say how it went.</summary>
    private static string Shown(string output)
    {
        string line = string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestOutput ? line : $"…{line[^LongestOutput..]}";
    }

    private const int LongestOutput = 300;
}

/// <summary>A notification that was sent to a server.</summary>
/// <param name="Seen">The request.</param>
/// <param name="Octets">The notification.</param>
/// <param name="Metadata">What it says of itself.</param>
internal sealed record Delivery(SeenPost Seen, Octets Octets, NotificationMetadata Metadata)
{
    internal static Delivery Of(SeenPost seen)
    {
        Octets octets = seen.Post.OctetsOf("pendingNotification");
        NotificationMetadata? metadata = PendingNotification.ReadMetadata(octets)?.Value;
        if (metadata is null) Running.Bench.Break(new("pendingNotification is a notification", null, null, octets));
        return new(seen, octets, metadata);
    }
}
