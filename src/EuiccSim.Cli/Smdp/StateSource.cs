using EuiccSim.Servers.PostgreSql;
using EuiccSim.Servers.SmDp.Storage;
using EuiccSim.Servers.SmDs.Storage;
using EuiccSim.Servers.Storage;

namespace EuiccSim.Cli.Smdp;

/// <summary>Where a server keeps its state, as people write it.</summary>
internal static class StateSource
{
    /// <param name="text">A file, or postgres://USER:PASSWORD@HOST:PORT/DATABASE; null for memory.</param>
    /// <param name="call">Whom to tell what was dropped.</param>
    internal static Task<ISmdpStore?> OpenAsync(string? text, VerbCall call) => OpenAsync<ISmdpStore>(text, async () =>
    {
        if (PostgreSqlUrl.IsOne(text!)) return await PostgreSqlSmdpStore.OpenAsync(PostgreSqlUrl.ToConnectionString(text!));
        FileSmdpStore store = FileSmdpStore.Open(text!);
        if (store.Dropped is { } dropped) call.Say(dropped.ToString());
        return store;
    });

    /// <summary>The same for an SM-DS, which has no store in PostgreSQL.</summary>
    internal static Task<FileSmdsStore?> OpenSmdsAsync(string? text, VerbCall call) => OpenAsync(text, () =>
    {
        if (PostgreSqlUrl.IsOne(text!)) throw CommandFailure.Missing("state", "An SM-DS keeps its events in a file: a store in PostgreSQL is not built for it.");
        FileSmdsStore store = FileSmdsStore.Open(text!);
        if (store.Dropped is { } dropped) call.Say(dropped.ToString());
        return Task.FromResult(store);
    });

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

    private static async Task<T?> OpenAsync<T>(string? text, Func<Task<T>> open)
        where T : class
    {
        if (text is null) return null;
        if (text.Length == 0) throw CommandFailure.Missing("state", "--state takes the name of a file, or postgres://…, and not nothing.");
        try
        {
            return await open();
        }
        catch (Exception e) when (e is SmdpStoreException or ArgumentException or FormatException or OverflowException)
        {
            throw CommandFailure.Missing("state", FaultWords.Sentence(e), e);
        }
    }
}
