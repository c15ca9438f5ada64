namespace EuiccSim.Clinic.Logs.Layers;

/// <summary>
/// PowerShell 5.1 makes an error of the first line on stderr: "lpac.exe : TEXT", where it happened, a line with "+", CategoryInfo (which repeats TEXT, cut) and
/// FullyQualifiedErrorId. The words are in the user's language, these two names are not.
/// </summary>
internal sealed class PowerShellLayer : ILogLayer
{
    public string Name => "powershell";

    public bool Peel(List<LogLine> lines)
    {
        bool any = false;
        for (int at = 0; at < lines.Count; at++)
        {
            int category = lines[at].Text.TrimStart().Begins("+ CategoryInfo") ? at : -1;
            if (category < 0) continue;
            int start = category;
            while (start > 0 && start > category - Reach && !IsHead(lines[start].Text)) start--;
            int end = category;
            while (end + 1 < lines.Count && end < category + Reach && !lines[end].Text.Has("FullyQualifiedErrorId")) end++;
            if (!IsHead(lines[start].Text)) continue;
            any = true;
            lines[start] = lines[start] with { Text = lines[start].Text[(lines[start].Text.At(" : ") + 3)..] };
            int where = start + 1;
            while (where < category && !lines[where].Text.TrimStart().Begins("+ ")) where++;
            // What stands before the place is the rest of TEXT, folded.
            for (int blank = Math.Max(start + 1, where - 1); blank <= end; blank++) lines[blank] = lines[blank] with { Text = "" };
            at = end;
        }
        return any;
    }

    private static bool IsHead(string text) => text.At(" : ") is > 0 and < 80 and int colon && !text.AsSpan(0, colon).Contains(' ');

    private const int Reach = 12;
}
