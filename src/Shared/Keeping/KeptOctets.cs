using System.Buffers;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Keeping;

/// <summary>
/// Octets as they are kept: whole, or, beside others of the same length that are kept anyway, as what differs from those. Packages of two subscribers
/// differ in some tens of octets out of thousands.
/// </summary>
/// <threadsafety>Immutable.</threadsafety>
internal readonly struct KeptOctets : IEquatable<KeptOctets>
{
    private readonly Octets _octets;
    private readonly byte[]? _differences;

    private KeptOctets(Octets octets, byte[]? differences) => (_octets, _differences) = (octets, differences);

    internal int Length => _octets.Length;

    /// <summary>False if it takes another's octets to tell these.</summary>
    internal bool IsWhole => _differences is null;

    /// <summary>The octets; made anew each time unless they are kept whole.</summary>
    internal Octets Whole => _differences is null ? _octets : Apply(_differences);

    /// <summary>These very octets, without a copy.</summary>
    internal static KeptOctets Of(Octets octets) => new(octets, null);

    /// <summary>The same octets, as what differs from others, which will be kept alive; unchanged where that is much.</summary>
    internal KeptOctets Beside(Octets others)
    {
        ReadOnlySpan<byte> whole = Whole.Span, other = others.Span;
        if (!IsWhole || whole.Length != other.Length || whole.Overlaps(other)) return this;
        ArrayBufferWriter<byte> differences = new();
        int told = 0, most = whole.Length / MostDifferences;
        for (int at = NextDifference(whole, other, 0); at < whole.Length;)
        {
            int end = EndOfDifference(whole, other, at);
            WriteNumber(differences, at - told);
            WriteNumber(differences, end - at);
            differences.Write(whole[at..end]);
            if (differences.WrittenCount > most) return this;
            told = end;
            at = NextDifference(whole, other, end);
        }
        return new(others, differences.WrittenSpan.ToArray());
    }

    /// <inheritdoc/>
    public bool Equals(KeptOctets other) => Length == other.Length && Whole == other.Whole;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is KeptOctets other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Whole.GetHashCode();

    private Octets Apply(ReadOnlySpan<byte> differences)
    {
        byte[] octets = _octets.ToArray();
        for (int at = 0; !differences.IsEmpty;)
        {
            at += ReadNumber(ref differences);
            int length = ReadNumber(ref differences);
            differences[..length].CopyTo(octets.AsSpan(at));
            differences = differences[length..];
            at += length;
        }
        return Octets.Wrap(octets);
    }

    private static int NextDifference(ReadOnlySpan<byte> whole, ReadOnlySpan<byte> other, int from) =>
        from + whole[from..].CommonPrefixLength(other[from..]);

    /// <summary>Some equal octets in between cost less than another difference.</summary>
    private static int EndOfDifference(ReadOnlySpan<byte> whole, ReadOnlySpan<byte> other, int from)
    {
        int end = from + 1;
        for (int at = end; at < whole.Length && at - end < ShortestGap; at++)
        {
            if (whole[at] != other[at]) end = at + 1;
        }
        return end;
    }

    /// <summary>Seven bits in an octet, the lowest first; bit 8 says that more follow.</summary>
    private static void WriteNumber(ArrayBufferWriter<byte> writer, int number)
    {
        for (; number >= 0x80; number >>= 7) writer.Write([(byte)((number & 0x7F) | 0x80)]);
        writer.Write([(byte)number]);
    }

    private static int ReadNumber(ref ReadOnlySpan<byte> octets)
    {
        int number = 0, shift = 0;
        while (true)
        {
            byte next = octets[0];
            octets = octets[1..];
            number |= (next & 0x7F) << shift;
            if (next < 0x80) return number;
            shift += 7;
        }
    }

    private const int ShortestGap = 4;

    // Of the whole, the fourth part: with more it is rather another kind of package.
    private const int MostDifferences = 4;
}
