using Npgsql;

namespace EuiccSim.Servers.PostgreSql;

/// <summary>Shorter ways to commands, with their values for $1, $2 and so on.</summary>
internal static class Commands
{
    /// <returns>How many rows were changed.</returns>
    internal static async Task<int> ChangeAsync(this NpgsqlConnection connection, string text, params object?[] values)
    {
        NpgsqlCommand command = Command(connection, text, values);
        await using (command.ConfigureAwait(false)) return await command.ExecuteNonQueryAsync().ConfigureAwait(false);
    }

    /// <returns>The first value of the first row; null where there is none, or nothing in it.</returns>
    internal static async Task<object?> ReadOneAsync(this NpgsqlConnection connection, string text, params object?[] values)
    {
        NpgsqlCommand command = Command(connection, text, values);
        await using (command.ConfigureAwait(false))
            return await command.ExecuteScalarAsync().ConfigureAwait(false) is { } value and not DBNull ? value : null;
    }

    internal static async Task<List<T>> ReadAllAsync<T>(
        this NpgsqlConnection connection, Func<NpgsqlDataReader, T> read, string text, params object?[] values)
    {
        List<T> rows = [];
        NpgsqlCommand command = Command(connection, text, values);
        await using (command.ConfigureAwait(false))
        {
            NpgsqlDataReader reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
                while (await reader.ReadAsync().ConfigureAwait(false)) rows.Add(read(reader));
        }
        return rows;
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string text, object?[] values)
    {
        NpgsqlCommand command = new(text, connection);
        foreach (object? value in values) command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        return command;
    }
}
