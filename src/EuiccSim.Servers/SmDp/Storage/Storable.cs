using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.SmDp.Sessions;
using EuiccSim.Servers.SmDp.Storage.Json;
using EuiccSim.Servers.Storage;
using EuiccSim.Servers.Storage.Files;
using EuiccSim.Servers.Storage.Json;

namespace EuiccSim.Servers.SmDp.Storage;

/// <summary>
/// What every store asks before it takes anything, also the one in memory: can it be read as it will be written? It is written and read, so
/// that no rule for reading can be forgotten here. Texts that no record can hold are refused by <see cref="UnicodeText"/>.
/// </summary>
public static class Storable
{
    /// <summary>Nothing, if both can be kept.</summary>
    /// <exception cref="StateValueException">One of them cannot.</exception>
    public static void Check(ProfileOrder? order, SmdpSession? session)
    {
        if (order is not null) RecordJson.Check($"the order for {order.Iccid}", () => Check(order));
        if (session is not null) RecordJson.Check($"the session {session.Id}", () => StateJson.ReadSession(StateJson.Write(session)));
    }

    private static ProfileOrder Check(ProfileOrder order)
    {
        CheckName(order.MatchingId, "MatchingID");
        CheckName(order.Profile.ProfileType, "profile type");
        Dictionary<Octets, OrderPart> parts = [];
        foreach (OrderPart part in OrderPart.Of(order).Span) parts[part.Digest] = part;
        Octets written = StateJson.Write(order);
        long size = written.Length + parts.Values.Sum(part => (long)part.Size);
        if (size > MaximumSize) throw new JsonException($"it would have {size} octets; there is room for {MaximumSize}");
        return StateJson.ReadOrder(written, digest => parts[digest]);
    }

    // SGP.22 v2.5 §5.3.2 has MatchingIDs of up to 255 characters; an index of a database takes no text of any length.
    private static void CheckName(string? name, string what)
    {
        if (name?.Length > MaximumName) throw new JsonException($"its {what} has {name.Length} characters, and may have {MaximumName}");
    }

    private const int MaximumName = 255;
    // With the names of the parts, and what a log's record has besides.
    private const int MaximumSize = RecordFormat.MaximumContent - 4096;
}
