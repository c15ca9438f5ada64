using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.SmDp.Sessions;
using EuiccSim.Servers.SmDp.Storage;
using EuiccSim.Servers.Storage;
using Npgsql;

namespace EuiccSim.Servers.PostgreSql;

/// <summary>
/// Keeps the state in a PostgreSQL database, for several servers that have one address, certificates and clock: the functions of a session
/// may be called at any of them in turn. Whatever one of them has answered the others know, also after it was killed.
/// </summary>
/// <remarks>
/// The database holds the subscribers' keys in clear text, and of running sessions the server's challenges. Who can read it can clone
/// subscriptions; who can write it can have any profile delivered to anybody. Give it a role of its own, and reach it over TLS
/// ("SSL Mode=VerifyFull"). What is answered is as durable as the database's commits: leave fsync and synchronous_commit on.
/// </remarks>
/// <threadsafety>Safe for use by many threads, and by many processes.</threadsafety>
public sealed class PostgreSqlSmdpStore : ISmdpStore, IDisposable
{
    private readonly Database _database;
    private readonly SqlTexts _sql;
    private readonly SessionCounter _counter;
    private readonly PartCache _parts = new();

    private PostgreSqlSmdpStore(Database database, SqlTexts sql, TimeProvider time)
    {
        _database = database;
        _sql = sql;
        _counter = new(time, async () => (await _database.RunAsync(connection => connection.ReadAllAsync(
            reader => new SessionCount((int)reader.GetInt64(0), (int)reader.GetInt64(1)), _sql.CountSessions)).ConfigureAwait(false))[0]);
    }

    /// <inheritdoc/>
    public SessionCount LastSessionCount => _counter.Last;

    /// <summary>Opens the state in a database; makes its tables there if there are none.</summary>
    /// <param name="connectionString">
    /// As Npgsql takes it: "Host=/var/run/postgresql;Database=smdp;Username=smdp". The database must be there already, and be in UTF-8.
    /// </param>
    /// <param name="schema">The schema of the tables: lower-case letters, digits and underscores. Each SM-DP+ needs its own.</param>
    /// <param name="time">The clock for how old a known number of sessions may be; the system's if null.</param>
    /// <exception cref="SmdpStoreException">The database cannot be reached, refuses, or holds a state of another version.</exception>
    /// <exception cref="ArgumentException">The connection string or the schema's name is malformed.</exception>
    public static async Task<PostgreSqlSmdpStore> OpenAsync(
        string connectionString, string schema = "euiccsim_smdp", TimeProvider? time = null)
    {
        SqlTexts sql = new(schema);
        Database database = new(connectionString);
        try
        {
            await SchemaSetup.RunAsync(database, sql).ConfigureAwait(false);
            return new(database, sql, time ?? TimeProvider.System);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask<SessionCount> CountSessionsAsync() => _counter.CountAsync();

    /// <inheritdoc/>
    public async ValueTask<SequenceOf<ProfileOrder>> ListOrdersAsync()
    {
        List<string> iccids = await _database.RunAsync(connection => connection.ReadAllAsync(reader => reader.GetString(0), _sql.ListOrders))
            .ConfigureAwait(false);
        List<ProfileOrder> orders = [];
        foreach (string iccid in iccids)
            if (await FindOrderAsync(Iccid.FromDigits(iccid)).ConfigureAwait(false) is { } order) orders.Add(order);
        return SequenceOf.From(orders);
    }

    /// <inheritdoc/>
    public ValueTask<ProfileOrder?> FindOrderAsync(Iccid iccid) => FindOneAsync(_sql.FindOrder, iccid.Digits);

    /// <inheritdoc/>
    public ValueTask<ProfileOrder?> FindByMatchingIdAsync(string matchingId) => FindOneAsync(_sql.FindByMatchingId, SqlTexts.Text(matchingId));

    /// <inheritdoc/>
    public ValueTask<ProfileOrder?> FindByDeliveryAsync(TransactionId transactionId) =>
        FindOneAsync(_sql.FindByDelivery, transactionId.Octets.ToArray());

    /// <inheritdoc/>
    public ValueTask<ProfileOrder?> FindPendingAsync(Eid eid) =>
        FindOneAsync(_sql.FindPending, eid.Digits, SqlTexts.Pending, SqlTexts.Deliverable);

    /// <inheritdoc/>
    public ValueTask<ProfileOrder?> FindByProfileTypeAsync(string profileType) =>
        FindOneAsync(_sql.FindByProfileType, SqlTexts.Text(profileType), nameof(OrderState.Available));

    /// <inheritdoc/>
    public async ValueTask<SmdpSession?> FindSessionAsync(TransactionId id)
    {
        string? content = await ReadAsync(_sql.FindSession, id.Octets.ToArray()).ConfigureAwait(false);
        if (content is null) return null;
        try
        {
            return StateJson.ReadSession(SqlTexts.Octets(content));
        }
        catch (JsonException e)
        {
            throw _database.Damaged($"the session {id}", e);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<bool> TryCommitAsync(ProfileOrder? order, SmdpSession? session)
    {
        Storable.Check(order, session);
        Commit commit = new(_sql, order, session);
        if (!await _database.TryRunAsync(commit.TryRunAsync).ConfigureAwait(false)) return false;
        if (session is not null) Count(session);
        if (order is null) return true;
        foreach (OrderPart part in OrderPart.Of(order).Span) _parts.Put(part);
        return true;
    }

    /// <inheritdoc/>
    public async ValueTask<DateTimeOffset> RemoveExpiredSessionsAsync(DateTimeOffset now)
    {
        object? earliest = await _database.RunAsync(async connection =>
        {
            await connection.ChangeAsync(_sql.RemoveExpired, now.ToUniversalTime()).ConfigureAwait(false);
            _counter.Forget();
            return await connection.ReadOneAsync(_sql.EarliestExpiry).ConfigureAwait(false);
        }).ConfigureAwait(false);
        return earliest is DateTime time ? new DateTimeOffset(time, TimeSpan.Zero) : DateTimeOffset.MaxValue;
    }

    /// <inheritdoc/>
    public async ValueTask TrimUnauthenticatedSessionsAsync(int count)
    {
        await _database.RunAsync(connection => connection.ChangeAsync(_sql.TrimUnauthenticated, count)).ConfigureAwait(false);
        _counter.Forget();
    }

    /// <summary>Closes the connections. What other stores have open stays.</summary>
    public void Dispose() => _database.Dispose();

    // The second step ends a session, or its eUICC is authenticated.
    private void Count(SmdpSession session)
    {
        int unauthenticated = session.Revision switch
        {
            1 => 1,
            2 => -1,
            _ => 0,
        };
        _counter.Add((session.Revision == 1 ? 1 : 0) - (session.HasEnded ? 1 : 0), unauthenticated);
    }

    private async ValueTask<ProfileOrder?> FindOneAsync(string sql, params object[] values)
    {
        for (string? before = null; ;)
        {
            string? content = await ReadAsync(sql, values).ConfigureAwait(false);
            if (content is null) return null;
            try
            {
                return await StateJson.ReadOrderAsync(SqlTexts.Octets(content), FindPartAsync).ConfigureAwait(false);
            }
            catch (JsonException e)
            {
                // A part is gone where the order was changed after it was read. If it was not, it cannot be read at all.
                if (content == before) throw _database.Damaged("an order", e);
                before = content;
            }
        }
    }

    private async ValueTask<OrderPart> FindPartAsync(Octets digest)
    {
        if (_parts.Find(digest) is { } known) return known;
        string? content = await ReadAsync(_sql.FindPart, digest.ToArray()).ConfigureAwait(false);
        OrderPart part = OrderPart.FromJson(SqlTexts.Octets(content ?? throw new JsonException($"there is no part {digest}")));
        _parts.Put(part);
        return part;
    }

    private async Task<string?> ReadAsync(string sql, params object[] values) =>
        (string?)await _database.RunAsync(connection => connection.ReadOneAsync(sql, values)).ConfigureAwait(false);
}
