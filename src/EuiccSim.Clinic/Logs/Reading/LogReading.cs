using System.Buffers;
using EuiccSim.Clinic.Logs.Layers;
using EuiccSim.Clinic.Logs.Producers;

namespace EuiccSim.Clinic.Logs.Reading;

/// <summary>One reading of one text: each line goes to the first program whose grammar it fits.</summary>
internal sealed class LogReading
{
    private readonly LogCollector _into = new();
    private LogProducer? _last;

    internal PastedLog Read(ReadOnlySpan<byte> octets)
    {
        if (Captures.Read(octets) is { } capture) return capture;
        List<LogLine> lines = Peeling.Peel(octets, _into.Wrapper, out int count);
        lines = JsonDocuments.Read(lines, _into);
        LogProducer[] producers = ProducerTable.All(_into);
        foreach (LogProducer one in producers) one.Look(lines);
        List<LogLine> left = [];
        foreach (LogLine line in lines)
        {
            if (line.IsBreak)
            {
                foreach (LogProducer one in producers) one.End();
                left.Add(line);
            }
            else if (!Take(line, producers)) left.Add(line);
        }
        foreach (LogProducer one in producers) one.End();
        new BareHex(_into).Read(left);
        return _into.Build(count);
    }

    private bool Take(LogLine line, LogProducer[] producers)
    {
        foreach (LogProducer one in producers)
        {
            if (!one.Take(line)) continue;
            _last = one;
            return true;
        }
        if (_last?.Continue(line) == true) return true;
        if (FailureWords.In(line.Text)) Hint(line, producers);
        if (line.Text.Begins("$ ")) _into.Wrapper("shell");
        return false;
    }

    /// <summary>Who waits for an answer may be the layer above the one that wrote last.</summary>
    private static void Hint(LogLine line, LogProducer[] producers)
    {
        foreach (LogProducer one in producers) one.Hint(line);
    }
}

/// <summary>What programs say where an answer should be.</summary>
internal static class FailureWords
{
    internal static bool In(string text) => text.Length < LongestSentence && text.AsSpan().ContainsAny(s_words);

    private static readonly SearchValues<string> s_words = SearchValues.Create(
        ["fail", "error", "exception", "unable to", "not transacted", "timeout", "timed out", "SCARD_", "refused", "disconnected", "no such device", "broken pipe"], StringComparison.OrdinalIgnoreCase);

    private const int LongestSentence = 1000;
}
