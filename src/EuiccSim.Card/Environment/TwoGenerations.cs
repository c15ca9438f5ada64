using System.Diagnostics.CodeAnalysis;

namespace EuiccSim.Card;

/// <summary>
/// Remembers the values that were asked for last. What is new is young; when the young are so many as may be, they become the old ones, and
/// the old ones are forgotten, but for those that are asked for again meanwhile.
/// </summary>
/// <param name="capacity">The most entries of one generation: there are at most twice as many.</param>
/// <threadsafety>Safe for use by many threads.</threadsafety>
internal sealed class TwoGenerations<TKey, TValue>(int capacity)
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private Dictionary<TKey, TValue> _young = [];
    private Dictionary<TKey, TValue> _old = [];

    /// <summary>The number of values that are remembered.</summary>
    internal int Count
    {
        get
        {
            lock (_gate) return _young.Count + _old.Count;
        }
    }

    internal bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        lock (_gate)
        {
            if (_young.TryGetValue(key, out value)) return true;
            if (!_old.Remove(key, out value)) return false;
            Add(key, value);
            return true;
        }
    }

    internal void Set(TKey key, TValue value)
    {
        lock (_gate)
        {
            _old.Remove(key);
            Add(key, value);
        }
    }

    private void Add(TKey key, TValue value)
    {
        if (_young.Count >= capacity && !_young.ContainsKey(key)) (_young, _old) = ([], _young);
        _young[key] = value;
    }
}
