using EuiccSim.Servers.Storage;
using Npgsql;

namespace EuiccSim.Servers.PostgreSql;

/// <summary>Makes the tables where there are none, once, however many servers start at once.</summary>
internal static class SchemaSetup
{
    /// <exception cref="SmdpStoreException">They are of another version, or must not be made.</exception>
    internal static void Run(Database database, SqlTexts sql)
    {
        int version = database.Run(connection => HasTables(connection, sql) ? ReadVersion(connection, sql) : Create(connection, sql));
        if (version != StateJson.Version)
            throw database.Failed($"the schema {sql.Schema} is of version {version}; this program reads version {StateJson.Version}");
    }

    private static int Create(NpgsqlConnection connection, SqlTexts sql)
    {
        using NpgsqlTransaction transaction = connection.BeginTransaction();
        connection.Command("SELECT pg_advisory_xact_lock($1)", LockKey).ExecuteNonQuery();
        if (!HasTables(connection, sql))
        {
            connection.Command(sql.CreateSchema).ExecuteNonQuery();
            connection.Command(sql.CreateTables).ExecuteNonQuery();
            connection.Command(sql.WriteVersion, StateJson.Version).ExecuteNonQuery();
        }
        transaction.Commit();
        return ReadVersion(connection, sql);
    }

    private static bool HasTables(NpgsqlConnection connection, SqlTexts sql) => (bool)connection.Command(sql.HasTables).ExecuteScalar()!;

    private static int ReadVersion(NpgsqlConnection connection, SqlTexts sql) => (int)connection.Command(sql.ReadVersion).ExecuteScalar()!;

    // "EuiccSim" as a number: a lock that no other program takes.
    private const long LockKey = 0x457569636353696D;
}
