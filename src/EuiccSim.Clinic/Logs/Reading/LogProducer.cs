using EuiccSim.Clinic.Logs.Layers;

namespace EuiccSim.Clinic.Logs.Reading;

/// <summary>The grammar of one program: it takes the lines that are its own and hands on what they tell.</summary>
internal abstract class LogProducer
{
    /// <summary>A grammar.</summary>
    /// <param name="format">What the format is called.</param>
    /// <param name="into">Where what it finds goes.</param>
    protected LogProducer(string format, LogCollector into)
    {
        Format = format;
        Into = into;
        Talk = new(format, into);
    }

    internal string Format { get; }

    protected LogCollector Into { get; }

    protected Dialogue Talk { get; }

    /// <summary>Looks at the whole text before the first line is taken: some marks have other meanings in other programs.</summary>
    internal virtual void Look(IReadOnlyList<LogLine> lines)
    {
    }

    /// <summary>Takes a line.</summary>
    /// <returns>False if it is none of this program's.</returns>
    internal abstract bool Take(LogLine line);

    /// <summary>A line that nobody took: it may go on with what this program wrote before.</summary>
    internal virtual bool Continue(LogLine line) => Talk.Continue(line);

    /// <summary>A line that nobody took and that tells of a failure.</summary>
    internal virtual void Hint(LogLine line) => Talk.Hint(line);

    /// <summary>Nothing more comes, or nothing that belongs to what was before.</summary>
    internal virtual void End() => Talk.End();
}
