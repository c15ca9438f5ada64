using System.Text;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Servers.SmDp.Orders;

namespace EuiccSim.Servers.PostgreSql;

/// <summary>All SQL that is sent.</summary>
internal sealed class SqlTexts
{
    /// <exception cref="ArgumentException">The name could be more than a name.</exception>
    internal SqlTexts(string schema)
    {
        bool isName = schema.Length is > 0 and <= MaximumName && !char.IsAsciiDigit(schema[0]) && schema.All(IsInName);
        if (!isName) throw new ArgumentException($"'{schema}' is no name of lower-case letters, digits and underscores", nameof(schema));
        Schema = schema;
    }

    /// <summary>The states in which an order waits for a download, now or later.</summary>
    internal static string[] Pending { get; } =
    [
        nameof(OrderState.Allocated), nameof(OrderState.Linked), nameof(OrderState.Confirmed), nameof(OrderState.Released),
        nameof(OrderState.Downloaded),
    ];

    /// <summary>Those of them in which it can be had at once.</summary>
    internal static string[] Deliverable { get; } = [nameof(OrderState.Released), nameof(OrderState.Downloaded)];

    internal string Schema { get; }

    // Texts that people choose are octets here: a zero among them is no reason to fail.
    internal string CreateTables => $"""
        CREATE TABLE {Schema}.orders (
            iccid text PRIMARY KEY,
            place bigint GENERATED ALWAYS AS IDENTITY,
            revision bigint NOT NULL,
            state text NOT NULL,
            eid text,
            matching_id bytea UNIQUE,
            profile_type bytea,
            content json NOT NULL);
        CREATE INDEX ON {Schema}.orders (eid) WHERE eid IS NOT NULL;
        CREATE INDEX ON {Schema}.orders (profile_type, state, place) WHERE profile_type IS NOT NULL;
        CREATE TABLE {Schema}.parts (iccid text, digest bytea, content json NOT NULL, PRIMARY KEY (digest, iccid));
        CREATE INDEX ON {Schema}.parts (iccid);
        CREATE TABLE {Schema}.deliveries (transaction_id bytea PRIMARY KEY, iccid text NOT NULL);
        CREATE INDEX ON {Schema}.deliveries (iccid);
        CREATE TABLE {Schema}.sessions (
            id bytea PRIMARY KEY,
            revision bigint NOT NULL,
            expires_at timestamptz NOT NULL,
            content json NOT NULL);
        CREATE INDEX ON {Schema}.sessions (expires_at);
        CREATE TABLE {Schema}.format (version integer NOT NULL);
        """;

    internal string CreateSchema => $"CREATE SCHEMA IF NOT EXISTS {Schema}";

    // Of the catalogue's rows: to_regclass would go on not seeing what others have made since the transaction began.
    internal string HasTables => $"SELECT EXISTS (SELECT FROM pg_catalog.pg_tables WHERE schemaname = '{Schema}' AND tablename = 'format')";

    internal string ReadVersion => $"SELECT version FROM {Schema}.format";

    internal string WriteVersion => $"INSERT INTO {Schema}.format VALUES ($1)";

    internal string ListOrders => $"SELECT iccid FROM {Schema}.orders ORDER BY place";

    internal string FindOrder => $"SELECT content::text FROM {Schema}.orders WHERE iccid = $1";

    internal string FindByMatchingId => $"SELECT content::text FROM {Schema}.orders WHERE matching_id = $1";

    internal string FindByDelivery =>
        $"SELECT content::text FROM {Schema}.orders WHERE iccid = (SELECT iccid FROM {Schema}.deliveries WHERE transaction_id = $1)";

    internal string FindPending => $"""
        SELECT content::text FROM {Schema}.orders WHERE eid = $1 AND state = ANY ($2) ORDER BY state = ANY ($3) DESC, place LIMIT 1
        """;

    internal string FindByProfileType =>
        $"SELECT content::text FROM {Schema}.orders WHERE profile_type = $1 ORDER BY state = $2 DESC, place LIMIT 1";

    internal string AddOrder => $"""
        INSERT INTO {Schema}.orders (iccid, revision, state, eid, matching_id, profile_type, content)
        VALUES ($1, $2, $3, $4, $5, $6, $7::json) ON CONFLICT DO NOTHING
        """;

    internal string ChangeOrder => $"""
        UPDATE {Schema}.orders SET revision = $2, state = $3, eid = $4, matching_id = $5, profile_type = $6, content = $7::json
        WHERE iccid = $1 AND revision = $2 - 1
        """;

    internal string FindPart => $"SELECT content::text FROM {Schema}.parts WHERE digest = $1 LIMIT 1";

    internal string ListParts => $"SELECT digest FROM {Schema}.parts WHERE iccid = $1";

    internal string AddPart => $"INSERT INTO {Schema}.parts VALUES ($1, $2, $3::json) ON CONFLICT DO NOTHING";

    internal string RemoveParts => $"DELETE FROM {Schema}.parts WHERE iccid = $1 AND digest = ANY ($2)";

    internal string ListDeliveries => $"SELECT transaction_id FROM {Schema}.deliveries WHERE iccid = $1";

    internal string AddDelivery =>
        $"INSERT INTO {Schema}.deliveries VALUES ($1, $2) ON CONFLICT (transaction_id) DO UPDATE SET iccid = EXCLUDED.iccid";

    internal string RemoveDeliveries => $"DELETE FROM {Schema}.deliveries WHERE iccid = $1 AND transaction_id = ANY ($2)";

    internal string FindSession => $"SELECT content::text FROM {Schema}.sessions WHERE id = $1";

    internal string AddSession => $"INSERT INTO {Schema}.sessions VALUES ($1, $2, $3, $4::json) ON CONFLICT DO NOTHING";

    internal string ChangeSession =>
        $"UPDATE {Schema}.sessions SET revision = $2, expires_at = $3, content = $4::json WHERE id = $1 AND revision = $2 - 1";

    internal string RemoveSession => $"DELETE FROM {Schema}.sessions WHERE id = $1 AND revision = $2 - 1";

    // In the first revision, and in no other, the eUICC is not authenticated.
    internal string CountSessions => $"SELECT count(*), count(*) FILTER (WHERE revision = 1) FROM {Schema}.sessions";

    // Of two servers that make room at once, one passes over what the other removes: it is the same, and enough.
    internal string TrimUnauthenticated => $"""
        DELETE FROM {Schema}.sessions
        WHERE id IN (SELECT id FROM {Schema}.sessions WHERE revision = 1 ORDER BY expires_at
            LIMIT (SELECT greatest(count(*) - $1, 0) FROM {Schema}.sessions WHERE revision = 1) FOR UPDATE SKIP LOCKED)
        """;

    // Two servers that clean up at once pass over each other's rows.
    internal string RemoveExpired => $"""
        DELETE FROM {Schema}.sessions
        WHERE id IN (SELECT id FROM {Schema}.sessions WHERE expires_at <= $1 FOR UPDATE SKIP LOCKED)
        """;

    internal string EarliestExpiry => $"SELECT min(expires_at) FROM {Schema}.sessions";

    internal static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    internal static Octets Octets(string json) => Protocol.Asn1.Octets.Wrap(Encoding.UTF8.GetBytes(json));

    internal static string Json(Octets json) => Encoding.UTF8.GetString(json.Span);

    private static bool IsInName(char character) => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '_';

    private const int MaximumName = 63;
}
