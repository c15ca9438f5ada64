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
    internal T Run<T>(Func<NpgsqlConnection, T> work)
    {
        try
        {
            using NpgsqlConnection connection = _source.OpenConnection();
            return work(connection);
        }
        catch (NpgsqlException e)
        {
            throw Failed(e);
        }
    }

    /// <summary>Runs a transaction. False also where the database undid it for the sake of another one.</summary>
    internal bool TryRun(Func<NpgsqlConnection, bool> transaction)
    {
        try
        {
            using NpgsqlConnection connection = _source.OpenConnection();
            return transaction(connection);
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

    internal SmdpStoreException Damaged(string what, Exception cause) => new(_name, $"{what} cannot be read: {cause.Message}", cause);

    internal SmdpStoreException Failed(string reason) => new(_name, reason);

    private SmdpStoreException Failed(NpgsqlException e) => new(_name, e is PostgresException refused ? refused.MessageText : e.Message, e);
}

/// <summary>Shorter ways to commands.</summary>
internal static class Commands
{
    /// <summary>A command with its values for $1, $2 and so on.</summary>
    internal static NpgsqlCommand Command(this NpgsqlConnection connection, string text, params ReadOnlySpan<object?> values)
    {
        NpgsqlCommand command = new(text, connection);
        foreach (object? value in values) command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        return command;
    }

    internal static List<T> ReadAll<T>(this NpgsqlCommand command, Func<NpgsqlDataReader, T> read)
    {
        List<T> rows = [];
        using NpgsqlDataReader reader = command.ExecuteReader();
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }
}
