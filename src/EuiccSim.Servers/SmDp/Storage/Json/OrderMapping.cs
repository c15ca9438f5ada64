using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Servers.SmDp.Binding;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.Storage.Json;

namespace EuiccSim.Servers.SmDp.Storage.Json;

/// <summary>Between orders and their records.</summary>
internal static class OrderMapping
{
    internal static OrderRecord ToRecord(ProfileOrder order) => ToRecord(order, part => OrderPart.Of(part).Digest.ToArray());

    /// <summary>The record of an order whose parts have other names than their digests.</summary>
    /// <param name="order">The order.</param>
    /// <param name="nameOf">Gives the name of a part, its profile or a binding.</param>
    internal static OrderRecord ToRecord(ProfileOrder order, Func<IOrderPart, byte[]> nameOf) => new()
    {
        Iccid = order.Iccid.Digits,
        Revision = order.Revision,
        State = order.State,
        OrderedBy = order.OrderedBy,
        MatchingId = order.MatchingId,
        Eid = order.Eid?.Digits,
        ConfirmationCodeHash = order.ConfirmationCodeHash?.ToArray(),
        RefusedConfirmationCodes = order.RefusedConfirmationCodes,
        DownloadAttempts = order.DownloadAttempts,
        MaxDownloadAttempts = order.MaxDownloadAttempts,
        ExpiresAt = order.ExpiresAt,
        KeptEuiccKey = order.KeptEuiccKey is { } kept ? new() { Eid = kept.Eid.Digits, Otpk = Values.ToRecord(kept.Otpk) } : null,
        Profile = nameOf(order.Profile),
        Deliveries = [.. order.Deliveries.Select(delivery => ToRecord(delivery, nameOf))],
        Announcement = order.Announcement is { } announcement ? ToRecord(announcement) : null,
        WithdrawnAnnouncements = order.WithdrawnAnnouncements.Count > 0 ? [.. order.WithdrawnAnnouncements.Select(ToRecord)] : null,
        History = [.. order.History.Select(EventMapping.ToRecord)],
        Earlier = order.Earlier.Counts.Count == 0 && order.Earlier.Notifications.Count == 0 ? null : ToRecord(order.Earlier),
    };

    /// <summary>The digests of the parts that an order needs.</summary>
    internal static IEnumerable<Octets> PartsOf(OrderRecord record) =>
        record.Deliveries.Select(delivery => delivery.Binding).OfType<byte[]>().Prepend(record.Profile).Select(digest => Octets.Wrap(digest));

    internal static ProfileOrder From(OrderRecord record, Func<Octets, OrderPart> findPart) =>
        From(record, digest => findPart(digest).Value);

    /// <summary>The order that a record is of.</summary>
    /// <param name="record">The record.</param>
    /// <param name="find">Gives the part with a name.</param>
    internal static ProfileOrder From(OrderRecord record, Func<Octets, object> find)
    {
        Iccid iccid = Iccid.FromDigits(record.Iccid);
        ProfileOrder order = new()
        {
            Profile = Part<Profile>(record.Profile, find),
            Revision = record.Revision,
            State = record.State,
            OrderedBy = record.OrderedBy,
            MatchingId = record.MatchingId,
            Eid = Values.ToEid(record.Eid),
            ConfirmationCodeHash = Values.ToOctets(record.ConfirmationCodeHash),
            RefusedConfirmationCodes = record.RefusedConfirmationCodes,
            DownloadAttempts = record.DownloadAttempts,
            MaxDownloadAttempts = record.MaxDownloadAttempts,
            ExpiresAt = record.ExpiresAt,
            KeptEuiccKey = record.KeptEuiccKey is { } kept ? new(Eid.FromDigits(kept.Eid), Values.ToKey(kept.Otpk)) : null,
            Deliveries = SequenceOf.From(record.Deliveries.Select(delivery => From(delivery, find))),
            Announcement = record.Announcement is { } announcement ? From(announcement) : null,
            WithdrawnAnnouncements = SequenceOf.From((record.WithdrawnAnnouncements ?? []).Select(From)),
            History = SequenceOf.From(record.History.Select(happened => EventMapping.From(happened, iccid))),
            Earlier = record.Earlier is { } earlier ? From(earlier) : EarlierEvents.None,
        };
        return order.Iccid == iccid ? order : throw new JsonException($"the profile of {iccid} is that of {order.Iccid}");
    }

    private static DeliveryRecord ToRecord(Delivery delivery, Func<IOrderPart, byte[]> nameOf) => new()
    {
        TransactionId = delivery.TransactionId.ToString(),
        Eid = delivery.Eid.Digits,
        EuiccCertificate = delivery.EuiccCertificate.Encoded.ToArray(),
        Binding = delivery.Binding is { } binding ? nameOf(binding) : null,
    };

    private static Delivery From(DeliveryRecord record, Func<Octets, object> findPart) => new(
        TransactionId.Parse(record.TransactionId),
        Eid.FromDigits(record.Eid),
        Values.ToCertificate(record.EuiccCertificate),
        record.Binding is { } binding ? Part<ProfileBinding>(binding, findPart) : null);

    private static AnnouncementRecord ToRecord(OrderAnnouncement announcement) => new()
    {
        SmdsAddress = announcement.SmdsAddress,
        EventId = announcement.EventId,
        Eid = announcement.Eid.Digits,
        State = announcement.State,
        Since = announcement.Since,
    };

    private static OrderAnnouncement From(AnnouncementRecord record) =>
        new(record.SmdsAddress, record.EventId, Eid.FromDigits(record.Eid), record.State, record.Since);

    private static EarlierRecord ToRecord(EarlierEvents earlier) => new()
    {
        Counts = [.. earlier.Counts],
        Notifications = [.. earlier.Notifications.Select(mark => new NotificationRecord { Eid = mark.Eid.Digits, SeqNumber = mark.SeqNumber })],
    };

    private static EarlierEvents From(EarlierRecord record) => new()
    {
        Counts = SequenceOf.From(record.Counts),
        Notifications = SequenceOf.From(record.Notifications.Select(mark => new NotificationMark(Eid.FromDigits(mark.Eid), mark.SeqNumber))),
    };

    private static T Part<T>(byte[] digest, Func<Octets, object> findPart)
        where T : class =>
        findPart(Octets.Wrap(digest)) as T ?? throw new JsonException($"the part {Octets.Wrap(digest)} is no {typeof(T).Name}");
}
