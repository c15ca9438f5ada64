using System.Formats.Asn1;

namespace EuiccSim.Protocol.Asn1;

/// <summary>
/// Cuts octets into the TLVs that they consist of, also where one of them has a wrong length: of all ways to cut, the one that leaves the least that
/// cannot be read. The same for the entries of a list and for the fields of an entry.
/// </summary>
internal sealed class TlvCut
{
    private readonly Octets _octets;
    private readonly Func<Octets, TlvLook> _look;
    private readonly int _states;
    private readonly int[] _required;

    private TlvCut(Octets octets, IReadOnlyList<bool> fields, Func<Octets, TlvLook> look)
    {
        _octets = octets;
        _look = look;
        // Order costs memory; for what no card sends, it does not count.
        _states = octets.Length <= LongestInOrder ? fields.Count + 1 : 1;
        _required = new int[_states];
        for (int field = 1; field < _states; field++) _required[field] = _required[field - 1] + (fields[field - 1] ? 1 : 0);
    }

    /// <summary>Cuts.</summary>
    /// <param name="octets">All of them.</param>
    /// <param name="fields">The fields that there can be, one after the other, true for those that are not OPTIONAL; none for entries, which are all alike.</param>
    /// <param name="look">Looks at octets that may begin with a field or an entry.</param>
    internal static List<TlvPiece> Cut(Octets octets, IReadOnlyList<bool> fields, Func<Octets, TlvLook> look) =>
        TryWalk(octets, fields, look) ?? new TlvCut(octets, fields, look).FindBest();

    /// <summary>The octets of the TLV at the beginning, in any form of BER; 0 if there is none.</summary>
    internal static int SizeOf(Octets octets)
    {
        try
        {
            ReadOnlySpan<byte> span = octets.Span;
            // The end of an indefinite length is searched for at every octet: without a limit, twice the octets would take four times as long.
            bool isIndefinite = Asn1Tag.TryDecode(span, out _, out int tag) && tag < span.Length && span[tag] == Indefinite;
            if (isIndefinite && span.Length > LongestIndefinite) span = span[..LongestIndefinite];
            return AsnDecoder.TryReadEncodedValue(span, AsnEncodingRules.BER, out _, out _, out _, out int size) ? size : 0;
        }
        catch (AsnContentException)
        {
            // An indefinite length that nothing ends.
            return 0;
        }
    }

    /// <summary>The usual list: one good entry after the other. Or fields that are all there and good, and only in another order.</summary>
    private static List<TlvPiece>? TryWalk(Octets octets, IReadOnlyList<bool> fields, Func<Octets, TlvLook> look)
    {
        List<TlvPiece> pieces = [];
        HashSet<int> seen = [];
        for (Octets rest = octets; !rest.IsEmpty; rest = rest.Slice(pieces[^1].Encoded.Length))
        {
            TlvLook first = look(rest);
            bool isNew = seen.Add(first.Field) || fields.Count == 0;
            if (first.Read != TlvRead.Good || !isNew) return null;
            pieces.Add(new(rest.Slice(0, first.Size), true));
        }
        bool isComplete = Enumerable.Range(0, fields.Count).All(field => seen.Contains(field) || !fields[field]);
        return isComplete ? pieces : null;
    }

    private List<TlvPiece> FindBest()
    {
        int length = _octets.Length;
        // From a place on, after a field: what the rest costs at least, and how it goes on. And the best place to go on at after what is broken.
        int[,] cost = new int[length + 1, _states], next = new int[length + 1, _states], resume = new int[length + 1, _states];
        bool[] tails = new bool[length + 1];
        tails[length] = true;
        for (int state = 0; state < _states; state++) (resume[length, state], cost[length, state]) = (length, Missing * (_required[^1] - _required[state]));
        for (int at = length - 1; at >= 0; at--)
        {
            TlvLook look = _look(_octets.Slice(at));
            bool isLikely = !look.IsKnown && look.Size > 0 && _octets[at] >= FirstOfOtherClasses;
            tails[at] = isLikely && tails[at + look.Size];
            for (int state = 0; state < _states; state++)
            {
                int after = After(look, state), order = Order(look, state, after), resumed = resume[at + 1, after];
                int lost = order + Broken + (look.IsKnown ? 0 : Nameless);
                (cost[at, state], next[at, state]) = (lost + (Octet * (resumed - at)) + cost[resumed, after], -resumed);
                if (look.Size == 0) continue;
                int end = at + look.Size;
                int whole = cost[end, after] + (look.IsKnown ? order + Whole(look) : (isLikely ? Unknown : lost) + (Octet * look.Size));
                if (tails[at]) whole = cost[length, state];
                if (whole <= cost[at, state]) (cost[at, state], next[at, state]) = (whole, end);
            }
            for (int state = 0; state < _states; state++)
            {
                int later = resume[at + 1, state];
                bool isBest = look.IsKnown && cost[at, state] + (Octet * at) <= cost[later, state] + (Octet * later);
                resume[at, state] = isBest ? at : later;
            }
        }
        return Follow(next);
    }

    private List<TlvPiece> Follow(int[,] next)
    {
        List<TlvPiece> pieces = [];
        int state = 0;
        for (int at = 0; at < _octets.Length;)
        {
            TlvLook look = _look(_octets.Slice(at));
            int to = next[at, state];
            state = After(look, state);
            pieces.Add(new(_octets.Slice(at, Math.Abs(to) - at), to > 0));
            at = Math.Abs(to);
        }
        return pieces;
    }

    private int After(TlvLook look, int state) => look.IsKnown ? Math.Min(look.Field + 1, _states - 1) : state;

    /// <summary>What it costs that fields are passed over, or that one stands behind those that it must precede.</summary>
    private int Order(TlvLook look, int state, int after)
    {
        if (!look.IsKnown || _states == 1) return 0;
        return after <= state ? OutOfOrder : Missing * (_required[after - 1] - _required[state]);
    }

    private static int Whole(TlvLook look) => look.Read switch
    {
        TlvRead.Good => -Good,
        TlvRead.Odd => Odd,
        _ => Unreadable + (Octet * look.Size),
    };

    // What a way to cut costs: most what is broken, less what is whole and cannot be read, a little its octets. What can be read is worth something. A tag of the universal class that is
    // not known is rather a length, or a part of a value.
    private const int Octet = 10, Good = 100, Odd = 300, Unreadable = 50, Broken = 400, Nameless = 300, Unknown = 200, OutOfOrder = 600, Missing = 300;
    private const int FirstOfOtherClasses = 0x40;
    private const int LongestInOrder = 1 << 14;
    private const byte Indefinite = 0x80;

    // More than an entry with its icon or its certificates; no card is known that sends one of this form.
    private const int LongestIndefinite = 1 << 12;
}

/// <summary>A TLV, or what is left of one.</summary>
/// <param name="Encoded">Its octets.</param>
/// <param name="IsWhole">False if its length is wrong.</param>
internal readonly record struct TlvPiece(Octets Encoded, bool IsWhole);

/// <summary>What octets begin with.</summary>
/// <param name="Field">The number of the field whose tag it is; 0 for an entry, -1 for what is not known.</param>
/// <param name="Size">The octets of the TLV; 0 if it is not whole.</param>
/// <param name="Read">Whether it can be read.</param>
internal readonly record struct TlvLook(int Field, int Size, TlvRead Read)
{
    internal bool IsKnown => Field >= 0;
}

/// <summary>Whether a TLV can be read.</summary>
internal enum TlvRead
{
    /// <summary>Not at all.</summary>
    Not,

    /// <summary>Yes, but it is not of the right size.</summary>
    Odd,

    /// <summary>As the standard has it.</summary>
    Good,
}
