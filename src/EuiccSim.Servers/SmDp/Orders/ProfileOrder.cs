using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Servers.SmDp.Orders;

/// <summary>A profile and the order for it, from stock to installation. SGP.22 v2.5 §3.1.1, §3.1.6.</summary>
/// <threadsafety>Immutable; a change is a new record, put in place by <see cref="OrderBook.TryUpdateAsync(ProfileOrder, ProfileOrder)"/>.</threadsafety>
public sealed record ProfileOrder
{
    /// <summary>What was, or is to be, ordered.</summary>
    public required Profile Profile { get; init; }

    /// <summary>The profile's identifier, and so the order's.</summary>
    public Iccid Iccid => Profile.Iccid;

    /// <summary>Which value of this order it is, counted from 1; 0 before it is in an order book, which alone counts.</summary>
    public long Revision { get; internal init; }

    /// <summary>Where the profile stands.</summary>
    public OrderState State { get; init; } = OrderState.Available;

    /// <summary>
    /// The operator that ordered it, as <see cref="Profile.Owner"/>: nobody else may confirm, release or cancel the order. Null where that is
    /// not known, and in stock.
    /// </summary>
    public string? OrderedBy { get; init; }

    /// <summary>The token by which it is asked for; empty for the eUICC alone to decide; null before the order is confirmed.</summary>
    public string? MatchingId { get; init; }

    /// <summary>The only eUICC that may have it; null for any.</summary>
    public Eid? Eid { get; init; }

    /// <summary>SHA-256 of the Confirmation Code, 32 octets; null if none is asked for.</summary>
    public Octets? ConfirmationCodeHash { get; init; }

    /// <summary>How many wrong Confirmation Codes have come.</summary>
    public int RefusedConfirmationCodes { get; init; }

    /// <summary>How many sessions have asked for it.</summary>
    public int DownloadAttempts { get; init; }

    /// <summary>How many sessions may ask for it; null for as many as for any (<see cref="SmdpOptions.MaxDownloadAttempts"/>).</summary>
    public int? MaxDownloadAttempts { get; init; }

    /// <summary>When the order ends; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The deliveries, the latest last.</summary>
    public SequenceOf<Delivery> Deliveries { get; init; } = [];

    /// <summary>The key of the eUICC that tried last, for its next try.</summary>
    public KeptEuiccKey? KeptEuiccKey { get; init; }

    /// <summary>The event at an SM-DS that tells the eUICC of the order; null for none.</summary>
    public OrderAnnouncement? Announcement { get; init; }

    /// <summary>Events of earlier announcements that the SM-DS has, or may have, and must be told to delete.</summary>
    public SequenceOf<OrderAnnouncement> WithdrawnAnnouncements { get; init; } = [];

    /// <summary>
    /// What happened, the latest last. It holds the last 64 events; what an eUICC tells of an installed profile (<see cref="OrderEvent.Notified"/>)
    /// leaves it first.
    /// </summary>
    public SequenceOf<OrderEvent> History { get; init; } = [];

    /// <summary>What happened before that.</summary>
    public EarlierEvents Earlier { get; init; } = EarlierEvents.None;

    /// <summary>The latest delivery, or null.</summary>
    public Delivery? LastDelivery => Deliveries.Count == 0 ? null : Deliveries[^1];

    /// <summary>True if the order waits for a download, now or after its release.</summary>
    internal bool IsPending => State is >= OrderState.Allocated and <= OrderState.Downloaded;

    /// <summary>Events that the SM-DS has, or may have, and that lead nowhere now.</summary>
    internal SequenceOf<OrderAnnouncement> OwedDeletions(DateTimeOffset now)
    {
        bool isStale = !IsPending || ExpiresAt <= now;
        return isStale && Announcement is { State: not AnnouncementState.Planned } stale
            ? [.. WithdrawnAnnouncements, stale]
            : WithdrawnAnnouncements;
    }

    /// <summary>This order without its announcement, which is to be deleted if the SM-DS may have it.</summary>
    internal ProfileOrder Withdrawn() => Announcement is { State: not AnnouncementState.Planned } announced
        ? this with { Announcement = null, WithdrawnAnnouncements = [.. WithdrawnAnnouncements, announced] }
        : this with { Announcement = null };

    /// <summary>This order with one more entry in its history.</summary>
    internal ProfileOrder With(OrderEvent happened)
    {
        List<OrderEvent> history = [.. History, happened];
        EarlierEvents earlier = Earlier;
        while (history.Count > MaximumHistory)
        {
            int leaves = Math.Max(0, history.FindIndex(one => one is OrderEvent.Notified));
            earlier = earlier.With(history[leaves]);
            history.RemoveAt(leaves);
        }
        return this with { History = SequenceOf.From(history), Earlier = earlier };
    }

    /// <summary>This order as what takes the place of another value of it.</summary>
    internal ProfileOrder After(ProfileOrder seen) => this with { Revision = seen.Revision + 1 };

    /// <summary>The ICCID and the state.</summary>
    public override string ToString() => $"{Iccid} {State}";

    /// <summary>The history is written anew with each change: without an end, each would cost more than the one before.</summary>
    internal const int MaximumHistory = 64;
}
