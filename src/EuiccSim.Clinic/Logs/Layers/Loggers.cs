namespace EuiccSim.Clinic.Logs.Layers;

/// <summary>journalctl and syslog: "Mon DD HH:MM:SS HOST PROGRAM[PID]: ", also with a date as ISO writes it.</summary>
internal sealed class Journal : ILineWrapper
{
    public string Name => "journalctl";

    public bool TryPeel(LogLine line, out LogLine inner)
    {
        inner = line;
        string text = line.Text;
        if (!text.Fits("AAA 99 99:99:99", out int at) && !text.Fits("AAA 9 99:99:99", out at) && !text.Fits("9999-99-99T99:99:99", out at)) return false;
        int stamp = at = Math.Max(at, text.IndexOf(' ', at - 1));
        int host = LogcatParts.SkipSpaces(text, at);
        int program = text.IndexOf(' ', host);
        int colon = program < 0 ? -1 : text.IndexOf(": ", program, StringComparison.Ordinal);
        if (colon < 0 && program > 0 && text.EndsWith(':')) colon = text.Length - 1;
        if (colon < 0 || text.AsSpan(program + 1, colon - program - 1).ContainsAny(' ', '"', '=')) return false;
        inner = line.With(text.AsSpan(Math.Min(colon + 2, text.Length))) with { Source = text[(program + 1)..colon], Stamp = text[..stamp] };
        return true;
    }
}

/// <summary>logread of OpenWrt: "Sat Apr  3 16:13:16 2021 daemon.debug [PID]: ".</summary>
internal sealed class OpenWrt : ILineWrapper
{
    public string Name => "openwrt-syslog";

    public bool TryPeel(LogLine line, out LogLine inner)
    {
        inner = line;
        string text = line.Text;
        if (!text.Fits("AAA AAA 99 99:99:99 9999 ", out int at) && !text.Fits("AAA AAA 9 99:99:99 9999 ", out at)) return false;
        int facility = text.IndexOf(' ', at);
        int colon = facility < 0 ? -1 : text.IndexOf(": ", facility, StringComparison.Ordinal);
        if (colon < 0) return false;
        inner = line.With(text.AsSpan(colon + 2)) with { Source = text[(facility + 1)..colon], Stamp = text[..at] };
        return true;
    }
}

/// <summary>docker compose: "NAME  | ".</summary>
internal sealed class DockerCompose : ILineWrapper
{
    public string Name => "docker-compose";

    public bool TryPeel(LogLine line, out LogLine inner)
    {
        inner = line;
        string text = line.Text;
        int end = 0;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '-' or '_' or '.')) end++;
        int bar = LogcatParts.SkipSpaces(text, end);
        if (end is 0 or > 64 || bar == end || bar >= text.Length || text[bar] != '|' || text.AsSpan(0, end).IsHex()) return false;
        if (bar + 1 < text.Length && text[bar + 1] != ' ') return false;
        // A name of a service, and no word in front of a column: "RSP | 9000".
        if (!text.AsSpan(0, end).ContainsAny('-', '_') || text.AsSpan(0, end).ContainsAnyExceptInRange('-', 'z')) return false;
        inner = line.With(text.AsSpan(Math.Min(bar + 2, text.Length))) with { Source = text[..end] };
        return true;
    }
}

/// <summary>logback as MiniLPA sets it up: "YYYY-MM-DD HH:MM:SS.mmm [THREAD] INFO  CLASS - ", and "lpac stderr output -> " before lpac's lines.</summary>
internal sealed class MiniLpa : ILineWrapper
{
    public string Name => "minilpa";

    public bool TryPeel(LogLine line, out LogLine inner)
    {
        inner = line;
        string text = line.Text;
        if (!text.Fits("9999-99-99 99:99:99.999 [", out int at)) return false;
        int dash = text.IndexOf(" - ", at, StringComparison.Ordinal);
        if (dash < 0) return false;
        string message = text[(dash + 3)..];
        string source = text[(text.LastIndexOf(' ', dash - 1) + 1)..dash];
        foreach (string output in s_outputs)
        {
            if (message.Begins(output)) (message, source) = (message[output.Length..], "lpac");
        }
        inner = line.With(message.Begins(" ") ? message.AsSpan(1) : message) with { Source = source, Stamp = text[..23] };
        return true;
    }

    private static readonly string[] s_outputs = ["lpac stderr output ->", "lpac stdout output ->"];
}
