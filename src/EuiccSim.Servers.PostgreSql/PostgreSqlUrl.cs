using Npgsql;

namespace EuiccSim.Servers.PostgreSql;

/// <summary>A database as people write it: postgres://USER:PASSWORD@HOST:PORT/DATABASE.</summary>
public static class PostgreSqlUrl
{
    /// <summary>True for what begins as such an address.</summary>
    public static bool IsOne(string text) =>
        text.StartsWith("postgres://", StringComparison.Ordinal) || text.StartsWith("postgresql://", StringComparison.Ordinal);

    /// <summary>What <see cref="PostgreSqlSmdpStore.OpenAsync"/> takes.</summary>
    /// <param name="url">"?host=/var/run/postgresql" and whatever else Npgsql knows may follow.</param>
    /// <exception cref="FormatException">It is no address, or a value is none.</exception>
    /// <exception cref="ArgumentException">Npgsql knows no such key, or it takes no such value.</exception>
    /// <exception cref="OverflowException">A number is too large.</exception>
    public static string ToConnectionString(string url)
    {
        Uri place = new(url);
        string[] user = place.UserInfo.Split(':', 2);
        NpgsqlConnectionStringBuilder builder = new() { Host = place.Host, Port = place.Port < 0 ? 5432 : place.Port, Database = place.AbsolutePath.Trim('/') };
        if (user[0].Length > 0) builder.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length > 1) builder.Password = Uri.UnescapeDataString(user[1]);
        foreach (string pair in place.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = pair.Split('=', 2);
            builder[Uri.UnescapeDataString(parts[0])] = Uri.UnescapeDataString(parts.ElementAtOrDefault(1) ?? "");
        }
        return builder.ConnectionString;
    }
}
