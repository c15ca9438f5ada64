using EuiccSim.Protocol.Identifiers;
using EuiccSim.Servers.SmDs;

namespace EuiccSim.Servers.Storage.Json;

/// <summary>Between what an SM-DS keeps and its records.</summary>
internal static class SmdsMapping
{
    internal static SmdsEventRecord ToRecord(SmDs.EventRecord one) => new()
    {
        Owner = one.Owner.Value,
        EventId = one.EventId,
        Eid = one.Eid.Digits,
        RspServerAddress = one.RspServerAddress,
        RegisteredAt = one.RegisteredAt,
        ForwardedEventId = one.ForwardedEventId,
        IsRegistered = one.IsRegistered,
    };

    internal static SmDs.EventRecord From(SmdsEventRecord record) => new()
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
