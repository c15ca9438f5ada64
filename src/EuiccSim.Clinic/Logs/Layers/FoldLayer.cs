using System.Globalization;
using System.Text;

namespace EuiccSim.Clinic.Logs.Layers;

/// <summary>
/// A console's width: records that were too long go on in the next line. Rows of a dump are as long as one another as well, so only lines that begin a
/// record with octets or JSON in it are put together, and only with lines that begin none.
/// </summary>
internal sealed class FoldLayer(IReadOnlyList<ILineWrapper> wrappers) : ILogLayer
{
    private int _width;

    public string Name => string.Create(CultureInfo.InvariantCulture, $"wrap-{_width}");

    public bool Peel(List<LogLine> lines)
    {
        _width = 0;
        foreach (LogLine line in lines) _width = Math.Max(_width, line.Text.Length);
        if (_width is < 60 or > 512 || lines.Count(line => line.Text.Length == _width) < 2 || !lines.Exists(line => line.Text.Length == _width && IsRecord(line.Text))) return false;
        // Two lines may be of one length by chance.
        if (!s_consoles.Contains(_width) && CountOfJoins(lines) < 2) return false;
        bool any = false;
        int kept = 0;
        for (int at = 0; at < lines.Count; kept++)
        {
            LogLine line = lines[at++];
            if (line.Text.Length == _width && IsRecord(line.Text)) any |= Join(lines, ref at, ref line);
            lines[kept] = line;
        }
        lines.RemoveRange(kept, lines.Count - kept);
        return any;
    }

    private int CountOfJoins(List<LogLine> lines)
    {
        int joins = 0;
        for (int at = 0; at + 1 < lines.Count; at++)
        {
            if (lines[at].Text.Length == _width && IsRecord(lines[at].Text) && lines[at + 1].Number == lines[at].Last + 1 && !Begins(lines[at + 1].Text)) joins++;
        }
        return joins;
    }

    private bool Join(List<LogLine> lines, ref int at, ref LogLine line)
    {
        StringBuilder whole = new(line.Text);
        int start = at;
        for (bool full = true; full && at < lines.Count && lines[at].Number == lines[at - 1].Last + 1 && !Begins(lines[at].Text); at++)
        {
            whole.Append(lines[at].Text);
            full = lines[at].Text.Length == _width;
        }
        if (at == start) return false;
        line = line with { Text = whole.ToString(), Last = lines[at - 1].Last };
        return true;
    }

    private static bool IsRecord(string text) => s_payload.Any(text.Has);

    private bool Begins(string text) => IsRecord(text) || s_starts.Any(text.TrimStart().Begins) || wrappers.Any(one => one.TryPeel(new(1, 1, text), out _));

    private static readonly string[] s_payload =
    [
        "[DEBUG] [", "APDU: ", "[APDU]", "APDU response: ", "command=", "response=", "+CGLA", "+CSIM", "\"type\":", "A>> ", "A<< ", "-> ", "<- ", "HTTP tx", "responseCode", "msg=", "payload",
    ];

    private static readonly int[] s_consoles = [80, 119, 120, 132];

    private static readonly string[] s_starts = ["OK", "AT", "+C", "^", "SCard", "$ ", "{\"", "> ", "< ", "<<<<<<", ">>>>>>", "=> ", "time=", "---"];
}
