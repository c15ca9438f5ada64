using System.Text;
using EuiccSim.Clinic.Logs.Layers;

namespace EuiccSim.Clinic.Logs.Reading;

/// <summary>
/// Takes the objects out of a list in a document that may break off: each is parsed on its own, so that a damaged one is one.
/// </summary>
internal static class JsonCarver
{
    /// <summary>The objects behind a mark, with their lines; the last may be cut.</summary>
    internal static IEnumerable<(string Text, LineRange Lines, bool IsWhole)> Objects(IReadOnlyList<LogLine> lines, int start, int column)
    {
        StringBuilder text = new();
        int depth = 0, first = 0, end = 0;
        bool inString = false, escaped = false;
        for (int at = start; at < lines.Count; at++)
        {
            if (lines[at].IsBreak) break;
            string line = lines[at].Text;
            end = lines[at].Last;
            int begin = at == start ? column : 0;
            for (int place = begin; place < line.Length; place++)
            {
                char one = line[place];
                if (escaped) escaped = false;
                else if (inString) (escaped, inString) = (one == '\\', one != '"');
                else if (one == '"') inString = depth > 0;
                else if (one == ']' && depth == 0) yield break;
                else if (one is '}' && --depth == 0)
                {
                    text.Append(line, begin, place + 1 - begin);
                    yield return (text.ToString(), new(first, lines[at].Last), true);
                    text.Clear();
                }
                else if (one == '{' && depth++ == 0) (first, begin) = (lines[at].Number, place);
                if (depth < 0) yield break;
            }
            if (depth > 0) text.Append(line, begin, line.Length - begin).Append('\n');
        }
        if (depth > 0) yield return (text.ToString(), new(first, end), false);
    }
}
