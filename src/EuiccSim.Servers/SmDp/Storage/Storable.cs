using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.SmDp.Sessions;
using EuiccSim.Servers.SmDp.Storage.Json;
using EuiccSim.Servers.Storage;
using EuiccSim.Servers.Storage.Files;
using EuiccSim.Servers.Storage.Json;

namespace EuiccSim.Servers.SmDp.Storage;

/// <summary>
/// What every store asks before it takes anything, also the one in memory: can it be read as it will be written? It is written and read, so
/// that no rule for reading can be forgotten here. Texts that no record can hold are refused by <see cref="UnicodeText"/>.
/// </summary>
public static class Storable
{
    /// <summary>Nothing, if both can be kept.</summary>
    /// <exception cref="StateValueException">One of them cannot.</exception>
    public static void Check(ProfileOrder? order, SmdpSession? session)
    {
        if (order is not null) RecordJson.Check($"the order for {order.Iccid}", () => Check(order));
        if (session is not null) Check(session);
    }

    /// <summary>
    /// The same, where another value of the order was checked before: what has not changed since is not looked at again, nor what was read out of
    /// octets and is written as these.
    /// </summary>
    /// <exception cref="StateValueException">One of them cannot be kept.</exception>
    internal static void CheckChange(ProfileOrder? before, ProfileOrder? order, SmdpSession? session)
    {
        if (order is not null && before is not null && ReferenceEquals(before.Profile, order.Profile) && HasOnlyDeliveriesOf(before, order) && IsFarFromMaximum(order))
            RecordJson.Check($"the order for {order.Iccid}", () => CheckChange(before, order));
        else
            Check(order, null);
        if (session is not null) Check(session);
    }

    private static ProfileOrder Check(ProfileOrder order)
    {
        CheckName(order.MatchingId, "MatchingID");
        CheckName(order.Profile.ProfileType, "profile type");
        Dictionary<Octets, OrderPart> parts = [];
        foreach (OrderPart part in OrderPart.Of(order).Span) parts[part.Digest] = part;
        Octets written = StateJson.Write(order);
        long size = written.Length + parts.Values.Sum(part => (long)part.Size);
        if (size > MaximumSize) throw new JsonException($"it would have {size} octets; there is room for {MaximumSize}");
        return StateJson.ReadOrder(written, digest => parts[digest]);
    }

    private static ProfileOrder CheckChange(ProfileOrder before, ProfileOrder order)
    {
        CheckName(order.MatchingId, "MatchingID");
        ProfileOrder changed = order with
        {
            Deliveries = [],
            History = SequenceOf.From(EventsSince(before, order)),
            Earlier = ReferenceEquals(before.Earlier, order.Earlier) ? EarlierEvents.None : order.Earlier,
        };
        OrderRecord record = OrderMapping.ToRecord(changed, _ => []);
        return RecordJson.Reread(record, StateJsonContext.Instance.OrderRecord, read => OrderMapping.From(read, object (_) => order.Profile));
    }

    // A new one brings parts of its own, which are then written and read whole.
    private static bool HasOnlyDeliveriesOf(ProfileOrder before, ProfileOrder order)
    {
        foreach (Delivery delivery in order.Deliveries.Span)
        {
            bool isKnown = false;
            foreach (Delivery known in before.Deliveries.Span) isKnown |= ReferenceEquals(known, delivery);
            if (!isKnown) return false;
        }
        return true;
    }

    /// <summary>What the history has and had not: events leave it, and new ones stand at its end.</summary>
    private static IEnumerable<OrderEvent> EventsSince(ProfileOrder before, ProfileOrder order)
    {
        int next = 0;
        foreach (OrderEvent happened in order.History)
        {
            int at = next;
            while (at < before.History.Count && !ReferenceEquals(before.History[at], happened)) at++;
            if (at == before.History.Count) yield return happened;
            else next = at + 1;
        }
    }

    // Rather too much than too little: base64 takes a third more, escapes six letters for one, and no event has a text.
    private static bool IsFarFromMaximum(ProfileOrder order)
    {
        Profile profile = order.Profile;
        long octets = (order.ConfirmationCodeHash?.Length ?? 0) + profile.KeptPackage.Length + profile.Metadata.Encoded.Length + (profile.ProtectedPackage?.Blocks.Sum(block => (long)block.Length) ?? 0);
        foreach (Delivery delivery in order.Deliveries.Span) octets += delivery.EuiccCertificate.Encoded.Length + (delivery.Binding?.Length ?? 0);
        long items = order.Deliveries.Count + order.History.Count + order.Earlier.Counts.Count + order.Earlier.Notifications.Count;
        long letters = (order.OrderedBy?.Length ?? 0) + (profile.Owner?.Length ?? 0);
        foreach (OrderAnnouncement told in order.WithdrawnAnnouncements.Span.ToArray().Append(order.Announcement).OfType<OrderAnnouncement>())
            (items, letters) = (items + 1, letters + told.SmdsAddress.Length + told.EventId.Length);
        return (2 * octets) + (1024 * (items + 1)) + (6 * letters) < MaximumSize / 2;
    }

    private static void Check(SmdpSession session) => RecordJson.Check($"the session {session.Id}", () => StateJson.Reread(session));

    // SGP.22 v2.5 §5.3.2 has MatchingIDs of up to 255 characters; an index of a database takes no text of any length.
    private static void CheckName(string? name, string what)
    {
        if (name?.Length > MaximumName) throw new JsonException($"its {what} has {name.Length} characters, and may have {MaximumName}");
    }

    private const int MaximumName = 255;
    // With the names of the parts, and what a log's record has besides.
    private const int MaximumSize = RecordFormat.MaximumContent - 4096;
}
