using EuiccSim.Transports.Tracing;
using Spectre.Console.Rendering;

namespace EuiccSim.Cli.Output;

/// <summary>
/// Rows of plain text, one line for each cell: names come from cards and servers and may hold anything. A terminal that is wide enough gets a
/// frame, a narrow one a fact a line; other programs get plain lines.
/// </summary>
internal sealed class Table(string[] columns, bool hasHeadings = true)
{
    private readonly List<string[]> _rows = [];
    private readonly HashSet<string> _right = [];

    internal Table Row(params ReadOnlySpan<string?> cells)
    {
        string[] row = new string[columns.Length];
        for (int i = 0; i < row.Length; i++) row[i] = i < cells.Length ? PrintableText.Of(cells[i]) : "";
        _rows.Add(row);
        return this;
    }

    /// <summary>Columns of numbers, whose last digits stand under one another.</summary>
    internal Table RightAligned(params ReadOnlySpan<string> numbers)
    {
        foreach (string one in numbers) _right.Add(one);
        return this;
    }

    internal void WriteTo(IAnsiConsole console)
    {
        if (!console.Profile.Out.IsTerminal) WritePlain(console);
        else if (Widths().Sum() + (3 * columns.Length) + 1 <= console.Profile.Width) console.Write(Framed());
        else WriteFacts(console);
    }

    private Spectre.Console.Table Framed()
    {
        Spectre.Console.Table table = new Spectre.Console.Table().RoundedBorder();
        foreach (string column in columns)
            table.AddColumn(new TableColumn(new Text(column)) { NoWrap = true, Alignment = _right.Contains(column) ? Justify.Right : null });
        if (!hasHeadings) table.HideHeaders();
        foreach (string[] row in _rows) table.AddRow([.. row.Select(cell => (IRenderable)new Text(cell))]);
        return table;
    }

    // As "docker ps" and others do: columns one under the other, for eyes and for programs that split at two blanks.
    private void WritePlain(IAnsiConsole console)
    {
        int[] widths = Widths();
        if (hasHeadings) Write(columns);
        foreach (string[] row in _rows) Write(row);

        void Write(string[] row) => console.Line(string.Join("  ", row.Select((cell, i) => Padded(cell, widths[i], _right.Contains(columns[i])))).TrimEnd());
    }

    private void WriteFacts(IAnsiConsole console)
    {
        for (int i = 0; i < _rows.Count; i++)
        {
            if (i > 0 && hasHeadings) console.Line("");
            // A fact of several lines has its name before the first.
            if (!hasHeadings) WriteFact(console, _rows[i][0], _rows[i][0].Length == 0 ? $"  {_rows[i][1]}" : _rows[i][1]);
            else for (int j = 0; j < columns.Length; j++) WriteFact(console, columns[j], _rows[i][j]);
        }
    }

    private static void WriteFact(IAnsiConsole console, string name, string value)
    {
        if (value.Length > 0) console.Line(name.Length == 0 ? value : $"{name}: {value}");
    }

    private int[] Widths() => [.. columns.Select((column, i) => _rows.Select(row => Width(row[i])).Append(hasHeadings ? Width(column) : 0).Max())];

    private static string Padded(string cell, int width, bool isRight)
    {
        string gap = new(' ', Math.Max(0, width - Width(cell)));
        return isRight ? gap + cell : cell + gap;
    }

    /// <summary>Columns that a text takes: those of East Asia are wide.</summary>
    private static int Width(string text) => Segment.CellCount([new Segment(text)]);
}
