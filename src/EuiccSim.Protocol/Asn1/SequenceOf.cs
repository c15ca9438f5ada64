using System.Collections;
using System.Runtime.CompilerServices;

namespace EuiccSim.Protocol.Asn1;

/// <summary>A SEQUENCE OF: an immutable list with value equality. Write one as a collection expression, <c>[a, b]</c>.</summary>
/// <typeparam name="T">The element.</typeparam>
[CollectionBuilder(typeof(SequenceOf), nameof(SequenceOf.Create))]
public sealed class SequenceOf<T> : IReadOnlyList<T>, IEquatable<SequenceOf<T>>
{
    private readonly T[] _items;

    internal SequenceOf(T[] items) => _items = items;

    /// <summary>No element.</summary>
    public static SequenceOf<T> Empty { get; } = new([]);

    /// <summary>The number of elements.</summary>
    public int Count => _items.Length;

    /// <summary>The element at a position.</summary>
    public T this[int index] => _items[index];

    /// <summary>The elements.</summary>
    public ReadOnlySpan<T> Span => _items;

    /// <inheritdoc/>
    public bool Equals(SequenceOf<T>? other) => other is not null && _items.AsSpan().SequenceEqual(other._items);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SequenceOf<T>);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (T item in _items) hash.Add(item);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public override string ToString() => $"[{string.Join(", ", _items)}]";
}

/// <summary>Makes <see cref="SequenceOf{T}"/> values.</summary>
public static class SequenceOf
{
    /// <summary>The elements in this order.</summary>
    public static SequenceOf<T> Create<T>(ReadOnlySpan<T> items) => items.IsEmpty ? SequenceOf<T>.Empty : new(items.ToArray());

    /// <summary>The elements in this order.</summary>
    public static SequenceOf<T> From<T>(IEnumerable<T> items) => new([.. items]);
}
