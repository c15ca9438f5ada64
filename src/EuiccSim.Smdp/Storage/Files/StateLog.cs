using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Smdp.Orders;
using EuiccSim.Smdp.Sessions;
using EuiccSim.Smdp.Storage.Json;

namespace EuiccSim.Smdp.Storage.Files;

/// <summary>The commits of an SM-DP+ as records of a log, each part of an order in the first that needs it.</summary>
/// <threadsafety>As of <see cref="RecordLog"/>.</threadsafety>
internal sealed class StateLog : IDisposable
{
    /// <summary>A file that is smaller is not worth writing anew.</summary>
    internal const long DefaultCompactsFrom = 4 * 1024 * 1024;
    private const string Format = "euiccsim-smdp";
    private const int Growth = 4;

    private readonly RecordLog _records;
    private readonly long _compactsFrom;
    private readonly HashSet<Octets> _written = [];
    private long _nextCompaction;

    private StateLog(ILogFile file, StateTables tables, long compactsFrom)
    {
        _compactsFrom = compactsFrom;
        Reading reading = new(file.Name, tables);
        _records = RecordLog.Open(file, reading.Take);
        if (reading.IsEmpty) _records.Replace([FirstRecord]);
        foreach (ProfileOrder order in tables.Orders)
            foreach (OrderPart part in OrderPart.Of(order).Span) _written.Add(part.Digest);
        _nextCompaction = Math.Max(_compactsFrom, _records.Length);
    }

    internal long DroppedOctets => _records.DroppedOctets;

    internal long Appended => _records.Appended;

    internal long Flushed => _records.Flushed;

    internal static StateLog Open(ILogFile file, StateTables tables, long compactsFrom) => new(file, tables, compactsFrom);

    internal long Append(ProfileOrder? order, SmdpSession? session)
    {
        OrderPart[] fresh = order is null ? [] : [.. OrderPart.Of(order).Where(part => !_written.Contains(part.Digest))];
        long appended = _records.Append(Write(order, session, fresh));
        foreach (OrderPart part in fresh) _written.Add(part.Digest);
        return appended;
    }

    internal long AppendExpiry(DateTimeOffset now) => _records.Append(Write(new LogRecord { Now = now }));

    internal void Flush(long upTo) => _records.Flush(upTo);

    /// <summary>Writes just what there is, once most of the file is about what there was.</summary>
    internal long CompactIfWorthwhile(StateTables tables)
    {
        if (_records.Length < _nextCompaction) return 0;
        _written.Clear();
        _records.Replace(Contents(tables));
        _nextCompaction = Math.Max(_compactsFrom, _records.Length * Growth);
        return _records.Length;
    }

    public void Dispose() => _records.Dispose();

    private static byte[] FirstRecord => Write(new LogRecord { Format = Format, Version = StateJson.Version });

    private IEnumerable<byte[]> Contents(StateTables tables)
    {
        yield return FirstRecord;
        foreach (ProfileOrder order in tables.Orders)
        {
            OrderPart[] fresh = [.. OrderPart.Of(order).Where(part => _written.Add(part.Digest))];
            yield return Write(order, null, fresh);
        }
        foreach (SmdpSession session in tables.Sessions) yield return Write(null, session, []);
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
    private sealed class Reading(string name, StateTables tables)
    {
        private readonly Dictionary<Octets, OrderPart> _parts = [];

        internal bool IsEmpty { get; private set; } = true;

        internal void Take(ReadOnlyMemory<byte> content)
        {
            if (IsEmpty) CheckFirst(content);
            else Values.Checked(StateJson.Read(content.Span, StateJsonContext.Instance.LogRecord), Apply);
            IsEmpty = false;
        }

        // Looked at before the rest is: of a later version it may hold what this one does not know.
        private void CheckFirst(ReadOnlyMemory<byte> content)
        {
            using JsonDocument document = JsonDocument.Parse(content);
            bool isOurs = document.RootElement.TryGetProperty("format", out JsonElement format) && format.ValueEquals(Format);
            if (!isOurs) throw new SmdpStoreException(name, "this is no state of an SM-DP+");
            int version = document.RootElement.GetProperty("version").GetInt32();
            if (version != StateJson.Version)
                throw new SmdpStoreException(name, $"it is of version {version}; this program reads version {StateJson.Version}");
        }

        private bool Apply(LogRecord record)
        {
            foreach (NamedPart named in record.Parts ?? [])
            {
                Octets digest = Octets.Wrap(named.Digest);
                _parts[digest] = OrderPart.Named(PartMapping.From(named.Part), digest);
            }
            ProfileOrder? order = record.Order is null ? null : OrderMapping.From(record.Order, FindPart);
            tables.Put(order, record.Session is null ? null : SessionMapping.From(record.Session));
            if (record.Now is { } now) tables.RemoveExpiredSessions(now);
            return true;
        }

        private OrderPart FindPart(Octets digest) =>
            _parts.TryGetValue(digest, out OrderPart? part) ? part : throw new JsonException($"there is no part {digest}");
    }
}
