using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip.Templates;

/// <summary>A rule that fills a file, or each record of it, from its first octet to its last. SAIP §8.3.4, TS 102 222 §6.3.2.2.2.</summary>
/// <param name="Start">What the content begins with; in a repeated pattern, all of it.</param>
/// <param name="End">What it ends with.</param>
/// <param name="IsRepeated">True: <paramref name="Start"/> again and again; false: the last octet of it is.</param>
public sealed record ContentPattern(Octets Start, Octets End, bool IsRepeated)
{
    /// <summary>'FF' throughout: what holds where nothing else is said.</summary>
    public static ContentPattern Erased { get; } = Fill(Octets.FromHex("FF"));

    /// <summary>A fillPattern: the octets once, then the last of them to the end.</summary>
    public static ContentPattern Fill(Octets pattern) => new(pattern, Octets.Empty, false);

    /// <summary>A repeatPattern: the octets again and again.</summary>
    public static ContentPattern Repeat(Octets pattern) => new(pattern, Octets.Empty, true);

    /// <summary>A pattern as the annex writes it: "0A", "07FF...FF", "FF...FF0000000001FFFF"; "FFFFFF0000*" is a repeated one.</summary>
    public static ContentPattern Parse(string text)
    {
        if (text[^1] == '*') return Repeat(Octets.FromHex(text[..^1]));
        int dots = text.IndexOf("...", StringComparison.Ordinal);
        return dots < 0 ? Fill(Octets.FromHex(text)) : new(Octets.FromHex(text[..dots]), Octets.FromHex(text[(dots + 3)..]), false);
    }

    /// <summary>Fills a transparent file or one record. A pattern that is too long is cut at the end.</summary>
    public void Apply(Span<byte> unit) => Apply(unit, 0, unit.Length);

    /// <summary>Fills a part of a transparent file or of one record.</summary>
    /// <param name="part">The part.</param>
    /// <param name="offset">Where in the whole it begins.</param>
    /// <param name="length">The octets of the whole.</param>
    public void Apply(Span<byte> part, int offset, int length)
    {
        ReadOnlySpan<byte> start = Start.Span;
        if (IsRepeated)
        {
            int from = offset % start.Length;
            Place(start, part, -from);
            for (int at = start.Length - from; at < part.Length; at += start.Length) Place(start, part, at);
            return;
        }
        part.Fill(start[^1]);
        Place(start, part, -offset);
        int end = Math.Max(start.Length, length - End.Length);
        if (end < length) Place(End.Span[..Math.Min(End.Length, length - end)], part, end - offset);
    }

    /// <summary>Copies as much of octets as lies in a part, where they begin at a position of it that may be before it.</summary>
    internal static void Place(ReadOnlySpan<byte> octets, Span<byte> part, int at)
    {
        int from = Math.Max(0, -at);
        int count = Math.Min(octets.Length - from, part.Length - Math.Max(0, at));
        if (count > 0) octets.Slice(from, count).CopyTo(part[Math.Max(0, at)..]);
    }
}
