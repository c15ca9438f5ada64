using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Servers.Orders;
using EuiccSim.Servers.Sessions;
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
        _counter = new(time, () => _database.Run(connection =>
            connection.Command(_sql.CountSessions).ReadAll(reader => new SessionCount((int)reader.GetInt64(0), (int)reader.GetInt64(1)))[0]));
    }

    /// <inheritdoc/>
    public int SessionCount => _counter.Count.All;

    /// <inheritdoc/>
    public int UnauthenticatedSessionCount => _counter.Count.Unauthenticated;

    /// <summary>Opens the state in a database; makes its tables there if there are none.</summary>
    /// <param name="connectionString">
    /// As Npgsql takes it: "Host=/var/run/postgresql;Database=smdp;Username=smdp". The database must be there already, and be in UTF-8.
    /// </param>
    /// <param name="schema">The schema of the tables: lower-case letters, digits and underscores. Each SM-DP+ needs its own.</param>
    /// <param name="time">The clock for how old a known number of sessions may be; the system's if null.</param>
    /// <exception cref="SmdpStoreException">The database cannot be reached, refuses, or holds a state of another version.</exception>
    /// <exception cref="ArgumentException">The connection string or the schema's name is malformed.</exception>
    public static PostgreSqlSmdpStore Open(string connectionString, string schema = "euiccsim_smdp", TimeProvider? time = null)
    {
        SqlTexts sql = new(schema);
        Database database = new(connectionString);
        try
        {
            SchemaSetup.Run(database, sql);
            return new(database, sql, time ?? TimeProvider.System);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public SequenceOf<ProfileOrder> ListOrders()
    {
        List<string> iccids = _database.Run(connection => connection.Command(_sql.ListOrders).ReadAll(reader => reader.GetString(0)));
        return SequenceOf.From(iccids.Select(iccid => FindOrder(Iccid.FromDigits(iccid))).OfType<ProfileOrder>());
    }

    /// <inheritdoc/>
    public ProfileOrder? FindOrder(Iccid iccid) => FindOne(_sql.FindOrder, iccid.Digits);

    /// <inheritdoc/>
    public ProfileOrder? FindByMatchingId(string matchingId) => FindOne(_sql.FindByMatchingId, SqlTexts.Text(matchingId));

    /// <inheritdoc/>
    public ProfileOrder? FindByDelivery(TransactionId transactionId) => FindOne(_sql.FindByDelivery, transactionId.Octets.ToArray());

    /// <inheritdoc/>
    public ProfileOrder? FindPending(Eid eid) => FindOne(_sql.FindPending, eid.Digits, SqlTexts.Pending, SqlTexts.Deliverable);

    /// <inheritdoc/>
    public ProfileOrder? FindByProfileType(string profileType) =>
        FindOne(_sql.FindByProfileType, SqlTexts.Text(profileType), nameof(OrderState.Available));

    /// <inheritdoc/>
    public SmdpSession? FindSession(TransactionId id)
    {
        string? content = _database.Run(connection => (string?)connection.Command(_sql.FindSession, id.Octets.ToArray()).ExecuteScalar());
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
    public bool TryCommit(ProfileOrder? order, SmdpSession? session)
    {
        Storable.Check(order, session);
        Commit commit = new(_sql, order, session);
        if (!_database.TryRun(commit.TryRun)) return false;
        if (session is not null) Count(session);
        if (order is null) return true;
        foreach (OrderPart part in OrderPart.Of(order).Span) _parts.Put(part);
        return true;
    }

    /// <inheritdoc/>
    public DateTimeOffset RemoveExpiredSessions(DateTimeOffset now)
    {
        object? earliest = _database.Run(connection =>
        {
            connection.Command(_sql.RemoveExpired, now.ToUniversalTime()).ExecuteNonQuery();
            _counter.Forget();
            return connection.Command(_sql.EarliestExpiry).ExecuteScalar();
        });
        return earliest is DateTime time ? new DateTimeOffset(time, TimeSpan.Zero) : DateTimeOffset.MaxValue;
    }

    /// <inheritdoc/>
    public void TrimUnauthenticatedSessions(int count)
    {
        _database.Run(connection => connection.Command(_sql.TrimUnauthenticated, count).ExecuteNonQuery());
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

    private ProfileOrder? FindOne(string sql, params object[] values)
    {
        for (string? before = null; ;)
        {
            string? content = _database.Run(connection => (string?)connection.Command(sql, values).ExecuteScalar());
            if (content is null) return null;
            try
            {
                return StateJson.ReadOrder(SqlTexts.Octets(content), FindPart);
            }
            catch (JsonException e)
            {
                // A part is gone where the order was changed after it was read. If it was not, it cannot be read at all.
                if (content == before) throw _database.Damaged("an order", e);
                before = content;
            }
        }
    }

    private OrderPart FindPart(Octets digest)
    {
        if (_parts.Find(digest) is { } known) return known;
        string? content = _database.Run(connection => (string?)connection.Command(_sql.FindPart, digest.ToArray()).ExecuteScalar());
        OrderPart part = OrderPart.FromJson(SqlTexts.Octets(content ?? throw new JsonException($"there is no part {digest}")));
        _parts.Put(part);
        return part;
    }
}
