using EuiccSim.Protocol.Words;
using EuiccSim.Servers.Storage;
using Npgsql;

namespace EuiccSim.Servers.PostgreSql;

/// <summary>A pool of connections, and what its errors are told as.</summary>
internal sealed class Database : IDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly string _name;

    /// <exception cref="ArgumentException">The connection string is malformed.</exception>
    internal Database(string connectionString)
    {
        // The slim one has no reflection in it, and so is fit for ahead-of-time compilation.
        NpgsqlSlimDataSourceBuilder builder = new(connectionString);
        builder.EnableArrays().EnableTransportSecurity();
        _name = $"{builder.ConnectionStringBuilder.Database}@{builder.ConnectionStringBuilder.Host}:{builder.ConnectionStringBuilder.Port}";
        _source = builder.Build();
    }

    public void Dispose() => _source.Dispose();

    /// <exception cref="SmdpStoreException">The database cannot be reached, or refuses.</exception>
    internal async Task<T> RunAsync<T>(Func<NpgsqlConnection, Task<T>> work)
    {
        try
        {
            NpgsqlConnection connection = await _source.OpenConnectionAsync().ConfigureAwait(false);
            await using (connection.ConfigureAwait(false)) return await work(connection).ConfigureAwait(false);
        }
        catch (NpgsqlException e)
        {
            throw Failed(e);
        }
    }

    /// <summary>Runs a transaction. False also where the database undid it for the sake of another one.</summary>
    internal async Task<bool> TryRunAsync(Func<NpgsqlConnection, Task<bool>> transaction)
    {
        try
        {
            NpgsqlConnection connection = await _source.OpenConnectionAsync().ConfigureAwait(false);
            await using (connection.ConfigureAwait(false)) return await transaction(connection).ConfigureAwait(false);
        }
        catch (PostgresException e) when (e.SqlState is
            PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure)
        {
            return false;
        }
        catch (NpgsqlException e)
        {
            throw Failed(e);
        }
    }

    internal SmdpStoreException Damaged(string what, Exception cause) => new(_name, $"{what} cannot be read: {FaultWords.Of(cause)}", cause);

    internal SmdpStoreException Failed(string reason) => new(_name, reason);

    private SmdpStoreException Failed(NpgsqlException e) => new(_name, Words(e), e);

    /// <summary>The database's own words, or why it cannot be reached.</summary>
    private static string Words(NpgsqlException e) => e switch
    {
        PostgresException refused => refused.MessageText,
        { InnerException: { } cause } => $"the database cannot be reached: {FaultWords.Of(cause)}",
        _ => e.Message,
    };
}
