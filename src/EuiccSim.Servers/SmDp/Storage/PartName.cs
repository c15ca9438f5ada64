namespace EuiccSim.Servers.SmDp.Storage;

/// <summary>
/// How a part of an order is called, for the part to keep: its digest costs as much as writing it down, and is asked for at each change of the order.
/// A name is nothing of the value, so any two are equal.
/// </summary>
/// <threadsafety>Safe for use by many threads: two that ask at once compute the same.</threadsafety>
internal struct PartName : IEquatable<PartName>
{
    private OrderPart? _part;

    /// <summary>Null as long as nobody asked.</summary>
    internal OrderPart? Kept => Volatile.Read(ref _part);

    internal OrderPart Keep(OrderPart part)
    {
        Volatile.Write(ref _part, part);
        return part;
    }

    /// <inheritdoc/>
    public readonly bool Equals(PartName other) => true;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is PartName;

    /// <inheritdoc/>
    public override readonly int GetHashCode() => 0;
}
