using EuiccSim.Protocol.Asn1;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.SmDp.Sessions;
using EuiccSim.Servers.SmDp.Storage;
using Npgsql;

namespace EuiccSim.Servers.PostgreSql;

/// <summary>One commit of an order and a session: a transaction that holds its rows for as long as it takes to write them.</summary>
internal sealed class Commit(SqlTexts sql, ProfileOrder? order, SmdpSession? session)
{
    /// <summary>False, and nothing was done, where other revisions are there.</summary>
    internal async Task<bool> TryRunAsync(NpgsqlConnection connection)
    {
        NpgsqlTransaction transaction = await connection.BeginTransactionAsync().ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            // Always in this order, so that two commits never wait for each other. Undone when it is disposed of.
            if (session is not null && !await TryPutAsync(connection, session).ConfigureAwait(false)) return false;
            if (order is not null && !await TryPutAsync(connection, order).ConfigureAwait(false)) return false;
            await transaction.CommitAsync().ConfigureAwait(false);
            return true;
        }
    }

    private async Task<bool> TryPutAsync(NpgsqlConnection connection, SmdpSession next)
    {
        byte[] id = next.Id.Octets.ToArray();
        if (next.HasEnded) return await connection.ChangeAsync(sql.RemoveSession, id, next.Revision).ConfigureAwait(false) == 1;
        string text = next.Revision == 1 ? sql.AddSession : sql.ChangeSession;
        string content = SqlTexts.Json(StateJson.Write(next));
        return await connection.ChangeAsync(text, id, next.Revision, next.ExpiresAt.ToUniversalTime(), content).ConfigureAwait(false) == 1;
    }

    private async Task<bool> TryPutAsync(NpgsqlConnection connection, ProfileOrder next)
    {
        string iccid = next.Iccid.Digits;
        int changed = await connection.ChangeAsync(next.Revision == 1 ? sql.AddOrder : sql.ChangeOrder,
            iccid,
            next.Revision,
            next.State.ToString(),
            next.Eid?.Digits,
            next.MatchingId is { Length: > 0 } matchingId ? SqlTexts.Text(matchingId) : null,
            next.Profile.ProfileType is { } type ? SqlTexts.Text(type) : null,
            SqlTexts.Json(StateJson.Write(next))).ConfigureAwait(false);
        if (changed != 1) return false;
        await PutPartsAsync(connection, iccid, next).ConfigureAwait(false);
        await PutDeliveriesAsync(connection, iccid, next).ConfigureAwait(false);
        return true;
    }

    // The row of the order is ours by now, so nobody else changes what belongs to it.
    private async Task PutPartsAsync(NpgsqlConnection connection, string iccid, ProfileOrder next)
    {
        HashSet<Octets> there = await KnownAsync(connection, sql.ListParts, iccid).ConfigureAwait(false);
        foreach (OrderPart part in OrderPart.Of(next))
        {
            if (there.Remove(part.Digest)) continue;
            await connection.ChangeAsync(sql.AddPart, iccid, part.Digest.ToArray(), SqlTexts.Json(part.ToJson())).ConfigureAwait(false);
        }
        await RemoveAsync(connection, sql.RemoveParts, iccid, there).ConfigureAwait(false);
    }

    private async Task PutDeliveriesAsync(NpgsqlConnection connection, string iccid, ProfileOrder next)
    {
        HashSet<Octets> there = await KnownAsync(connection, sql.ListDeliveries, iccid).ConfigureAwait(false);
        foreach (Delivery delivery in next.Deliveries)
        {
            Octets id = delivery.TransactionId.Octets;
            if (!there.Remove(id)) await connection.ChangeAsync(sql.AddDelivery, id.ToArray(), iccid).ConfigureAwait(false);
        }
        await RemoveAsync(connection, sql.RemoveDeliveries, iccid, there).ConfigureAwait(false);
    }

    private static async Task<HashSet<Octets>> KnownAsync(NpgsqlConnection connection, string text, string iccid) =>
        [.. await connection.ReadAllAsync(reader => Octets.Wrap(reader.GetFieldValue<byte[]>(0)), text, iccid).ConfigureAwait(false)];

    private static async Task RemoveAsync(NpgsqlConnection connection, string text, string iccid, HashSet<Octets> keys)
    {
        if (keys.Count == 0) return;
        await connection.ChangeAsync(text, iccid, keys.Select(key => key.ToArray()).ToArray()).ConfigureAwait(false);
    }
}
