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

/// <summary>Tables, as verbs make them.</summary>
internal static class Tables
{
    internal static Table Of(params string[] columns) => new(columns);

    /// <summary>A table of names and values, without headings.</summary>
    internal static Table OfFacts(params ReadOnlySpan<(string Name, string? Value)> facts)
    {
        Table table = new(["", ""], hasHeadings: false);
        foreach ((string name, string? value) in facts) table.Row(name, value);
        return table;
    }

    /// <summary>A row for each of them.</summary>
    internal static Table Rows<T>(this Table table, IEnumerable<T> all, Func<T, string?[]> cells)
    {
        foreach (T one in all) table.Row(cells(one));
        return table;
    }

    internal static void Write(this IAnsiConsole console, Table table) => table.WriteTo(console);
}
