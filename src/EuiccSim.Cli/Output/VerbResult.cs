using EuiccSim.Transports.Tracing;

namespace EuiccSim.Cli.Output;

/// <summary>What a verb found out or did.</summary>
internal abstract record VerbResult
{
    /// <summary>The "no" of the other side, where there is still something to show.</summary>
    internal virtual CommandFailure? Failure => null;

    /// <summary>For a program: members of the result's object.</summary>
    internal abstract void WriteMembers(Utf8JsonWriter json);

    /// <summary>For a person.</summary>
    internal abstract void Show(IAnsiConsole console);
}

/// <summary>Something was done that needs few words.</summary>
/// <param name="Sentence">For a person.</param>
/// <param name="Members">For a program.</param>
internal sealed record Done(string Sentence, params (string Name, string? Value)[] Members) : VerbResult
{
    internal override void WriteMembers(Utf8JsonWriter json)
    {
        foreach ((string name, string? value) in Members) json.WriteString(name, value);
    }

    internal override void Show(IAnsiConsole console) => console.Line(Sentence);
}

/// <summary>All was said elsewhere.</summary>
internal sealed record NothingToSay : VerbResult
{
    internal override void WriteMembers(Utf8JsonWriter json)
    {
    }

    internal override void Show(IAnsiConsole console)
    {
    }
}

/// <summary>Tables of plain text, one line for each cell: names come from cards and servers and may hold anything.</summary>
internal static class Tables
{
    internal static Table Of(params ReadOnlySpan<string> columns)
    {
        Table table = new Table().RoundedBorder();
        foreach (string column in columns) table.AddColumn(column);
        return table;
    }

    /// <summary>A table of names and values, without headings.</summary>
    internal static Table OfFacts(params ReadOnlySpan<(string Name, string? Value)> facts)
    {
        Table table = Of("", "").HideHeaders();
        foreach ((string name, string? value) in facts) table.Row(name, value);
        return table;
    }

    /// <summary>A row for each of them.</summary>
    internal static Table Rows<T>(this Table table, IEnumerable<T> all, Func<T, string?[]> cells)
    {
        foreach (T one in all) table.Row(cells(one));
        return table;
    }

    internal static Table Row(this Table table, params ReadOnlySpan<string?> cells)
    {
        Text[] row = new Text[cells.Length];
        for (int i = 0; i < row.Length; i++) row[i] = new(PrintableText.Of(cells[i]));
        return table.AddRow(row);
    }
}
