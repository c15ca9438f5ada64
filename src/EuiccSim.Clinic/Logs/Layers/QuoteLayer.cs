namespace EuiccSim.Clinic.Logs.Layers;

/// <summary>
/// Quote marks of an answer in a forum. "> " also begins a command of scriptor, of a recording and a header of curl: there answers begin with "&lt;" at the
/// same depth, and a quotation has its answers inside.
/// </summary>
internal sealed class QuoteLayer : ILogLayer
{
    public string Name => "quote-gt";

    public bool Peel(List<LogLine> lines)
    {
        bool answers = lines.Exists(one => IsAnswer(one.Text));
        bool any = false;
        for (int start = 0; start < lines.Count;)
        {
            int end = start;
            while (end < lines.Count && IsMarked(lines[end].Text)) end++;
            if (end == start)
            {
                start++;
                continue;
            }
            if (IsQuotation(lines, start, end, answers))
            {
                any = true;
                for (int at = start; at < end; at++) lines[at] = lines[at] with { Text = Unmarked(lines[at].Text) };
            }
            start = end;
        }
        return any;
    }

    private static bool IsQuotation(List<LogLine> lines, int start, int end, bool answers)
    {
        if (!answers) return true;
        bool conversation = start > 0 && IsAnswer(lines[start - 1].Text) || end < lines.Count && IsAnswer(lines[end].Text);
        bool commands = true;
        for (int at = start; at < end; at++)
        {
            string inner = Unmarked(lines[at].Text);
            if (IsAnswer(inner)) return true;
            commands &= IsCommand(inner);
        }
        return !conversation && !commands;
    }

    private static bool IsAnswer(string text) => text.TrimStart() is ['<', ' ' or '!', ..] or "<" || text.TrimStart().Begins("<-") || text.TrimStart().Begins("<< ") || text.TrimStart().Begins("<=")
        || text.TrimStart() is ['<', _, ..] word && char.IsAsciiHexDigit(word[1]);

    // libqmi's ">>>>>>" is no quotation, nor are gp's ">> " in front of octets.
    private static bool IsMarked(string text) => text.TrimStart() is ['>', ..] line && !line.Begins(">>>>");

    private static bool IsCommand(string line) => line.TrimStart('>', ' ') is var text && (string.IsNullOrWhiteSpace(text) || text.IsOnlyHex() || text.Trim() is "RESET" or "reset"
        || text.Has(" HTTP/") || text.IndexOf(": ", StringComparison.Ordinal) is > 0 and < 40 && !text.AsSpan(0, text.IndexOf(": ", StringComparison.Ordinal)).Contains(' '));

    private static string Unmarked(string text)
    {
        string line = text.TrimStart();
        return line.Length > 1 && line[1] == ' ' ? line[2..] : line[1..];
    }
}
