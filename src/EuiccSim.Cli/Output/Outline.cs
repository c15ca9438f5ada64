using EuiccSim.Protocol.Inspection;
using EuiccSim.Transports.Tracing;
using Spectre.Console.Rendering;

namespace EuiccSim.Cli.Output;

/// <summary>
/// Sections of text: facts, and tables whose first column is indented. Where a table is too wide for the terminal, each row is a line with what
/// else there is below it. Titles and names have colours where the terminal does.
/// </summary>
internal static class Outline
{
    internal static void Write(this IAnsiConsole console, IEnumerable<ViewSection> sections)
    {
        bool isFirst = true;
        foreach (ViewSection section in sections)
        {
            if (!isFirst) console.Line("");
            isFirst = false;
            if (section.Title.Length > 0) Put(console, 0, [(section.Title, Tone.Title)]);
            if (section.Columns.Count == 0) WriteFacts(console, section);
            else WriteTable(console, section);
        }
    }

    private static void WriteFacts(IAnsiConsole console, ViewSection section)
    {
        int shift = section.Title.Length > 0 ? 1 : 0;
        // The names of one level stand in a column, unless the terminal has no room for it.
        int[] widths = [.. section.Lines.GroupBy(line => line.Level).Select(lines => (lines.Key, Width: lines.Max(line => Width(line.Cells[0])))).Aggregate(
            new int[section.Lines.Select(line => line.Level + 1).DefaultIfEmpty(0).Max()], (all, one) => { all[one.Key] = Math.Min(one.Width, LongestName); return all; })];
        foreach (ViewLine line in section.Lines)
        {
            string name = PrintableText.Of(line.Cells[0]), text = PrintableText.Of(line.Cells[1]);
            string gap = widths[line.Level] == 0 ? "" : new string(' ', Math.Max(widths[line.Level] - Width(name), 0) + Gap);
            Put(console, 2 * (line.Level + shift), text.Length == 0 ? [(name, Tone.Name)] : [(name + gap, Tone.Name), (text, Tone.Text)]);
        }
    }

    private static void WriteTable(IAnsiConsole console, ViewSection section)
    {
        string[] headings = [.. section.Columns.Select(column => column.Name)];
        string[][] rows = [.. section.Lines.Select(line => line.Cells.Select((cell, i) => (i == 0 ? new string(' ', 2 * line.Level) : "") + PrintableText.Of(cell)).ToArray())];
        int[] widths = [.. headings.Select((heading, i) => rows.Select(row => Width(row[i])).Append(Width(heading)).Max())];
        bool fits = !console.Profile.Out.IsTerminal || widths.Sum() + (Gap * (widths.Length - 1)) <= console.Profile.Width;
        if (fits) WriteRow(headings, Tone.Heading);
        foreach (string[] row in rows)
        {
            if (fits)
            {
                WriteRow(row, Tone.Text);
                continue;
            }
            int indent = row[0].Length - row[0].TrimStart().Length;
            // A number that stands first says nothing without the name beside it.
            int heads = section.Columns[0].IsNumber ? 2 : 1;
            Put(console, indent, [(string.Join(' ', row[..heads]).Trim(), Tone.Name)]);
            string rest = string.Join("; ", row.Select((cell, i) => (Cell: cell, Name: headings[i], section.Columns[i].IsNumber)).Skip(heads).Where(one => one.Cell.Length > 0)
                .Select(one => one.IsNumber ? $"{one.Name} {one.Cell}" : one.Cell));
            if (rest.Length > 0) Put(console, indent + 4, [(rest, Tone.Text)]);
        }

        void WriteRow(string[] row, Tone tone)
        {
            (string, Tone)[] pieces = [.. row.Select((cell, i) =>
            {
                string gap = new(' ', widths[i] - Width(cell)), end = i < row.Length - 1 ? new string(' ', Gap) : "";
                return ((section.Columns[i].IsNumber ? gap + cell : cell + gap) + end, i == 0 && tone == Tone.Text ? Tone.Name : tone);
            })];
            console.Line(Trimmed(pieces));
        }
    }

    private static (string Text, Tone Tone)[] Trimmed((string Text, Tone Tone)[] pieces)
    {
        int last = Array.FindLastIndex(pieces, piece => piece.Text.Trim().Length > 0);
        if (last < 0) return [];
        pieces[last].Text = pieces[last].Text.TrimEnd();
        return pieces[..(last + 1)];
    }

    /// <summary>Pieces on one line, of which the last goes on below its beginning where the terminal ends.</summary>
    private static void Put(IAnsiConsole console, int indent, (string Text, Tone Tone)[] pieces)
    {
        (string text, Tone tone) = pieces[^1];
        int before = indent + pieces[..^1].Sum(piece => Width(piece.Text));
        (string, Tone)[] start = [(new string(' ', indent), Tone.Text), .. pieces[..^1]];
        int room = console.Profile.Out.IsTerminal ? Math.Max(console.Profile.Width - before, LeastText) : int.MaxValue;
        foreach (string line in Wrapped(text, room))
        {
            console.Line(Trimmed([.. start, (line, tone)]));
            start = [(new string(' ', before), Tone.Text)];
        }
    }

    /// <summary>At spaces; a word that is longer than a line wherever the line ends.</summary>
    private static IEnumerable<string> Wrapped(string text, int width)
    {
        while (Width(text) > width)
        {
            int end = Math.Min(width, text.Length);
            while (Width(text[..end]) > width) end--;
            int space = text.LastIndexOf(' ', end - 1, end);
            int at = space > 0 ? space : end;
            yield return text[..at];
            text = text[at..].TrimStart();
        }
        yield return text;
    }

    private static int Width(string text) => Segment.CellCount([new Segment(text)]);

    private const int Gap = 2;
    private const int LongestName = 28;
    private const int LeastText = 16;
}
