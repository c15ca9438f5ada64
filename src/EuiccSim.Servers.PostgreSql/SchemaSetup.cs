using EuiccSim.Servers.SmDp.Storage;
using EuiccSim.Servers.Storage;
using Npgsql;

namespace EuiccSim.Servers.PostgreSql;

/// <summary>Makes the tables where there are none, once, however many servers start at once.</summary>
internal static class SchemaSetup
{
    /// <exception cref="SmdpStoreException">They are of another version, or must not be made.</exception>
    internal static async Task RunAsync(Database database, SqlTexts sql)
    {
        int version = await database.RunAsync(connection => OpenAsync(connection, sql)).ConfigureAwait(false);
        if (version != StateJson.Version)
            throw database.Failed($"the schema {sql.Schema} is of version {version}; this program reads version {StateJson.Version}");
    }

    private static async Task<int> OpenAsync(NpgsqlConnection connection, SqlTexts sql)
    {
        if (!await HasTablesAsync(connection, sql).ConfigureAwait(false)) await CreateAsync(connection, sql).ConfigureAwait(false);
        return (int)(await connection.ReadOneAsync(sql.ReadVersion).ConfigureAwait(false))!;
    }

    private static async Task CreateAsync(NpgsqlConnection connection, SqlTexts sql)
    {
        NpgsqlTransaction transaction = await connection.BeginTransactionAsync().ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await connection.ChangeAsync("SELECT pg_advisory_xact_lock($1)", LockKey).ConfigureAwait(false);
            if (!await HasTablesAsync(connection, sql).ConfigureAwait(false))
            {
                await connection.ChangeAsync(sql.CreateSchema).ConfigureAwait(false);
                await connection.ChangeAsync(sql.CreateTables).ConfigureAwait(false);
                await connection.ChangeAsync(sql.WriteVersion, StateJson.Version).ConfigureAwait(false);
            }
            await transaction.CommitAsync().ConfigureAwait(false);
        }
    }

    private static async Task<bool> HasTablesAsync(NpgsqlConnection connection, SqlTexts sql) =>
        (bool)(await connection.ReadOneAsync(sql.HasTables).ConfigureAwait(false))!;

    // "EuiccSim" as a number: a lock that no other program takes.
    private const long LockKey = 0x457569636353696D;
}
