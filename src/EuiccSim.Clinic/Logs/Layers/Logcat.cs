namespace EuiccSim.Clinic.Logs.Layers;

/// <summary>logcat -v threadtime: "MM-DD HH:MM:SS.mmm PID TID D TAG: ", also with the year, microseconds and the user.</summary>
internal sealed class LogcatThreadtime : ILineWrapper
{
    public string Name => "logcat-threadtime";

    public bool TryPeel(LogLine line, out LogLine inner)
    {
        inner = line;
        if (!LogcatParts.TryTime(line.Text, out int at)) return false;
        string text = line.Text;
        int first = NumberAt(text, ref at);
        int second = NumberAt(text, ref at);
        if (first < 0) at = SkipName(text, at);
        if (first < 0 && second < 0) (first, second) = (NumberAt(text, ref at), NumberAt(text, ref at));
        if (second < 0) return false;
        // A third number: the first was the user.
        if (NumberAt(text, ref at) is >= 0 and int third) (first, second) = (second, third);
        if (!LogcatParts.IsLevel(text, at) || at + 1 >= text.Length || text[at + 1] != ' ') return false;
        return LogcatParts.TryTag(line, at + 2, $"{first}-{second}", out inner);
    }

    private static int NumberAt(string text, ref int at)
    {
        int value = text.Number(at, out int end);
        if (value < 0 || end >= text.Length || text[end] != ' ') return -1;
        at = LogcatParts.SkipSpaces(text, end);
        return value;
    }

    private static int SkipName(string text, int at)
    {
        int end = text.IndexOf(' ', at);
        return end < 0 ? text.Length : LogcatParts.SkipSpaces(text, end);
    }
}

/// <summary>logcat -v brief and -v time: "D/TAG( PID): ", with a date before it or not.</summary>
internal sealed class LogcatBrief : ILineWrapper
{
    public string Name => "logcat-brief";

    public bool TryPeel(LogLine line, out LogLine inner)
    {
        inner = line;
        string text = line.Text;
        int at = LogcatParts.TryTime(text, out int end) ? end : 0;
        if (!LogcatParts.IsLevel(text, at) || at + 2 >= text.Length || text[at + 1] != '/') return false;
        int close = text.IndexOf("): ", at, StringComparison.Ordinal);
        int open = close < 0 ? -1 : text.LastIndexOf('(', close);
        if (open < at || close - open > 12 || !int.TryParse(text.AsSpan(open + 1, close - open - 1).Trim(), out int process)) return false;
        inner = line.With(text.AsSpan(close + 3)) with { Source = $"{process}", Stamp = at > 0 ? text[..at].Trim() : null };
        return true;
    }
}

/// <summary>What Android Studio shows: "DATE PID-TID/PACKAGE D/TAG: ", and later "DATE PID-TID TAG PACKAGE D ".</summary>
internal sealed class LogcatStudio : ILineWrapper
{
    public string Name => "logcat-studio";

    public bool TryPeel(LogLine line, out LogLine inner)
    {
        inner = line;
        string text = line.Text;
        if (!LogcatParts.TryTime(text, out int at)) return false;
        int process = text.Number(at, out int end);
        if (process < 0 || end >= text.Length || text[end] != '-') return false;
        int thread = text.Number(end + 1, out end);
        if (thread < 0 || end >= text.Length) return false;
        string source = $"{process}-{thread}";
        if (text[end] == '/')
        {
            int level = text.IndexOf(' ', end) + 1;
            if (level == 0 || !LogcatParts.IsLevel(text, level) || level + 1 >= text.Length || text[level + 1] != '/') return false;
            return LogcatParts.TryTag(line, level + 2, source, out inner);
        }
        foreach (string mark in s_levels)
        {
            int level = text.IndexOf(mark, end, StringComparison.Ordinal);
            if (level < 0 || level > end + 120) continue;
            inner = line.With(text.AsSpan(level + mark.Length)) with { Source = source };
            return true;
        }
        return false;
    }

    private static readonly string[] s_levels = ["  D  ", "  I  ", "  V  ", "  W  ", "  E  "];
}

/// <summary>What the forms of logcat share.</summary>
internal static class LogcatParts
{
    internal static bool TryTime(string text, out int at)
    {
        if (!text.Fits("99-99 99:99:99.999", out at) && !text.Fits("9999-99-99 99:99:99.999", out at)) return false;
        while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        if (at >= text.Length || text[at] != ' ') return false;
        at = SkipSpaces(text, at);
        return true;
    }

    internal static int SkipSpaces(string text, int at)
    {
        while (at < text.Length && text[at] == ' ') at++;
        return at;
    }

    internal static bool IsLevel(string text, int at) => at < text.Length && text[at] is 'V' or 'D' or 'I' or 'W' or 'E' or 'F';

    internal static bool TryTag(LogLine line, int at, string source, out LogLine inner)
    {
        inner = line;
        string text = line.Text;
        int colon = at < text.Length ? text.IndexOf(':', at) : -1;
        if (colon < 0 || colon + 1 < text.Length && text[colon + 1] != ' ') return false;
        inner = line.With(text.AsSpan(Math.Min(colon + 2, text.Length))) with { Source = source, Stamp = text[..Math.Min(23, text.Length)] };
        return true;
    }
}
