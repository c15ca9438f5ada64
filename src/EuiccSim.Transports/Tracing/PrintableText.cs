using System.Globalization;
using System.Text;

namespace EuiccSim.Transports.Tracing;

/// <summary>
/// Text as a terminal may have it. Names, messages and addresses come from cards, servers and files, and can hold anything: what moves the
/// cursor, turns the direction of writing or cannot be seen is shown as "\u001B". In JSON this is the same text.
/// </summary>
public static class PrintableText
{
    /// <summary>The text without such characters; line feeds stay only if they are ours.</summary>
    /// <param name="text">The text.</param>
    /// <param name="keepsLineFeeds">True for text of our own, with line feeds.</param>
    public static string Of(ReadOnlySpan<char> text, bool keepsLineFeeds = false)
    {
        int first = IndexOfUnprintable(text, keepsLineFeeds);
        if (first < 0) return text.ToString();
        StringBuilder shown = new(text.Length + 16);
        while (first >= 0)
        {
            int length = Math.Max(LengthAt(text[first..]), 1);
            shown.Append(text[..first]);
            foreach (char one in text.Slice(first, length)) shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)one:X4}");
            text = text[(first + length)..];
            first = IndexOfUnprintable(text, keepsLineFeeds);
        }
        return shown.Append(text).ToString();
    }

    private static int IndexOfUnprintable(ReadOnlySpan<char> text, bool keepsLineFeeds)
    {
        for (int at = 0; at < text.Length;)
        {
            // Most text is this.
            if (text[at] is >= ' ' and <= '~' || (keepsLineFeeds && IsLineEnd(text[at..])))
            {
                at++;
                continue;
            }
            if (Rune.DecodeFromUtf16(text[at..], out Rune rune, out int length) != System.Buffers.OperationStatus.Done) return at;
            if (IsUnprintable(Rune.GetUnicodeCategory(rune))) return at;
            at += length;
        }
        return -1;
    }

    private static bool IsLineEnd(ReadOnlySpan<char> text) => text[0] == '\n' || text.StartsWith("\r\n");

    private static int LengthAt(ReadOnlySpan<char> text)
    {
        Rune.DecodeFromUtf16(text, out _, out int length);
        return length;
    }

    private static bool IsUnprintable(UnicodeCategory category) => category is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate;
}
