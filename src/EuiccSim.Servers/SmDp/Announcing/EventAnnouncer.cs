using System.Collections.Concurrent;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Servers.Es12;
using EuiccSim.Servers.SmDp.Orders;

namespace EuiccSim.Servers.SmDp.Announcing;

/// <summary>Announces orders at SM-DSs, and takes that back when an order has ended. SGP.22 v2.5 §3.6.1, §3.6.3.</summary>
/// <remarks>
/// What is about to be asked of an SM-DS, and what it is owed, is committed with the order before it is asked: killed at any moment, the
/// server finds it again. An answer that does not come leaves a deletion owed, never an order with an event that nobody knows of.
/// </remarks>
/// <threadsafety>Safe for use by many threads.</threadsafety>
internal sealed class EventAnnouncer(SmdpContext context, SmdsAccess access)
{
    private readonly Es12Client _client = new(access.Transport, "es12", context.Common.Oid, context.Common.Random);
    private readonly ConcurrentDictionary<Iccid, bool> _toBeLookedAt = [];
    private readonly SemaphoreSlim[] _gates = [.. Enumerable.Range(0, GateCount).Select(_ => new SemaphoreSlim(1))];
    private readonly Lock _lock = new();
    private DateTimeOffset _nextScan = DateTimeOffset.MinValue;

    /// <summary>An order with its announcement, about to be registered or not yet.</summary>
    internal OrderOutcome Plan(ProfileOrder order, string smdsAddress, bool toBeReleased)
    {
        if (Find(smdsAddress) is not { } smds) return new OrderOutcome.Refused(Codes.SmdsInaccessible);
        if (order.Eid is not { } eid) return new OrderOutcome.Refused(Codes.EidMissing);
        AnnouncementState state = toBeReleased ? AnnouncementState.Registering : AnnouncementState.Planned;
        return new OrderOutcome.Done(order with { Announcement = new(smds.Address, order.MatchingId!, eid, state, context.Now) });
    }

    /// <summary>Registers the event of a planned order, and releases the order.</summary>
    /// <param name="order">The order, committed.</param>
    /// <param name="undo">The order as it is to be if the SM-DS has no event for it.</param>
    internal async ValueTask<OrderOutcome> AnnounceAsync(ProfileOrder order, Func<ProfileOrder, ProfileOrder> undo)
    {
        OrderAnnouncement announcement = order.Announcement!;
        SemaphoreSlim gate = await EnterAsync(announcement).ConfigureAwait(false);
        try
        {
            Es12Outcome outcome = await RegisterAsync(announcement).ConfigureAwait(false);
            return outcome is Es12Outcome.Done
                ? await ReleaseAsync(order.Iccid, announcement).ConfigureAwait(false)
                : await TakeBackAsync(order.Iccid, announcement, outcome, undo).ConfigureAwait(false);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Has an order looked at: perhaps it owes something now.</summary>
    internal void Look(Iccid iccid) => _toBeLookedAt[iccid] = true;

    /// <summary>Does what is owed.</summary>
    /// <returns>How many orders still owe something.</returns>
    internal async Task<int> SettleAsync(CancellationToken cancellationToken)
    {
        // At first, and now and then: for what was owed when the server, or another with the same store, was killed, and for what expires.
        if (IsTimeToScan())
        {
            foreach (ProfileOrder order in await context.Orders.ListAsync().ConfigureAwait(false))
                if (order.Announcement is not null || order.WithdrawnAnnouncements.Count > 0) Look(order.Iccid);
        }
        int left = 0;
        foreach (Iccid iccid in _toBeLookedAt.Keys)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _toBeLookedAt.TryRemove(iccid, out _);
            if (await SettleAsync(iccid).ConfigureAwait(false)) continue;
            Look(iccid);
            left++;
        }
        return left;
    }

    private bool IsTimeToScan()
    {
        DateTimeOffset now = context.Now;
        lock (_lock)
        {
            if (now < _nextScan) return false;
            _nextScan = now + ScanInterval;
            return true;
        }
    }

    private async Task<bool> SettleAsync(Iccid iccid)
    {
        if (await context.Orders.FindAsync(iccid).ConfigureAwait(false) is not { } order) return true;
        bool isSettled = true;
        foreach (OrderAnnouncement owed in order.OwedDeletions(context.Now))
            isSettled &= await DeleteAsync(iccid, owed).ConfigureAwait(false);
        bool isCutOff = order is { State: OrderState.Confirmed, Announcement: { State: AnnouncementState.Registering } begun }
            && context.Now - begun.Since >= access.RegistrationTime;
        return isCutOff ? await FinishAsync(order).ConfigureAwait(false) && isSettled : isSettled;
    }

    // Nobody waits for the answer any more: it is asked until there is one.
    private async Task<bool> FinishAsync(ProfileOrder order)
    {
        OrderAnnouncement announcement = order.Announcement!;
        SemaphoreSlim gate = await EnterAsync(announcement).ConfigureAwait(false);
        try
        {
            Es12Outcome outcome = await RegisterAsync(announcement).ConfigureAwait(false);
            if (outcome is Es12Outcome.Done) return await ReleaseAsync(order.Iccid, announcement).ConfigureAwait(false) is OrderOutcome.Done;
            if (outcome is Es12Outcome.Unknown) return Fail(order.Iccid, announcement, outcome);
            OrderAnnouncement plan = announcement with { State = AnnouncementState.Planned };
            await TakeBackAsync(order.Iccid, announcement, outcome, undone => undone with { Announcement = plan }).ConfigureAwait(false);
            return true;
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<bool> DeleteAsync(Iccid iccid, OrderAnnouncement owed)
    {
        SemaphoreSlim gate = await EnterAsync(owed).ConfigureAwait(false);
        try
        {
            // The same event may have been registered anew, for this order or another: then it is no longer the old one's to delete.
            if (!await IsInUseAsync(owed).ConfigureAwait(false))
            {
                Es12Outcome outcome = await _client.DeleteAsync(PlaceOf(owed), owed.Eid, owed.EventId).ConfigureAwait(false);
                if (!outcome.IsGone) return Fail(iccid, owed, outcome);
                context.Raise(new SmdpEvent.EventDeleted(context.Now, iccid, owed.SmdsAddress));
            }
            await UpdateAsync(iccid, order => order with
            {
                Announcement = order.Announcement == owed ? null : order.Announcement,
                WithdrawnAnnouncements = SequenceOf.From(order.WithdrawnAnnouncements.Where(other => other != owed)),
            }).ConfigureAwait(false);
            return true;
        }
        finally
        {
            gate.Release();
        }
    }

    private Task<Es12Outcome> RegisterAsync(OrderAnnouncement announcement) => _client.RegisterAsync(PlaceOf(announcement),
        announcement.Eid, context.Options.Address, announcement.EventId, Find(announcement.SmdsAddress)?.ForwardingIndicator ?? false);

    private async ValueTask<OrderOutcome> ReleaseAsync(Iccid iccid, OrderAnnouncement announcement)
    {
        OrderAnnouncement registered = announcement with { State = AnnouncementState.Registered, Since = context.Now };
        bool isOurs = false;
        ProfileOrder order = await UpdateAsync(iccid, order =>
        {
            isOurs = order.State == OrderState.Confirmed && order.Announcement == announcement;
            return isOurs ? order with { State = OrderState.Released, Announcement = registered } : order;
        }).ConfigureAwait(false);
        if (isOurs) context.Raise(new SmdpEvent.EventRegistered(context.Now, iccid, announcement.SmdsAddress));
        return Conclude(order, announcement, Codes.IccidNotInState);
    }

    private async ValueTask<OrderOutcome> TakeBackAsync(
        Iccid iccid, OrderAnnouncement announcement, Es12Outcome outcome, Func<ProfileOrder, ProfileOrder> undo)
    {
        Fail(iccid, announcement, outcome);
        ProfileOrder order = await UpdateAsync(iccid, order =>
        {
            if (order.Announcement != announcement) return order;
            ProfileOrder undone = undo(order);
            return outcome is Es12Outcome.Unknown
                ? undone with { WithdrawnAnnouncements = [.. undone.WithdrawnAnnouncements, announcement] }
                : undone;
        }).ConfigureAwait(false);
        return Conclude(order, announcement, outcome.FailureCode);
    }

    // Meanwhile the order may have been cancelled, or another server may have finished what this one began.
    private OrderOutcome Conclude(ProfileOrder order, OrderAnnouncement announcement, Protocol.Rsp.Json.StatusCode otherwise)
    {
        Look(order.Iccid);
        bool isReleased = order.State is OrderState.Released or OrderState.Downloaded
            && order.Announcement is { State: AnnouncementState.Registered } registered && registered.IsSameEvent(announcement);
        return isReleased ? new OrderOutcome.Done(order) : new OrderOutcome.Refused(otherwise);
    }

    private async ValueTask<ProfileOrder> UpdateAsync(Iccid iccid, Func<ProfileOrder, ProfileOrder> change)
    {
        while (true)
        {
            ProfileOrder seen = (await context.Orders.FindAsync(iccid).ConfigureAwait(false))!, next = change(seen);
            if (ReferenceEquals(seen, next)) return seen;
            if (await context.Orders.TryUpdateAsync(seen, next).ConfigureAwait(false) is { } stored) return stored;
        }
    }

    private async ValueTask<bool> IsInUseAsync(OrderAnnouncement owed) =>
        await context.Orders.FindByMatchingIdAsync(owed.EventId).ConfigureAwait(false) is { Announcement: { State: not AnnouncementState.Planned } current } order
        && current.IsSameEvent(owed) && !order.OwedDeletions(context.Now).Contains(current);

    private bool Fail(Iccid iccid, OrderAnnouncement announcement, Es12Outcome outcome)
    {
        context.Raise(new SmdpEvent.SmdsFailed(context.Now, iccid, announcement.SmdsAddress, outcome.ToString()!));
        return false;
    }

    // One at a time for one event, so that a deletion does not overtake a registration.
    private async Task<SemaphoreSlim> EnterAsync(OrderAnnouncement announcement)
    {
        SemaphoreSlim gate = _gates[string.GetHashCode(announcement.EventId, StringComparison.Ordinal) & (GateCount - 1)];
        await gate.WaitAsync().ConfigureAwait(false);
        return gate;
    }

    private string PlaceOf(OrderAnnouncement announcement) => Find(announcement.SmdsAddress)?.Es12Address ?? announcement.SmdsAddress;

    private KnownSmds? Find(string smdsAddress)
    {
        foreach (KnownSmds smds in access.Known)
            if (string.Equals(smds.Address, smdsAddress, StringComparison.OrdinalIgnoreCase)) return smds;
        return null;
    }

    private const int GateCount = 32; // a power of two
    private static readonly TimeSpan ScanInterval = TimeSpan.FromHours(1);
}
