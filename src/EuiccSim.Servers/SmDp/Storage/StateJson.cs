using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.SmDp.Sessions;
using EuiccSim.Servers.SmDp.Storage.Json;
using EuiccSim.Servers.Storage.Json;

namespace EuiccSim.Servers.SmDp.Storage;

/// <summary>Writes orders and sessions as JSON in UTF-8, for stores, and reads them. Octets are in base64, identifiers as everywhere.</summary>
/// <remarks>What is written is secret: see <see cref="ISmdpStore"/>.</remarks>
public static class StateJson
{
    /// <summary>The version of what is written. Another version of it is not understood.</summary>
    public const int Version = 1;

    /// <summary>An order, without its parts, which it names by their digests.</summary>
    public static Octets Write(ProfileOrder order) => RecordJson.Write(OrderMapping.ToRecord(order), StateJsonContext.Instance.OrderRecord);

    /// <summary>Reads an order.</summary>
    /// <param name="json">As it was written.</param>
    /// <param name="findPart">Gives the part with a digest; asked once for each.</param>
    /// <exception cref="JsonException">It is no order, or a part is of another kind than it should be.</exception>
    public static async ValueTask<ProfileOrder> ReadOrderAsync(Octets json, Func<Octets, ValueTask<OrderPart>> findPart)
    {
        OrderRecord record = RecordJson.Read(json.Span, StateJsonContext.Instance.OrderRecord);
        Dictionary<Octets, OrderPart> parts = [];
        foreach (Octets digest in OrderMapping.PartsOf(record))
            if (!parts.ContainsKey(digest)) parts.Add(digest, await findPart(digest).ConfigureAwait(false));
        return RecordJson.Checked(record, record => OrderMapping.From(record, digest => parts[digest]));
    }

    /// <summary>Reads an order whose parts are there.</summary>
    internal static ProfileOrder ReadOrder(Octets json, Func<Octets, OrderPart> findPart) =>
        RecordJson.Checked(RecordJson.Read(json.Span, StateJsonContext.Instance.OrderRecord), record => OrderMapping.From(record, findPart));

    /// <summary>A session.</summary>
    public static Octets Write(SmdpSession session) => RecordJson.Write(SessionMapping.ToRecord(session), StateJsonContext.Instance.SessionRecord);

    /// <summary>Reads a session.</summary>
    /// <param name="json">As it was written.</param>
    /// <exception cref="JsonException">It is none.</exception>
    public static SmdpSession ReadSession(Octets json) =>
        RecordJson.Checked(RecordJson.Read(json.Span, StateJsonContext.Instance.SessionRecord), SessionMapping.From);

    /// <summary>What a session is read as once it was written. Its certificate was read from what is written of it, and is not read again.</summary>
    internal static SmdpSession Reread(SmdpSession session)
    {
        RspCertificate? certificate = (session.State as RspSession.WithEuicc)?.EuiccCertificate;
        SessionRecord record = SessionMapping.ToRecord(session, _ => []);
        return RecordJson.Reread(record, StateJsonContext.Instance.SessionRecord, read => SessionMapping.From(read, _ => certificate!));
    }
}
