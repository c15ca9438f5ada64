using System.Text;

namespace EuiccSim.Clinic.Logs.Layers;

/// <summary>Colours of a terminal: with ESC, with ESC written out (^[, \u001b, \x1b, \033, \e), or with ESC lost.</summary>
internal sealed class AnsiLayer : ILogLayer
{
    public string Name => "ansi";

    public bool Peel(List<LogLine> lines)
    {
        bool any = false;
        for (int at = 0; at < lines.Count; at++)
        {
            string text = lines[at].Text;
            if (!text.Contains('[', StringComparison.Ordinal) && !text.Contains('\u001b', StringComparison.Ordinal)) continue;
            string clean = Strip(text);
            if (clean.Length == text.Length) continue;
            lines[at] = lines[at] with { Text = clean };
            any = true;
        }
        return any;
    }

    private static string Strip(string text)
    {
        StringBuilder clean = new(text.Length);
        for (int at = 0; at < text.Length;)
        {
            int length = SequenceAt(text, at);
            if (length == 0) clean.Append(text[at++]);
            else at += length;
        }
        return clean.ToString();
    }

    private static int SequenceAt(string text, int at)
    {
        int escape = text[at] == '\u001b' ? 1 : 0;
        if (escape == 0 && text[at] is '^' or '\\')
        {
            foreach (string written in s_written)
            {
                if (string.CompareOrdinal(text, at, written, 0, written.Length) == 0) escape = written.Length;
            }
        }
        if (escape == 0 && text[at] != '[') return 0;
        int bracket = at + escape;
        if (bracket >= text.Length || text[bracket] != '[') return text[at] == '\u001b' ? 1 : 0;
        int end = bracket + 1;
        while (end < text.Length && end < bracket + LongestSequence && (char.IsAsciiDigit(text[end]) || text[end] is ';' or '?')) end++;
        if (end >= text.Length) return 0;
        // Without ESC a colour alone is one: "[12ms]" is none.
        if (escape == 0 && (text[end] != 'm' || end == bracket + 1 || IsMilliseconds(text, end))) return 0;
        return char.IsAsciiLetter(text[end]) ? end + 1 - at : 0;
    }

    private static bool IsMilliseconds(string text, int at) => at + 1 < text.Length && text[at + 1] == 's' && (at + 2 >= text.Length || !char.IsAsciiLetter(text[at + 2]));

    private static readonly string[] s_written = ["^[", "\\u001b", "\\u001B", "\\x1b", "\\x1B", "\\033", "\\e"];
    private const int LongestSequence = 16;
}

/// <summary>Something that stands around a producer's lines.</summary>
internal interface ILogLayer
{
    /// <summary>What it is called.</summary>
    string Name { get; }

    /// <summary>Peels it off.</summary>
    /// <returns>False if it is not there.</returns>
    bool Peel(List<LogLine> lines);
}
