using EuiccSim.Protocol.Identifiers;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.SmDp.Sessions;

namespace EuiccSim.Servers.SmDp.Storage;

/// <summary>Orders and sessions in memory, with what they are looked up by.</summary>
/// <threadsafety>One call at a time.</threadsafety>
internal sealed class StateTables
{
    private readonly Dictionary<Iccid, int> _places = [];
    private readonly List<ProfileOrder> _orders = [];
    private readonly Dictionary<string, int> _byMatchingId = new(StringComparer.Ordinal);
    private readonly Dictionary<TransactionId, int> _byDelivery = [];
    private readonly Dictionary<Eid, SortedSet<int>> _byEid = [];
    private readonly Dictionary<string, TypeStock> _byType = new(StringComparer.Ordinal);

    /// <summary>The running sessions.</summary>
    internal SessionIndex Sessions { get; } = new();

    internal IReadOnlyCollection<ProfileOrder> Orders => _orders;

    internal ProfileOrder? FindOrder(Iccid iccid) => _places.TryGetValue(iccid, out int place) ? _orders[place] : null;

    internal ProfileOrder? FindByMatchingId(string matchingId) =>
        _byMatchingId.TryGetValue(matchingId, out int place) ? _orders[place] : null;

    internal ProfileOrder? FindByDelivery(TransactionId id) => _byDelivery.TryGetValue(id, out int place) ? _orders[place] : null;

    internal ProfileOrder? FindPending(Eid eid)
    {
        ProfileOrder? found = null;
        if (!_byEid.TryGetValue(eid, out SortedSet<int>? places)) return null;
        foreach (int place in places)
        {
            ProfileOrder order = _orders[place];
            if (!order.IsPending) continue;
            if (order.State is OrderState.Released or OrderState.Downloaded) return order;
            found ??= order;
        }
        return found;
    }

    internal ProfileOrder? FindByProfileType(string profileType) =>
        _byType.TryGetValue(profileType, out TypeStock? type) ? _orders[type.InStock.Count > 0 ? type.InStock.Min : type.All.Min] : null;

    /// <summary>True if both follow what is there.</summary>
    internal bool Accepts(ProfileOrder? order, SmdpSession? session)
    {
        if (session is not null && session.Revision != (Sessions.Find(session.Id)?.Revision ?? 0) + 1) return false;
        if (order is null) return true;
        if (order.Revision != (FindOrder(order.Iccid)?.Revision ?? 0) + 1) return false;
        return order.MatchingId is not { Length: > 0 } matchingId || FindByMatchingId(matchingId) is not { } owner
            || owner.Iccid == order.Iccid;
    }

    internal void Put(ProfileOrder? order, SmdpSession? session)
    {
        if (order is not null) Put(order);
        if (session is not null) Sessions.Put(session);
    }

    private void Put(ProfileOrder order)
    {
        if (_places.TryGetValue(order.Iccid, out int place)) Forget(place, _orders[place]);
        else
        {
            place = _orders.Count;
            _places.Add(order.Iccid, place);
            _orders.Add(order);
        }
        _orders[place] = order;
        if (order.MatchingId is { Length: > 0 } matchingId) _byMatchingId[matchingId] = place;
        if (order.Eid is { } eid) AddTo(_byEid, eid).Add(place);
        foreach (Delivery delivery in order.Deliveries.Span) _byDelivery[delivery.TransactionId] = place;
        if (order.Profile.ProfileType is not { } type) return;
        if (!_byType.TryGetValue(type, out TypeStock? stock)) _byType.Add(type, stock = new TypeStock());
        stock.All.Add(place);
        if (order.State == OrderState.Available) stock.InStock.Add(place);
    }

    private void Forget(int place, ProfileOrder order)
    {
        if (order.MatchingId is { Length: > 0 } matchingId) _byMatchingId.Remove(matchingId);
        if (order.Eid is { } eid && _byEid[eid].Remove(place) && _byEid[eid].Count == 0) _byEid.Remove(eid);
        foreach (Delivery delivery in order.Deliveries.Span) _byDelivery.Remove(delivery.TransactionId);
        if (order.Profile.ProfileType is not { } type) return;
        TypeStock stock = _byType[type];
        stock.InStock.Remove(place);
        stock.All.Remove(place);
        if (stock.All.Count == 0) _byType.Remove(type);
    }

    private static SortedSet<int> AddTo(Dictionary<Eid, SortedSet<int>> index, Eid eid)
    {
        if (!index.TryGetValue(eid, out SortedSet<int>? places)) index.Add(eid, places = []);
        return places;
    }

    // Places of the orders of one type.
    private sealed class TypeStock
    {
        internal SortedSet<int> All { get; } = [];

        internal SortedSet<int> InStock { get; } = [];
    }
}
