using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.SmDp.Sessions;
using EuiccSim.Servers.SmDp.Storage.Json;
using EuiccSim.Servers.Storage;
using EuiccSim.Servers.Storage.Files;
using EuiccSim.Servers.Storage.Json;

namespace EuiccSim.Servers.SmDp.Storage;

/// <summary>The commits of an SM-DP+ as records of a log, each part of an order in the first that needs it.</summary>
/// <threadsafety>As of <see cref="RecordLog"/>.</threadsafety>
internal sealed class StateLog : IDisposable
{
    private static readonly LogKind Kind = new("euiccsim-smdp", StateJson.Version, "state of an SM-DP+");

    private readonly StateTables _tables;
    private readonly CompactedLog _log;
    private readonly HashSet<Octets> _written = [];

    private StateLog(ILogFile file, StateTables tables, long compactsFrom)
    {
        _tables = tables;
        Reading reading = new(tables);
        _log = CompactedLog.Open(file, Kind, reading.Take, Contents, compactsFrom);
        foreach (ProfileOrder order in tables.Orders)
            foreach (OrderPart part in OrderPart.Of(order).Span) _written.Add(part.Digest);
    }

    internal DroppedEnd? Dropped => _log.Dropped;

    internal long Appended => _log.Appended;

    internal long Flushed => _log.Flushed;

    internal static StateLog Open(ILogFile file, StateTables tables, long compactsFrom) => new(file, tables, compactsFrom);

    internal long Append(ProfileOrder? order, SmdpSession? session)
    {
        OrderPart[] fresh = order is null ? [] : [.. OrderPart.Of(order).Where(part => !_written.Contains(part.Digest))];
        long appended = _log.Append(Write(order, session, fresh));
        foreach (OrderPart part in fresh) _written.Add(part.Digest);
        return appended;
    }

    internal long AppendExpiry(DateTimeOffset now) => _log.Append(Write(new LogRecord { Now = now }));

    internal void CheckUsable() => _log.CheckUsable();

    internal ValueTask FlushAsync(long upTo) => _log.FlushAsync(upTo);

    /// <summary>Writes just what there is, once most of the file is about what there was; before a change.</summary>
    internal void CompactIfWorthwhile() => _log.CompactIfWorthwhile();

    public void Dispose() => _log.Dispose();

    private IEnumerable<byte[]> Contents()
    {
        _written.Clear();
        foreach (ProfileOrder order in _tables.Orders)
        {
            OrderPart[] fresh = [.. OrderPart.Of(order).Where(part => _written.Add(part.Digest))];
            yield return Write(order, null, fresh);
        }
        foreach (SmdpSession session in _tables.Sessions.Authenticated) yield return Write(null, session, []);
    }

    private static byte[] Write(ProfileOrder? order, SmdpSession? session, OrderPart[] fresh) => Write(new LogRecord
    {
        Parts = fresh.Length == 0 ? null : [.. fresh.Select(ToRecord)],
        Order = order is null ? null : OrderMapping.ToRecord(order),
        Session = session is null ? null : SessionMapping.ToRecord(session),
    });

    private static byte[] Write(LogRecord record) => JsonSerializer.SerializeToUtf8Bytes(record, StateJsonContext.Instance.LogRecord);

    private static NamedPart ToRecord(OrderPart part) => new() { Digest = part.Digest.ToArray(), Part = PartMapping.ToRecord(part.Value) };

    /// <summary>Does again what the records tell.</summary>
    private sealed class Reading(StateTables tables)
    {
        private readonly Dictionary<Octets, OrderPart> _parts = [];

        internal void Take(ReadOnlyMemory<byte> content) =>
            RecordJson.Checked(RecordJson.Read(content.Span, StateJsonContext.Instance.LogRecord), record => Apply(record, content.Length));

        private bool Apply(LogRecord record, int size)
        {
            foreach (NamedPart named in record.Parts ?? [])
            {
                Octets digest = Octets.Wrap(named.Digest);
                _parts[digest] = OrderPart.Named(PartMapping.From(named.Part), digest, size);
            }
            ProfileOrder? order = record.Order is null ? null : OrderMapping.From(record.Order, FindPart);
            tables.Put(order, record.Session is null ? null : SessionMapping.From(record.Session));
            if (record.Now is { } now) tables.Sessions.RemoveExpired(now);
            return true;
        }

        private OrderPart FindPart(Octets digest) =>
            _parts.TryGetValue(digest, out OrderPart? part) ? part : throw new JsonException($"there is no part {digest}");
    }
}
