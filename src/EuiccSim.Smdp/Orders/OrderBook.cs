using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Smdp.Orders;

/// <summary>All profiles of an SM-DP+ and the orders for them, in memory. Each change is one atomic step.</summary>
/// <threadsafety>Safe for use by many threads.</threadsafety>
public sealed class OrderBook
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Iccid, ProfileOrder> _orders = [];
    private readonly Dictionary<string, Iccid> _byMatchingId = new(StringComparer.Ordinal);
    private readonly Dictionary<TransactionId, Iccid> _byTransactionId = [];
    private readonly List<Iccid> _inOrderOfArrival = [];

    /// <summary>All orders as they are now, in the order in which they were added.</summary>
    public SequenceOf<ProfileOrder> Orders
    {
        get
        {
            lock (_lock) return SequenceOf.From(_inOrderOfArrival.Select(iccid => _orders[iccid]));
        }
    }

    /// <summary>Takes a profile into stock.</summary>
    /// <exception cref="ArgumentException">There is one with this ICCID.</exception>
    public ProfileOrder Add(Profile profile) => Add(new ProfileOrder { Profile = profile });

    /// <summary>Takes in an order as it stands, for example from a file.</summary>
    /// <exception cref="ArgumentException">There is one with this ICCID, or with this MatchingID.</exception>
    public ProfileOrder Add(ProfileOrder order)
    {
        lock (_lock)
        {
            if (_orders.ContainsKey(order.Iccid)) throw new ArgumentException($"the ICCID {order.Iccid} is in use", nameof(order));
            if (IsTaken(order)) throw new ArgumentException($"the MatchingID '{order.MatchingId}' is in use", nameof(order));
            _inOrderOfArrival.Add(order.Iccid);
            Put(null, order);
            return order;
        }
    }

    /// <summary>Takes in an order unless its ICCID or its MatchingID is in use.</summary>
    /// <returns>False if one of them is.</returns>
    public bool TryAdd(ProfileOrder order)
    {
        lock (_lock)
        {
            if (_orders.ContainsKey(order.Iccid) || IsTaken(order)) return false;
            _inOrderOfArrival.Add(order.Iccid);
            Put(null, order);
            return true;
        }
    }

    /// <summary>The order for this profile, or null.</summary>
    public ProfileOrder? Find(Iccid iccid)
    {
        lock (_lock) return _orders.GetValueOrDefault(iccid);
    }

    /// <summary>The order with this MatchingID (not empty), or null.</summary>
    public ProfileOrder? FindByMatchingId(string matchingId)
    {
        lock (_lock) return _byMatchingId.TryGetValue(matchingId, out Iccid iccid) ? _orders[iccid] : null;
    }

    /// <summary>The order that was delivered in this session, or null.</summary>
    public ProfileOrder? FindByDelivery(TransactionId transactionId)
    {
        lock (_lock) return _byTransactionId.TryGetValue(transactionId, out Iccid iccid) ? _orders[iccid] : null;
    }

    /// <summary>The pending order for this eUICC that came first, those ready for download before the others; or null.</summary>
    public ProfileOrder? FindPending(Eid eid)
    {
        ProfileOrder? found = null;
        lock (_lock)
        {
            foreach (Iccid iccid in _inOrderOfArrival)
            {
                ProfileOrder order = _orders[iccid];
                if (!order.IsPending || order.Eid != eid) continue;
                if (order.State is OrderState.Released or OrderState.Downloaded) return order;
                found ??= order;
            }
        }
        return found;
    }

    /// <summary>
    /// Puts a changed order in the place of the one it was made from, unless that was changed by somebody else in between.
    /// </summary>
    /// <param name="seen">The order as it was found.</param>
    /// <param name="next">The same order, changed.</param>
    /// <returns>False if the order is no longer the one seen, or the new MatchingID is in use: look at it again.</returns>
    public bool TryUpdate(ProfileOrder seen, ProfileOrder next)
    {
        lock (_lock)
        {
            bool isUnchanged = next.Iccid == seen.Iccid && ReferenceEquals(_orders.GetValueOrDefault(seen.Iccid), seen);
            if (!isUnchanged || IsTaken(next)) return false;
            Put(seen, next);
            return true;
        }
    }

    private bool IsTaken(ProfileOrder order) =>
        order.MatchingId is { Length: > 0 } matchingId && _byMatchingId.TryGetValue(matchingId, out Iccid owner) && owner != order.Iccid;

    private void Put(ProfileOrder? before, ProfileOrder order)
    {
        _orders[order.Iccid] = order;
        if (before?.MatchingId is { Length: > 0 } old) _byMatchingId.Remove(old);
        if (order.MatchingId is { Length: > 0 } matchingId) _byMatchingId[matchingId] = order.Iccid;
        if (ReferenceEquals(before?.Deliveries, order.Deliveries)) return;
        foreach (Delivery delivery in order.Deliveries.Span) _byTransactionId[delivery.TransactionId] = order.Iccid;
    }
}
