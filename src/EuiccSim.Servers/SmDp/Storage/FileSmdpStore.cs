using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.SmDp.Sessions;
using EuiccSim.Servers.Storage;
using EuiccSim.Servers.Storage.Files;

namespace EuiccSim.Servers.SmDp.Storage;

/// <summary>
/// Keeps the state in memory and each change of it in a file, a log. A commit returns when it is on the disk, so that nothing that anybody
/// was told is lost, whenever the process is killed or the power fails, but for sessions whose eUICC is not authenticated yet. "FILE.lock" is held meanwhile: one file is open once.
/// </summary>
/// <remarks>
/// The file holds the subscribers' keys in clear text; it is made readable for its owner only. When it has grown to some times of what is in
/// use, it is written anew as "FILE.new" and put in the place of FILE. A symbolic link to FILE stays; all this is done to the file that it
/// leads to. After an error of the disk nothing is answered any more: open it anew. One thread at a time waits for the disk, for all who wait.
/// </remarks>
/// <threadsafety>Safe for use by many threads.</threadsafety>
public sealed class FileSmdpStore : ISmdpStore, IDisposable
{
    private readonly Lock _lock = new();
    private readonly StateTables _tables = new();
    private readonly StateLog _log;
    // Changes of orders that may not be on the disk yet: what is read of them is told to nobody before.
    private readonly Dictionary<Iccid, long> _pending = [];

    private FileSmdpStore(ILogFile file, long compactsFrom) => _log = StateLog.Open(file, _tables, compactsFrom);

    /// <summary>What was no whole record at the end of the file when it was opened, and was dropped; null for nothing.</summary>
    public DroppedEnd? Dropped => _log.Dropped;

    /// <inheritdoc/>
    public SessionCount LastSessionCount
    {
        get
        {
            lock (_lock) return _tables.Sessions.Count;
        }
    }

    /// <summary>Takes hold of a file, which need not exist yet, until it is disposed of.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="SmdpStoreException">
    /// Another program or store has it, the folder is not there or not writable, or it is no state of an SM-DP+, of a later version, or damaged.
    /// </exception>
    public static FileSmdpStore Open(string path) => Open(DiskFile.Open(path));

    /// <summary>Takes hold of any file.</summary>
    internal static FileSmdpStore Open(ILogFile file, long compactsFrom = CompactedLog.DefaultCompactsFrom) => new(file, compactsFrom);

    /// <inheritdoc/>
    public ValueTask<SessionCount> CountSessionsAsync() => new(LastSessionCount);

    /// <inheritdoc/>
    public async ValueTask<SequenceOf<ProfileOrder>> ListOrdersAsync()
    {
        SequenceOf<ProfileOrder> orders;
        long appended;
        lock (_lock)
        {
            _log.CheckUsable();
            orders = SequenceOf.From(_tables.Orders);
            appended = _log.Appended;
        }
        await _log.FlushAsync(appended).ConfigureAwait(false);
        return orders;
    }

    /// <inheritdoc/>
    public ValueTask<ProfileOrder?> FindOrderAsync(Iccid iccid) => FindAsync(iccid, static (tables, iccid) => tables.FindOrder(iccid));

    /// <inheritdoc/>
    public ValueTask<ProfileOrder?> FindByMatchingIdAsync(string matchingId) =>
        FindAsync(matchingId, static (tables, id) => tables.FindByMatchingId(id));

    /// <inheritdoc/>
    public ValueTask<ProfileOrder?> FindByDeliveryAsync(TransactionId transactionId) =>
        FindAsync(transactionId, static (tables, id) => tables.FindByDelivery(id));

    /// <inheritdoc/>
    public ValueTask<ProfileOrder?> FindPendingAsync(Eid eid) => FindAsync(eid, static (tables, eid) => tables.FindPending(eid));

    /// <inheritdoc/>
    public ValueTask<ProfileOrder?> FindByProfileTypeAsync(string profileType) =>
        FindAsync(profileType, static (tables, type) => tables.FindByProfileType(type));

    /// <inheritdoc/>
    public ValueTask<SmdpSession?> FindSessionAsync(TransactionId id)
    {
        // Whatever follows from it is committed after it, and so on the disk after it.
        lock (_lock)
        {
            _log.CheckUsable();
            return new(_tables.Sessions.Find(id));
        }
    }

    /// <inheritdoc/>
    public async ValueTask<bool> TryCommitAsync(ProfileOrder? order, SmdpSession? session)
    {
        Storable.Check(order, session);
        long appended;
        lock (_lock)
        {
            _log.CheckUsable();
            if (!_tables.Accepts(order, session)) return false;
            if (order is null && session is { } begun && IsForgettable(begun))
            {
                _tables.Put(null, begun);
                return true;
            }
            _log.CompactIfWorthwhile();
            appended = _log.Append(order, session);
            _tables.Put(order, session);
            if (order is not null) Remember(order.Iccid, appended);
        }
        await _log.FlushAsync(appended).ConfigureAwait(false);
        return true;
    }

    /// <inheritdoc/>
    public ValueTask<DateTimeOffset> RemoveExpiredSessionsAsync(DateTimeOffset now)
    {
        lock (_lock)
        {
            _log.CheckUsable();
            int before = _tables.Sessions.Authenticated.Count;
            DateTimeOffset earliest = _tables.Sessions.RemoveExpired(now);
            // Not flushed: if it is lost they are removed once more.
            if (_tables.Sessions.Authenticated.Count != before) _log.AppendExpiry(now);
            return new(earliest);
        }
    }

    /// <inheritdoc/>
    public ValueTask TrimUnauthenticatedSessionsAsync(int count)
    {
        lock (_lock) _tables.Sessions.TrimUnauthenticated(count);
        return default;
    }

    /// <summary>Lets the file go. "FILE.lock" stays.</summary>
    public void Dispose()
    {
        lock (_lock) _log.Dispose();
    }

    // Anybody can begin sessions, as many as they like: the file knows of those only in which an eUICC has shown who it is. The others are
    // lost with the process, and cost their LPAs one more try.
    private static bool IsForgettable(SmdpSession session) => session.HasEnded ? session.Revision == 2 : !session.IsAuthenticated;

    private async ValueTask<ProfileOrder?> FindAsync<T>(T key, Func<StateTables, T, ProfileOrder?> find)
    {
        ProfileOrder? order;
        long appended = 0;
        lock (_lock)
        {
            _log.CheckUsable();
            order = find(_tables, key);
            if (order is not null) _pending.TryGetValue(order.Iccid, out appended);
        }
        await _log.FlushAsync(appended).ConfigureAwait(false);
        return order;
    }

    private void Remember(Iccid iccid, long appended)
    {
        _pending[iccid] = appended;
        if (_pending.Count < MaximumPending) return;
        long flushed = _log.Flushed;
        foreach ((Iccid other, long at) in _pending)
            if (at <= flushed) _pending.Remove(other);
    }

    private const int MaximumPending = 1024;
}
