using EuiccSim.Clinic.Logs.Layers;
using EuiccSim.Clinic.Logs.Reading;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Clinic.Logs.Producers;

/// <summary>
/// pcsc-spy: a block for each call of SCardTransmit, with rows of octets, or lengths as "????" with -d. Threads are set in by 4 and may interleave. SCarControl
/// names its fields the same, and is none. The raw file, "THREAD@>|…|SCardTransmit" with a line for each value, has the same order of values.
/// </summary>
internal sealed class PcscSpy(LogCollector into) : LogProducer("pcsc-spy", into)
{
    private readonly Dictionary<int, Call> _calls = [];

    internal override bool Take(LogLine line)
    {
        string text = line.Text.TrimEnd();
        int indent = text.Length - text.TrimStart().Length;
        string word = text.TrimStart();
        if (word.Begins("SCar") && word.AsSpan().IndexOfAnyExcept(s_name) < 0) return Begin(line, indent, word);
        if (indent == 0 || word.Length < 3) return false;
        // A value is set in by one more than its call.
        if (!_calls.TryGetValue(indent - 1, out Call? call))
        {
            // The call's own line is lost; what control calls have besides tells them from this one.
            if (!word.Begins("i bSend") && !word.Begins("i hCard")) return false;
            _calls[indent - 1] = call = new(line.Number, line.Last, isTransmit: true);
        }
        if (word.Begins("=> ")) return End(line, indent - 1, call, word[3..]);
        if (word[1] != ' ' || word[0] is not ('i' or 'o')) return false;
        call.Last = line.Last;
        string value = word[2..];
        if (value.Begins("dwControlCode")) call.IsTransmit = false;
        if (value.Begins("bSendLength")) call.Sent = Rows(value);
        else if (value.Begins("bRecvLength")) call.Received = Rows(value);
        else if (value.StartsWith(' ') && value.Length > 6) (word[0] == 'i' ? call.Sent ??= new(null) : call.Received ??= new(null)).Add(value.AsSpan(6));
        return true;
    }

    internal override bool Continue(LogLine line) => false;

    internal override void Hint(LogLine line)
    {
    }

    internal override void End()
    {
        foreach (Call call in _calls.Values) Report(call, call.Last, null);
        _calls.Clear();
    }

    private bool Begin(LogLine line, int indent, string name)
    {
        if (_calls.Remove(indent, out Call? open)) Report(open, open.Last, null);
        _calls[indent] = new(line.Number, line.Last, name == "SCardTransmit");
        return true;
    }

    private bool End(LogLine line, int indent, Call call, string result)
    {
        _calls.Remove(indent);
        Report(call, line.Last, result);
        return true;
    }

    private void Report(Call call, int last, string? result)
    {
        if (!call.IsTransmit || call.Sent is not { } sent) return;
        LogLine line = new(call.First, last, "");
        PendingExchange pending = Talk.Command(line, sent.Text);
        pending.CommandLength = sent.Expected;
        bool failed = result is not null && !result.Has("SCARD_S_SUCCESS") && !result.Has("0x00000000");
        if (failed) Talk.Fail(line, $"PC/SC error, no answer: {result}");
        else if (call.Received is { Count: > 0 } received) Talk.Answer(line, received.Text).AnswerLength = received.Expected;
        Talk.End();
    }

    private static SpyRows Rows(string value) => new((value.Between("(", ")") ?? "").LeadingNumber());

    private sealed class Call(int first, int last, bool isTransmit)
    {
        internal int First { get; } = first;
        internal int Last { get; set; } = last;
        internal bool IsTransmit { get; set; } = isTransmit;
        internal SpyRows? Sent { get; set; }
        internal SpyRows? Received { get; set; }
    }

    /// <summary>Rows whose number of octets may be unknown (-d): then the hex field's 47 columns bound them.</summary>
    private sealed class SpyRows(int? expected)
    {
        private readonly HexRows _rows = new(expected ?? int.MaxValue / 4);

        internal int? Expected { get; } = expected;

        internal HexText Text => _rows.Text;

        internal int Count => _rows.Count;

        internal void Add(ReadOnlySpan<char> row) => _rows.Add(row[..Math.Min(row.Length, HexColumns)]);

        private const int HexColumns = 47;
    }

    private static readonly System.Buffers.SearchValues<char> s_name = System.Buffers.SearchValues.Create("SCardarTnsmiConletPBgEdDutsGAvKRLFxbfypwI");
}
