using System.Globalization;
using System.Runtime.InteropServices;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip.Forms;

/// <summary>
/// Dumps: each line has an offset, octets, and often the same as text, as xxd, hexdump -C, od and Wireshark write them. The offsets tell how many
/// octets a line has; without them the text at its end could be taken for digits.
/// </summary>
internal static class HexDump
{
    /// <summary>The octets; null if the text is no dump.</summary>
    internal static Octets? TryRead(string text)
    {
        List<byte> octets = [];
        (int Offset, string Groups)? waiting = null;
        bool isRepeated = false, hasGap = false;
        int lines = 0;
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            if (line.IsWhiteSpace()) continue;
            if (line.Trim() is "*")
            {
                isRepeated = true;
                continue;
            }
            if (TryLine(line) is not { } next || (waiting is null && next.Offset != 0)) return null;
            if (waiting is { } before && !TryAdd(octets, before.Groups, next.Offset - before.Offset, isRepeated)) return null;
            hasGap |= waiting is { Groups: var full } && OfGroups(full, true).Length > HalfLine;
            (waiting, isRepeated) = (next, false);
            lines++;
        }
        if (waiting is not { } last || last.Offset != octets.Count || (lines == 1 && !text.TrimStart().StartsWith(OneLine, StringComparison.Ordinal))) return null;
        octets.AddRange(OfGroups(last.Groups, hasGap || last.Groups.Contains('|', StringComparison.Ordinal)));
        return Octets.Of(CollectionsMarshal.AsSpan(octets));
    }

    private static (int Offset, string Groups)? TryLine(ReadOnlySpan<char> line)
    {
        int end = line.IndexOfAnyExcept(s_digits);
        if (end < 0) end = line.Length;
        bool isOffset = end is >= 4 and <= 8 && (end == line.Length || line[end] is ':' or ' ' or '\t');
        if (!isOffset || !int.TryParse(line[..end], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int offset)) return null;
        return (offset, line[end..].TrimStart(':').TrimStart().ToString());
    }

    /// <summary>Adds the octets of a line that is followed by another, and those that a star stands for.</summary>
    private static bool TryAdd(List<byte> octets, string line, int count, bool isRepeated)
    {
        if (count <= 0 || octets.Count + count > ProfileForms.Limit) return false;
        byte[] own = isRepeated ? OfGroups(line, true) : Counted(line, count);
        if (own.Length == 0 || (isRepeated ? count % own.Length != 0 : own.Length != count)) return false;
        for (int added = 0; added < count; added += own.Length) octets.AddRange(own);
        return true;
    }

    /// <summary>So many octets from the beginning, whatever stands between them.</summary>
    private static byte[] Counted(string line, int count)
    {
        string digits = string.Concat(line.Where(char.IsAsciiHexDigit).Take(2 * count));
        return count <= MostInLine && digits.Length == 2 * count ? Convert.FromHexString(digits) : [];
    }

    /// <summary>The octets up to a gap that is wider than one blank; hexdump has one in the middle, after 8 octets.</summary>
    private static byte[] OfGroups(string line, bool hasGap)
    {
        List<byte> octets = [];
        int at = 0;
        while (at + 1 < line.Length && char.IsAsciiHexDigit(line[at]) && char.IsAsciiHexDigit(line[at + 1]) && octets.Count < MostInLine)
        {
            octets.Add(byte.Parse(line.AsSpan(at, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
            at += 2;
            if (at < line.Length && line[at] is ' ' or '-') at++;
            if (hasGap && octets.Count == HalfLine && at < line.Length && line[at] == ' ') at++;
        }
        return [.. octets];
    }

    private static readonly System.Buffers.SearchValues<char> s_digits = System.Buffers.SearchValues.Create("0123456789abcdefABCDEF");
    private const int HalfLine = 8;
    private const int MostInLine = 64;

    /// <summary>What xxd begins with: a line of that alone is a dump, too.</summary>
    private const string OneLine = "00000000:";
}
