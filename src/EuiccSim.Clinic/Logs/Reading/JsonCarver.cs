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
        int depth = 0, first = 0, end = 0, indent = -1;
        bool inString = false, escaped = false;
        for (int at = start; at < lines.Count; at++)
        {
            if (lines[at].IsBreak) break;
            string line = lines[at].Text;
            end = lines[at].Last;
            int begin = at == start ? column : 0;
            // A bracket that closed it is lost: the next object stands as far in as this one did.
            if (depth > 0 && indent >= 0 && lines[at].Number > first && IndentOf(line) == indent && line[indent] == '{')
            {
                yield return (text.ToString(), new(first, lines[at - 1].Last), true);
                text.Clear();
                (depth, inString, escaped) = (0, false, false);
            }
            for (int place = begin; place < line.Length; place++)
            {
                char one = line[place];
                if (escaped) escaped = false;
                else if (inString) (escaped, inString) = (one == '\\', one != '"');
                else if (one == '"') inString = depth > 0;
                else if (one is '}' && --depth == 0)
                {
                    text.Append(line, begin, place + 1 - begin);
                    yield return (text.ToString(), new(first, lines[at].Last), true);
                    text.Clear();
                }
                else if (one == '{' && depth++ == 0) (first, begin, indent) = (lines[at].Number, place, IndentOf(line) == place ? place : -1);
                // A bracket that opened it is lost.
                depth = Math.Max(depth, 0);
            }
            if (depth > 0) text.Append(line, begin, line.Length - begin).Append('\n');
        }
        if (depth > 0) yield return (text.ToString(), new(first, end), false);
    }

    private static int IndentOf(string line)
    {
        int at = 0;
        while (at < line.Length - 1 && line[at] is ' ' or '\t') at++;
        return at;
    }
}
