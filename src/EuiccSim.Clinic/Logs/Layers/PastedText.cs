using System.Text;
using System.Text.Unicode;

namespace EuiccSim.Clinic.Logs.Layers;

/// <summary>Octets become lines: byte order mark, UTF-16, another code page, CR LF, lone CR.</summary>
internal static class PastedText
{
    /// <summary>The lines that are not blank, and how many there are with those that are.</summary>
    internal static List<LogLine> Split(ReadOnlySpan<byte> octets, Action<string> wrapper, out int count)
    {
        string text = Decode(octets, wrapper);
        if (text.Contains('\0', StringComparison.Ordinal)) text = text.Replace("\0", "", StringComparison.Ordinal);
        bool byReturn = !text.Contains('\n', StringComparison.Ordinal);
        char end = byReturn ? '\r' : '\n';
        List<LogLine> lines = [];
        count = 0;
        bool hasReturns = false;
        for (int start = 0; start < text.Length;)
        {
            int at = text.IndexOf(end, start);
            if (at < 0) at = text.Length;
            hasReturns |= at > start && text[at - 1] == '\r' && at < text.Length;
            AddParts(lines, text.AsSpan(start, at - start), ++count);
            start = at + 1;
        }
        if (byReturn && count > 1) wrapper("cr");
        else if (hasReturns) wrapper("crlf");
        return lines;
    }

    /// <summary>A terminal writes CR where it begins a line anew: what stands behind it is a line of its own, with the same number.</summary>
    private static void AddParts(List<LogLine> lines, ReadOnlySpan<char> line, int number)
    {
        foreach (Range part in line.Split('\r'))
        {
            ReadOnlySpan<char> one = line[part];
            if (!one.IsWhiteSpace()) lines.Add(new(number, number, one.ToString()));
        }
    }

    private static string Decode(ReadOnlySpan<byte> octets, Action<string> wrapper)
    {
        if (octets.StartsWith(s_utf8Mark))
        {
            wrapper("bom");
            octets = octets[3..];
        }
        if (octets.StartsWith(s_littleMark) || octets.StartsWith(s_bigMark))
        {
            wrapper("utf-16");
            return (octets[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(octets[2..]);
        }
        if (LooksWide(octets) is { } wide)
        {
            wrapper("utf-16");
            return wide.GetString(octets);
        }
        if (Utf8.IsValid(octets)) return Encoding.UTF8.GetString(octets);
        // Whichever code page it is, what counts is in ASCII, and each octet stays one character. A text cut within a character is UTF-8 all the same.
        if (octets.Length > 3 && Utf8.IsValid(octets[..^1]) | Utf8.IsValid(octets[..^2]) | Utf8.IsValid(octets[..^3])) return Encoding.UTF8.GetString(octets);
        wrapper("code-page");
        return Encoding.Latin1.GetString(octets);
    }

    private static Encoding? LooksWide(ReadOnlySpan<byte> octets)
    {
        ReadOnlySpan<byte> head = octets[..Math.Min(octets.Length, 4096)];
        Span<int> zeros = stackalloc int[2];
        for (int at = 0; at < head.Length; at++)
        {
            if (head[at] == 0) zeros[at % 2]++;
        }
        if (head.Length < 8) return null;
        if (zeros[1] > head.Length / 3 && zeros[0] < head.Length / 16) return Encoding.Unicode;
        return zeros[0] > head.Length / 3 && zeros[1] < head.Length / 16 ? Encoding.BigEndianUnicode : null;
    }

    private static readonly byte[] s_utf8Mark = [0xEF, 0xBB, 0xBF];
    private static readonly byte[] s_littleMark = [0xFF, 0xFE];
    private static readonly byte[] s_bigMark = [0xFE, 0xFF];
}
