using System.Security.Cryptography;
using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Servers.SmDp.Binding;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.SmDp.Storage.Json;
using EuiccSim.Servers.Storage.Json;

namespace EuiccSim.Servers.SmDp.Storage;

/// <summary>
/// A large part of an order, its profile or a binding of it: some tens of thousands of octets. A part never changes, so it is written once,
/// however often the order does; the order names it by its digest.
/// </summary>
/// <threadsafety>Immutable; safe for use by many threads.</threadsafety>
public sealed class OrderPart
{
    private OrderPart(IOrderPart value, Octets digest, int size) => (Value, Digest, Size) = (value, digest, size);

    /// <summary>SHA-256 of the part as it is written, 32 octets.</summary>
    public Octets Digest { get; }

    internal IOrderPart Value { get; }

    /// <summary>How many octets it is as it is written.</summary>
    internal int Size { get; }

    /// <summary>All parts of an order.</summary>
    /// <exception cref="JsonException">One of them could not be read as it would be written.</exception>
    public static SequenceOf<OrderPart> Of(ProfileOrder order)
    {
        List<OrderPart> parts = [Of(order.Profile)];
        foreach (Delivery delivery in order.Deliveries.Span)
            if (delivery.Binding is { } binding) parts.Add(Of(binding));
        return SequenceOf.From(parts);
    }

    /// <summary>Reads a part.</summary>
    /// <param name="json">As <see cref="ToJson"/> wrote it.</param>
    /// <exception cref="JsonException">It is none.</exception>
    public static OrderPart FromJson(Octets json)
    {
        return Named(Read(json), Octets.Wrap(SHA256.HashData(json.Span)), json.Length);
    }

    /// <summary>The part as JSON in UTF-8. It holds keys.</summary>
    public Octets ToJson() => Write(Value);

    /// <summary>Its digest, and nothing secret.</summary>
    public override string ToString() => Digest.ToString();

    /// <summary>A part that is known by this digest from now on.</summary>
    internal static OrderPart Named(IOrderPart value, Octets digest, int size) => value.Name.Keep(new(value, digest, size));

    internal static OrderPart Of(IOrderPart value)
    {
        if (value.Name.Kept is { } known) return known;
        Octets json = Write(value);
        // Once, here: what could not be read is not to be written by anybody.
        _ = Read(json);
        return Named(value, Octets.Wrap(SHA256.HashData(json.Span)), json.Length);
    }

    private static IOrderPart Read(Octets json) =>
        RecordJson.Checked(RecordJson.Read(json.Span, StateJsonContext.Instance.PartRecord), PartMapping.From);

    private static Octets Write(IOrderPart value) => RecordJson.Write(PartMapping.ToRecord(value), StateJsonContext.Instance.PartRecord);
}
