using EuiccSim.Protocol.Asn1;
using EuiccSim.Servers.Orders;
using EuiccSim.Servers.Sessions;
using EuiccSim.Servers.Storage;
using Npgsql;

namespace EuiccSim.Servers.PostgreSql;

/// <summary>One commit of an order and a session: a transaction that holds its rows for as long as it takes to write them.</summary>
internal sealed class Commit(SqlTexts sql, ProfileOrder? order, SmdpSession? session)
{
    /// <summary>False, and nothing was done, where other revisions are there.</summary>
    internal bool TryRun(NpgsqlConnection connection)
    {
        using NpgsqlTransaction transaction = connection.BeginTransaction();
        // Always in this order, so that two commits never wait for each other. Undone when it is disposed of.
        if (session is not null && !TryPut(connection, session)) return false;
        if (order is not null && !TryPut(connection, order)) return false;
        transaction.Commit();
        return true;
    }

    private bool TryPut(NpgsqlConnection connection, SmdpSession next)
    {
        byte[] id = next.Id.Octets.ToArray();
        if (next.HasEnded) return connection.Command(sql.RemoveSession, id, next.Revision).ExecuteNonQuery() == 1;
        string text = next.Revision == 1 ? sql.AddSession : sql.ChangeSession;
        string content = SqlTexts.Json(StateJson.Write(next));
        return connection.Command(text, id, next.Revision, next.ExpiresAt.ToUniversalTime(), content).ExecuteNonQuery() == 1;
    }

    private bool TryPut(NpgsqlConnection connection, ProfileOrder next)
    {
        string iccid = next.Iccid.Digits;
        using NpgsqlCommand command = connection.Command(next.Revision == 1 ? sql.AddOrder : sql.ChangeOrder,
            iccid,
            next.Revision,
            next.State.ToString(),
            next.Eid?.Digits,
            next.MatchingId is { Length: > 0 } matchingId ? SqlTexts.Text(matchingId) : null,
            next.Profile.ProfileType is { } type ? SqlTexts.Text(type) : null,
            SqlTexts.Json(StateJson.Write(next)));
        if (command.ExecuteNonQuery() != 1) return false;
        PutParts(connection, iccid, next);
        PutDeliveries(connection, iccid, next);
        return true;
    }

    // The row of the order is ours by now, so nobody else changes what belongs to it.
    private void PutParts(NpgsqlConnection connection, string iccid, ProfileOrder next)
    {
        HashSet<Octets> there = Known(connection, sql.ListParts, iccid);
        foreach (OrderPart part in OrderPart.Of(next).Span)
        {
            if (there.Remove(part.Digest)) continue;
            connection.Command(sql.AddPart, iccid, part.Digest.ToArray(), SqlTexts.Json(part.ToJson())).ExecuteNonQuery();
        }
        Remove(connection, sql.RemoveParts, iccid, there);
    }

    private void PutDeliveries(NpgsqlConnection connection, string iccid, ProfileOrder next)
    {
        HashSet<Octets> there = Known(connection, sql.ListDeliveries, iccid);
        foreach (Delivery delivery in next.Deliveries.Span)
        {
            Octets id = delivery.TransactionId.Octets;
            if (!there.Remove(id)) connection.Command(sql.AddDelivery, id.ToArray(), iccid).ExecuteNonQuery();
        }
        Remove(connection, sql.RemoveDeliveries, iccid, there);
    }

    private static HashSet<Octets> Known(NpgsqlConnection connection, string text, string iccid) =>
        [.. connection.Command(text, iccid).ReadAll(reader => Octets.Wrap(reader.GetFieldValue<byte[]>(0)))];

    private static void Remove(NpgsqlConnection connection, string text, string iccid, HashSet<Octets> keys)
    {
        if (keys.Count == 0) return;
        connection.Command(text, iccid, keys.Select(key => key.ToArray()).ToArray()).ExecuteNonQuery();
    }
}
