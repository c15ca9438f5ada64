using System.Text.Json;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Inspection;

/// <summary>One look at a package: sections of text for people, members of an object for programs.</summary>
public abstract class PackageView
{
    private protected PackageView()
    {
    }

    /// <summary>What a person reads.</summary>
    public abstract IEnumerable<ViewSection> Sections { get; }

    /// <summary>Writes the same as members of the object that is open.</summary>
    public abstract void WriteMembers(Utf8JsonWriter json);
}

/// <summary>Lines under a title.</summary>
/// <param name="Title">The title; empty for none.</param>
/// <param name="Columns">What the cells of a table are; none: each line is a name and a text.</param>
/// <param name="Lines">The lines, of which there may be none.</param>
public sealed record ViewSection(string Title, SequenceOf<ViewColumn> Columns, SequenceOf<ViewLine> Lines);

/// <summary>A column of a table.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="IsNumber">True where the last digits stand under one another.</param>
public sealed record ViewColumn(string Name, bool IsNumber = false);

/// <summary>A row of a table, or a fact.</summary>
/// <param name="Level">How far it stands to the right: 0, 1 …</param>
/// <param name="Cells">A text for each column; of a fact its name, which may be empty, and its text.</param>
public sealed record ViewLine(int Level, SequenceOf<string> Cells);

/// <summary>Puts a section together.</summary>
internal sealed class SectionBuilder(string title, params ViewColumn[] columns)
{
    private readonly List<ViewLine> _lines = [];

    internal bool IsEmpty => _lines.Count == 0;

    internal ViewSection Section => new(title, SequenceOf.Create<ViewColumn>(columns), SequenceOf.From(_lines));

    /// <summary>A fact; nothing where there is none.</summary>
    internal SectionBuilder Fact(string name, string? text, int level = 0)
    {
        if (text is { Length: > 0 }) Row(level, name, text);
        return this;
    }

    /// <summary>Facts of one name, which stands before the first.</summary>
    internal SectionBuilder Facts(string name, IEnumerable<string> texts, int level = 0)
    {
        foreach (string text in texts) (_, name) = (Fact(name, text, level), "");
        return this;
    }

    internal SectionBuilder Row(int level, params string[] cells)
    {
        _lines.Add(new(level, SequenceOf.Create<string>(cells)));
        return this;
    }
}
