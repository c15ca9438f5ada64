using EuiccSim.Clinic.Logs.Layers;
using EuiccSim.Clinic.Logs.Reading;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Clinic.Logs.Producers;

/// <summary>
/// SIMtrace: "[PPS(Fi=…) ][ATR ]APDU: xx xx …" or "TPDU: …", also with a time before it and "(incomplete)" behind it. Header, data, answer and status word run
/// together.
/// </summary>
internal sealed class Simtrace(LogCollector into) : LogProducer("simtrace", into)
{
    private bool _isThere;

    internal override void Look(IReadOnlyList<LogLine> lines) => _isThere =
        lines.Any(one => RecordOf(one.Text) is not null) && !lines.Any(one => one.Text.Has("SW: ") || one.Text.Has("RSP") || one.Text.Has("RAPDU"));

    internal override bool Take(LogLine line)
    {
        if (!_isThere || RecordOf(line.Text) is not { } record) return false;
        HexText octets = HexText.Of(record);
        if (octets.IsEmpty) return false;
        string head = line.Text[..^record.Length];
        if (head.Has("ATR")) Into.Add(Format, new LogEvent.Reset(line.Range, octets.Start));
        else if (head.Has("PPS")) return true;
        else if (octets.IsElided || octets.IsOdd || octets.Rest.Has("incomplete"))
            Into.Add(Format, new Unrecoverable(line.Range, "the sniffer says that the record is not complete") { Record = octets.Start });
        else Into.Add(Format, MergedRecord.Part(line.Range, octets.Start));
        return true;
    }

    private static string? RecordOf(string text)
    {
        int at = text.At("APDU: ");
        if (at < 0) at = text.At("TPDU: ");
        return at is < 0 or > 60 || at > 0 && text[at - 1] is not (' ' or ')' or ']') ? null : text[(at + 6)..];
    }
}

/// <summary>simtrace2-cardem: "=> DATA: flags=0x01 (HDR ), …" from the terminal, "request_sw_tx(sw=…)" and "request_pb_and_tx(… tx=…)" to it.</summary>
internal sealed class SimtraceCardem(LogCollector into) : LogProducer("simtrace2-cardem", into)
{
    internal override bool Take(LogLine line)
    {
        string text = line.Text;
        if (text.After("DATA: flags=0x") is { } data && data.IndexOf(')', StringComparison.Ordinal) is > 0 and int close)
        {
            HexText octets = HexText.Of(data.AsSpan(close + 1));
            if (data.AsSpan(0, close).Contains("HDR", StringComparison.Ordinal)) Talk.Command(line, octets);
            else if (Talk.Open is { Command: { } command, HasAnswer: false } open)
            {
                command.Add(octets.Start.ToString());
                open.Last = line.Last;
            }
            return true;
        }
        if (text.Has("request_pb_and_tx(") && text.After("tx=") is { } sent)
        {
            Talk.Answer(line, HexText.Of(sent.Split(',', ')')[0])).Status = Octets.Empty;
            return true;
        }
        if (!text.Has("request_sw_tx(") || text.After("sw=") is not { } status) return false;
        PendingExchange pending = Talk.Open is { Status.IsEmpty: true } answered ? answered : Talk.Answer(line, HexText.Of(""));
        pending.Status = HexText.Of(status.Split(',', ')')[0]).Start;
        pending.Last = line.Last;
        return true;
    }
}
