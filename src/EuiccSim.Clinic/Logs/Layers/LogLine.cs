namespace EuiccSim.Clinic.Logs.Layers;

/// <summary>A line of the text, as far as its wrappers are peeled off. Blank lines are none: a gap in the numbers shows them.</summary>
/// <param name="Number">Its number in the decoded text, from 1 on.</param>
/// <param name="Last">The number of its last piece, where a console folded it.</param>
/// <param name="Text">What is left of it.</param>
internal readonly record struct LogLine(int Number, int Last, string Text)
{
    /// <summary>Who wrote it (process and thread, container), where a wrapper tells.</summary>
    internal string? Source { get; init; }

    /// <summary>When, as a wrapper tells it.</summary>
    internal string? Stamp { get; init; }

    /// <summary>The end of what was pasted in one piece: nothing behind it answers what stands before it.</summary>
    internal bool IsBreak { get; init; }

    internal LineRange Range => new(Number, Last);

    internal LogLine With(ReadOnlySpan<char> text) => this with { Text = text.ToString() };
}
