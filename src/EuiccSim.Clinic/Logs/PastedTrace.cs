using System.Globalization;
using System.Text;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;

namespace EuiccSim.Clinic.Logs;

/// <summary>A pasted log as a trace: for its decoder, and to send its commands to a card.</summary>
public static class PastedTrace
{
    /// <summary>The log that a text is, or has in it; null where nothing of a card or server is found.</summary>
    /// <param name="text">The octets of the file, or what was pasted.</param>
    public static PastedLog? Find(ReadOnlySpan<byte> text) => PastedLogReader.Read(text) is { Format: not ("unknown" or "gsmtap-capture") } log ? log : null;

    /// <summary>What a log is, and what of it cannot be read, a line each.</summary>
    public static IEnumerable<string> Summary(this PastedLog log)
    {
        string wrappers = log.Wrappers.Count == 0 ? "" : $", in {string.Join(", ", log.Wrappers)}";
        yield return string.Create(CultureInfo.InvariantCulture,
            $"{log.Format}{wrappers}: {log.LineCount} lines, {log.Exchanges.Count} exchanges, {log.Http.Count} calls, {log.Unrecoverable.Count} cannot be read as a whole.");
        foreach (Unrecoverable one in log.Unrecoverable) yield return Describe(one);
    }

    /// <summary>
    /// The log's records in its order: resets, exchanges, and commands without an answer. What tells of channels beside the commands has no form in a trace,
    /// nor has what is left of a damaged command.
    /// </summary>
    public static IReadOnlyList<TraceEvent> ToTrace(this PastedLog log) =>
        [.. log.InOrder().Select(EventOf).OfType<TraceEvent>()];

    /// <summary>A trace as a log, whose lines are the numbers of its records.</summary>
    public static PastedLog LogOf(IReadOnlyList<TraceEvent> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        LogEntry?[] entries = [.. records.Select((record, index) => EntryOf(record, new(index + 1, index + 1)))];
        return new("trace")
        {
            LineCount = records.Count,
            Exchanges = SequenceOf.From(entries.OfType<LogExchange>()),
            Events = SequenceOf.From(entries.OfType<LogEvent>()),
            Unrecoverable = SequenceOf.From(entries.OfType<Unrecoverable>()),
        };
    }

    private static LogEntry? EntryOf(TraceEvent record, LineRange at) => record switch
    {
        TraceEvent.Apdu exchange => new LogExchange(at, exchange.Command, exchange.Response) { Time = exchange.Time },
        TraceEvent.Reset reset => new LogEvent.Reset(at, reset.Atr) { Time = reset.Time },
        TraceEvent.Unanswered { Command: { } command } lost => new Unrecoverable(at, lost.Reason) { Command = command, Time = lost.Time },
        _ => null,
    };

    /// <summary>All that a log holds, in the order of its lines.</summary>
    public static IReadOnlyList<LogEntry> InOrder(this PastedLog log)
    {
        IEnumerable<LogEntry> all = [.. log.Exchanges, .. log.Events, .. log.Http, .. log.Unrecoverable];
        return [.. all.OrderBy(one => one.Lines.First).ThenBy(one => one.Lines.Last)];
    }

    /// <summary>The record of a trace that an entry is; null for what has no form there.</summary>
    public static TraceEvent? EventOf(LogEntry entry) => entry switch
    {
        LogExchange exchange => new TraceEvent.Apdu(TimeOf(entry), exchange.Command, exchange.Response),
        LogEvent.Reset { Atr.IsEmpty: false } reset => new TraceEvent.Reset(TimeOf(entry), reset.Atr),
        Unrecoverable { Command: { } command, Response: null, ResponseStart: null } lost => new TraceEvent.Unanswered(TimeOf(entry), command, lost.Reason),
        _ => null,
    };

    /// <summary>An entry in a sentence, with its lines, for what has no form in a trace.</summary>
    public static string Describe(LogEntry entry) => Printable(Sentence(entry));

    private static string Sentence(LogEntry entry) => entry switch
    {
        LogEvent.Open open => $"{open.Lines}: a channel for {open.Aid?.ToString() ?? "an application"} {(open.Channel is { } channel ? $"is {channel}" : "was asked for")}",
        LogEvent.Close close => $"{close.Lines}: channel {close.Channel ?? "?"} closed",
        LogHttp call => string.Create(CultureInfo.InvariantCulture, $"{call.Lines}: {call.Method} {call.Url} -> {call.Status?.ToString(CultureInfo.InvariantCulture) ?? "?"} ({call.Request?.Length ?? 0} and {call.Response?.Length ?? 0} characters)"),
        Unrecoverable lost => Describe(lost),
        _ => entry.Lines.ToString(),
    };

    /// <summary>What comes from a log must not move the cursor of a terminal.</summary>
    private static string Printable(string text) => string.Concat(text.Select(one => char.IsControl(one)
        || char.GetUnicodeCategory(one) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator ? '?' : one));

    private static string Describe(Unrecoverable lost)
    {
        StringBuilder text = new($"{lost.Lines} cannot be read: {lost.Reason}");
        if (lost.MissingOctets is { } missing) text.Append(CultureInfo.InvariantCulture, $" ({missing} octets are missing)");
        (string Name, Octets? Value)[] left =
        [
            ("command", lost.Command), ("data of the command", lost.CommandData), ("command begins", lost.CommandStart), ("answer", lost.Response),
            ("answer begins", lost.ResponseStart), ("answer ends", lost.ResponseEnd), ("status word", lost.StatusWord), ("record", lost.Record),
        ];
        foreach ((string name, Octets? value) in left)
        {
            if (value is { } octets) text.Append(CultureInfo.InvariantCulture, $"; {name} {octets}");
        }
        return text.ToString();
    }

    /// <summary>The zero of time where the log does not tell.</summary>
    private static DateTimeOffset TimeOf(LogEntry entry) => entry.Time ?? default;
}
