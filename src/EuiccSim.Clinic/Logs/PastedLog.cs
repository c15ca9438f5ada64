using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Clinic.Logs;

/// <summary>What a log holds that somebody pasted: what crossed to a card and to servers, and what of it is lost.</summary>
/// <param name="Format">The producer's format, "lpac-debug" for one; "unknown" where none was recognised.</param>
/// <threadsafety>Immutable; safe for use by many threads.</threadsafety>
public sealed record PastedLog(string Format)
{
    /// <summary>What is particular about this one, in words; null if nothing is.</summary>
    public string? Variant { get; init; }

    /// <summary>What was peeled off before the producer's lines were there, outermost first: "quote-gt", "markdown-fence", "logcat".</summary>
    public SequenceOf<string> Wrappers { get; init; } = [];

    /// <summary>Whether the producer shows GET RESPONSE.</summary>
    public GetResponseView GetResponse { get; init; }

    /// <summary>Commands and answers, in the order of the commands. One that stands twice in two layers of a log is here once.</summary>
    public SequenceOf<LogExchange> Exchanges { get; init; } = [];

    /// <summary>Answers to reset, channels opened and closed.</summary>
    public SequenceOf<LogEvent> Events { get; init; } = [];

    /// <summary>Calls to servers.</summary>
    public SequenceOf<LogHttp> Http { get; init; } = [];

    /// <summary>What stands in the log and cannot be read as a whole, with what is left of it.</summary>
    public SequenceOf<Unrecoverable> Unrecoverable { get; init; } = [];

    /// <summary>How many lines the text has, after decoding.</summary>
    public int LineCount { get; init; }
}

/// <summary>What a producer does with GET RESPONSE.</summary>
public enum GetResponseView
{
    /// <summary>No answer of the log is long enough to tell.</summary>
    Unknown,

    /// <summary>Every TPDU is there, 61XX and GET RESPONSE.</summary>
    Shown,

    /// <summary>A lower layer fetched the answers.</summary>
    Hidden,

    /// <summary>Both are there.</summary>
    Mixed,
}

/// <summary>Lines of the text, from 1 on, both included.</summary>
/// <param name="First">The first.</param>
/// <param name="Last">The last.</param>
public readonly record struct LineRange(int First, int Last)
{
    /// <summary>"line 7" or "lines 7 to 9".</summary>
    public override string ToString() => First == Last ? $"line {First}" : $"lines {First} to {Last}";
}
