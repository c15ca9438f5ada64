using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Profiles;

/// <summary>The contents of files that differ from those of the package, by content id; and how much longer they have become.</summary>
/// <threadsafety>Immutable.</threadsafety>
internal sealed class ChangedContents : IReadOnlyCollection<KeyValuePair<int, Octets>>
{
    private readonly ImmutableDictionary<int, Octets> _contents;

    private ChangedContents(ImmutableDictionary<int, Octets> contents, int growth) => (_contents, Growth) = (contents, growth);

    internal static ChangedContents None { get; } = new(ImmutableDictionary<int, Octets>.Empty, 0);

    internal bool IsEmpty => _contents.IsEmpty;

    /// <inheritdoc/>
    public int Count => _contents.Count;

    /// <summary>The octets that all of them have more than the package gave them: only BER-TLV files grow, or shrink.</summary>
    internal int Growth { get; }

    internal bool TryGetValue(int contentId, [MaybeNullWhen(false)] out Octets content) => _contents.TryGetValue(contentId, out content);

    /// <summary>With another content of one file, which has this length now.</summary>
    internal ChangedContents With(int contentId, Octets content, int lengthBefore) =>
        new(_contents.SetItem(contentId, content), Growth + content.Length - lengthBefore);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<int, Octets>> GetEnumerator() => _contents.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
