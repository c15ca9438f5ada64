using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.Authentication;
using EuiccSim.Servers.SmDp.Orders;

namespace EuiccSim.Servers.SmDp.Functions;

/// <summary>Which profile an eUICC is offered, if any. SGP.22 v2.5 §3.1.3, §5.6.3.</summary>
internal static class OrderLookup
{
    /// <summary>Finds the order and counts the attempt.</summary>
    internal static async ValueTask<Result<ProfileOrder>> OfferAsync(Call call, TransactionId id, Authenticated client)
    {
        Result<ProfileOrder> found = await FindAsync(call.Server.Orders, client).ConfigureAwait(false);
        if (!found.Succeeds(out ProfileOrder? order, out Objection refusal)) return refusal;
        (ProfileOrder next, OrderEvent? happened, StatusCode? objection) = Judge(call.Server, id, client, order);
        if (!ReferenceEquals(next, order)) call.Put(order, next);
        if (happened is not null) call.Raise(happened);
        return objection is { } code ? code : next;
    }

    private static async ValueTask<Result<ProfileOrder>> FindAsync(OrderBook orders, Authenticated client)
    {
        string matchingId = client.Parameters.MatchingId ?? "";
        if (matchingId.Length == 0)
            return await orders.FindPendingAsync(client.Eid).ConfigureAwait(false) is { } pending ? pending : StatusCodes.EidRefused;
        ProfileOrder? named = await orders.FindByMatchingIdAsync(matchingId).ConfigureAwait(false);
        return named is { IsPending: true } ? named : StatusCodes.MatchingIdRefused;
    }

    private static (ProfileOrder Next, OrderEvent? Happened, StatusCode? Refusal) Judge(
        SmdpContext context, TransactionId id, Authenticated client, ProfileOrder order)
    {
        if (order.Eid is { } bound && bound != client.Eid) return Refuse(StatusCodes.EidRefused);
        if (!IsDeliverableTo(order, client.Eid)) return Refuse(StatusCodes.ProfileNotAllowed);
        if (order.DownloadAttempts >= (order.MaxDownloadAttempts ?? context.Options.MaxDownloadAttempts))
        {
            OrderEvent exhausted = new OrderEvent.AttemptsExhausted(context.Now, order.Iccid);
            return ((order with { State = OrderState.Error }).With(exhausted), exhausted, StatusCodes.DownloadOrderAttemptsExceeded);
        }
        if (order.ExpiresAt <= context.Now) return Refuse(StatusCodes.DownloadOrderExpired);
        EligibilityQuestion question = new(order.Profile, client.Eid, client.Signed.EuiccInfo2, client.Parameters.DeviceInfo);
        switch (context.Options.Eligibility(question))
        {
            case Eligibility.NotEligible: return Refuse(StatusCodes.ProfileTypeNotEligible);
            case Eligibility.InsufficientMemory: return Refuse(StatusCodes.EuiccMemoryInsufficient);
        }
        OrderEvent offered = new OrderEvent.Offered(context.Now, order.Iccid, id, client.Eid);
        return ((order with { DownloadAttempts = order.DownloadAttempts + 1 }).With(offered), offered, null);

        (ProfileOrder, OrderEvent?, StatusCode?) Refuse(StatusCode code) =>
            (order, new OrderEvent.NotOffered(context.Now, order.Iccid, id, client.Eid, code), code);
    }

    // What was delivered may be fetched again by the same eUICC only, which perhaps never got it.
    private static bool IsDeliverableTo(ProfileOrder order, Eid eid) =>
        order.State == OrderState.Released || (order.State == OrderState.Downloaded && order.LastDelivery!.Eid == eid);
}
