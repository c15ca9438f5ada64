using EuiccSim.Cli.Output;
using EuiccSim.Servers.PostgreSql;
using EuiccSim.Servers.SmDp.Storage;
using EuiccSim.Servers.SmDs.Storage;
using EuiccSim.Servers.Storage;
using Npgsql;

namespace EuiccSim.Cli.Smdp;

/// <summary>Where a server keeps its state, as people write it.</summary>
internal static class StateSource
{
    /// <param name="text">A file, or postgres://USER:PASSWORD@HOST:PORT/DATABASE; null for memory.</param>
    /// <param name="call">Whom to tell what was dropped.</param>
    internal static async Task<ISmdpStore?> OpenAsync(string? text, VerbCall call)
    {
        if (text is null) return null;
        RequireName(text);
        try
        {
            if (IsUrl(text)) return await PostgreSqlSmdpStore.OpenAsync(ConnectionString(new(text)));
            FileSmdpStore store = FileSmdpStore.Open(text);
            if (store.Dropped is { } dropped) call.Say(dropped.ToString());
            return store;
        }
        catch (Exception e) when (e is SmdpStoreException or ArgumentException or FormatException or OverflowException)
        {
            throw CommandFailure.Missing("state", Failures.WordsOf(e), e);
        }
    }

    /// <summary>The same for an SM-DS, which has no store in PostgreSQL.</summary>
    internal static FileSmdsStore? OpenSmds(string? text, VerbCall call)
    {
        if (text is null) return null;
        RequireName(text);
        if (IsUrl(text)) throw CommandFailure.Missing("state", "An SM-DS keeps its events in a file: a store in PostgreSQL is not built for it.");
        try
        {
            FileSmdsStore store = FileSmdsStore.Open(text);
            if (store.Dropped is { } dropped) call.Say(dropped.ToString());
            return store;
        }
        catch (Exception e) when (e is SmdpStoreException or ArgumentException)
        {
            throw CommandFailure.Missing("state", Failures.WordsOf(e), e);
        }
    }

    /// <summary>The same for programs: not before the line that says where the server is, which they wait for.</summary>
    internal static void Announce(DroppedEnd? dropped, VerbCall call)
    {
        if (dropped is null || !call.Json) return;
        JsonLine.Write(call.At.Output, "stateDropped", json =>
        {
            json.WriteString("file", dropped.File);
            json.WriteNumber("at", dropped.At);
            json.WriteNumber("octets", dropped.Octets);
        });
    }

    private static void RequireName(string text)
    {
        if (text.Length == 0) throw CommandFailure.Missing("state", "--state takes the name of a file, or postgres://…, and not nothing.");
    }

    private static bool IsUrl(string text) =>
        text.StartsWith("postgres://", StringComparison.Ordinal) || text.StartsWith("postgresql://", StringComparison.Ordinal);

    private static string ConnectionString(Uri url)
    {
        string[] user = url.UserInfo.Split(':', 2);
        NpgsqlConnectionStringBuilder builder = new() { Host = url.Host, Port = url.Port < 0 ? 5432 : url.Port, Database = url.AbsolutePath.Trim('/') };
        if (user[0].Length > 0) builder.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length > 1) builder.Password = Uri.UnescapeDataString(user[1]);
        // "?host=/var/run/postgresql" and whatever else Npgsql knows.
        foreach (string pair in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = pair.Split('=', 2);
            builder[Uri.UnescapeDataString(parts[0])] = Uri.UnescapeDataString(parts.ElementAtOrDefault(1) ?? "");
        }
        return builder.ConnectionString;
    }
}
