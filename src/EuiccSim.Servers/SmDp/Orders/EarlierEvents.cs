using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Servers.SmDp.Orders;

/// <summary>What happened to an order before its history begins, summed up: an eUICC may go on telling of it for ever.</summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed record EarlierEvents
{
    /// <summary>Nothing.</summary>
    public static EarlierEvents None { get; } = new();

    /// <summary>How many there were of each kind.</summary>
    public SequenceOf<EventCount> Counts { get; init; } = [];

    /// <summary>The highest number of a notification from each eUICC: those up to it count as known.</summary>
    public SequenceOf<NotificationMark> Notifications { get; init; } = [];

    /// <summary>True if a notification may be among them.</summary>
    internal bool MayHave(Eid eid, long seqNumber)
    {
        foreach (NotificationMark mark in Notifications.Span)
            if (mark.Eid == eid && seqNumber <= mark.SeqNumber) return true;
        return false;
    }

    /// <summary>These and one more.</summary>
    internal EarlierEvents With(OrderEvent happened)
    {
        string kind = happened.GetType().Name;
        long count = Counts.FirstOrDefault(one => one.Event == kind)?.Count ?? 0;
        EarlierEvents next = this with { Counts = [.. Counts.Where(one => one.Event != kind), new(kind, count + 1)] };
        if (happened.Notification is not { } known || MayHave(known.Eid, known.SeqNumber)) return next;
        return next with { Notifications = [.. Notifications.Where(mark => mark.Eid != known.Eid), known] };
    }
}

/// <summary>How often something happened.</summary>
/// <param name="Event">The name of its kind, as "Notified".</param>
/// <param name="Count">How often.</param>
public sealed record EventCount(string Event, long Count);

/// <summary>A notification of an eUICC.</summary>
/// <param name="Eid">The eUICC.</param>
/// <param name="SeqNumber">Its number there.</param>
public sealed record NotificationMark(Eid Eid, long SeqNumber);
