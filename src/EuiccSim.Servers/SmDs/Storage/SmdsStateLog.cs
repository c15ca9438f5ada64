using System.Text.Json;
using EuiccSim.Servers.Storage.Files;
using EuiccSim.Servers.Storage.Json;

namespace EuiccSim.Servers.SmDs.Storage;

/// <summary>The steps of an SM-DS as records of a log.</summary>
internal static class SmdsStateLog
{
    private static readonly LogKind Kind = new("euiccsim-smds", 1, "state of an SM-DS");

    internal static CompactedLog Open(ILogFile file, SmdsTables tables, long compactsFrom) => CompactedLog.Open(
        file,
        Kind,
        content => RecordJson.Checked(RecordJson.Read(content.Span, SmdsJsonContext.Instance.SmdsLogRecord), record => Apply(record, tables)),
        () => Contents(tables),
        compactsFrom);

    internal static byte[] Put(EventRecord record) => Write(new() { Event = SmdsMapping.ToRecord(record) });

    internal static byte[] Remove(EventRecord record, RootDeletion? owed) => Write(new()
    {
        Removed = new() { Owner = record.Owner.Value, EventId = record.EventId },
        Owed = SmdsMapping.ToRecord(owed),
    });

    internal static byte[] Settle(RootDeletion deletion) => Write(new() { Settled = SmdsMapping.ToRecord(deletion) });

    /// <summary>All that there is.</summary>
    private static IEnumerable<byte[]> Contents(SmdsTables tables) => tables.Events.Select(Put)
        .Concat(tables.RootDeletions.Select(deletion => Write(new() { Owed = SmdsMapping.ToRecord(deletion) })));

    private static byte[] Write(SmdsLogRecord record) => JsonSerializer.SerializeToUtf8Bytes(record, SmdsJsonContext.Instance.SmdsLogRecord);

    private static bool Apply(SmdsLogRecord record, SmdsTables tables)
    {
        if (record.Event is { } one) tables.Put(SmdsMapping.From(one));
        if (record.Removed is { } name)
        {
            EventRecord known = tables.Find(new(name.Owner), name.EventId) ?? throw new JsonException($"there is no event of {name.Owner} to remove");
            tables.Remove(known);
        }
        if (SmdsMapping.From(record.Owed) is { } owed) tables.Owe(owed);
        if (SmdsMapping.From(record.Settled) is { } settled) tables.Settle(settled);
        return true;
    }
}
