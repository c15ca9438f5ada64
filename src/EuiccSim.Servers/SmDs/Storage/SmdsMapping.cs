using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Servers.SmDs.Storage;

/// <summary>Between what an SM-DS keeps and its records.</summary>
internal static class SmdsMapping
{
    internal static SmdsEventRecord ToRecord(EventRecord one) => new()
    {
        Owner = one.Owner.Value,
        EventId = one.EventId,
        Eid = one.Eid.Digits,
        RspServerAddress = one.RspServerAddress,
        RegisteredAt = one.RegisteredAt,
        ForwardedEventId = one.ForwardedEventId,
        IsRegistered = one.IsRegistered,
    };

    internal static EventRecord From(SmdsEventRecord record) => new()
    {
        Owner = new(record.Owner),
        EventId = record.EventId,
        Eid = Eid.FromDigits(record.Eid),
        RspServerAddress = record.RspServerAddress,
        RegisteredAt = record.RegisteredAt,
        ForwardedEventId = record.ForwardedEventId,
        IsRegistered = record.IsRegistered,
    };

    internal static RootDeletionRecord? ToRecord(RootDeletion? deletion) =>
        deletion is null ? null : new() { EventId = deletion.EventId, Eid = deletion.Eid.Digits };

    internal static RootDeletion? From(RootDeletionRecord? record) => record is null ? null : new(record.EventId, Eid.FromDigits(record.Eid));
}
