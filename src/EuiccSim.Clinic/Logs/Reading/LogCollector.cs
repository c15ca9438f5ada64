using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Clinic.Logs.Reading;

/// <summary>What the producers find.</summary>
internal sealed class LogCollector
{
    private readonly List<(LogEntry Entry, string Format)> _entries = [];
    private readonly List<string> _wrappers = [];
    private readonly Dictionary<string, string> _variants = [];
    private readonly HashSet<string> _hiding = [];

    internal bool IsEmpty => _entries.Count == 0;

    internal void Add(string format, LogEntry entry) => _entries.Add((entry, format));

    internal void Wrapper(string name)
    {
        if (!_wrappers.Contains(name)) _wrappers.Add(name);
    }

    /// <summary>What is particular about a format here; the first word stands.</summary>
    internal void Variant(string format, string words) => _variants.TryAdd(format, words);

    /// <summary>A producer below which something fetches the answers, whether or not one of them shows it.</summary>
    internal void Hides(string format) => _hiding.Add(format);

    internal PastedLog Build(int lineCount)
    {
        List<(LogEntry Entry, string Format)> entries = Layering.Once(_entries);
        string[] formats = [.. entries.CountBy(one => one.Format).OrderByDescending(one => one.Value).Select(one => one.Key)];
        string format = formats.FirstOrDefault("unknown");
        SequenceOf<LogExchange> exchanges = Only<LogExchange>(entries);
        List<string> words = _variants.TryGetValue(format, out string? variant) ? [variant] : [];
        if (formats.Length > 1) words.Add("with it " + string.Join(", ", formats[1..]));
        return new(format)
        {
            Variant = words.Count == 0 ? null : string.Join("; ", words),
            Wrappers = SequenceOf.From(_wrappers),
            GetResponse = ViewOf(exchanges, _hiding.Contains(format)),
            Exchanges = exchanges,
            Events = Only<LogEvent>(entries),
            Http = Only<LogHttp>(entries),
            Unrecoverable = Only<Unrecoverable>(entries),
            LineCount = lineCount,
        };
    }

    private static SequenceOf<T> Only<T>(List<(LogEntry Entry, string Format)> entries) where T : LogEntry =>
        SequenceOf.From(entries.Select(one => one.Entry).OfType<T>().ToList());

    private static GetResponseView ViewOf(SequenceOf<LogExchange> exchanges, bool hides)
    {
        bool shown = false, hidden = hides;
        foreach (LogExchange one in exchanges)
        {
            bool hasData = one.Response.Length > 2;
            if (one.Command.Length > 1 && one.Command[1] == 0xC0 || !hasData && one.Response[0] == 0x61) shown = true;
            else if (hasData && one.Command.Length > 6 && one.Command[1] is 0xE2 or 0xA4) hidden = true;
        }
        return shown && hidden ? GetResponseView.Mixed : shown ? GetResponseView.Shown : hidden ? GetResponseView.Hidden : GetResponseView.Unknown;
    }
}
