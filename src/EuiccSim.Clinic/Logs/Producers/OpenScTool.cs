using EuiccSim.Clinic.Logs.Layers;
using EuiccSim.Clinic.Logs.Reading;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Clinic.Logs.Producers;

/// <summary>opensc-tool -s and opensc-explorer: "Sending: XX …", "Received (SW1=0xXX, SW2=0xXX):", and rows of 16 with a column of text. 61XX is fetched below.</summary>
internal sealed class OpenScTool(LogCollector into) : LogProducer("opensc-tool", into)
{
    private bool _isThere;
    private bool _rows;

    internal override void Look(IReadOnlyList<LogLine> lines) => _isThere = lines.Any(one => one.Text.Has("Received (SW1=0x"));

    internal override bool Take(LogLine line)
    {
        if (!_isThere) return false;
        string text = line.Text.TrimStart();
        if (text.Begins("Sending: "))
        {
            _rows = false;
            Talk.Command(line, HexText.Of(text.AsSpan(9)));
            return true;
        }
        if (text.Begins("Received (SW1=0x")) return TakeAnswer(line, text);
        if (!_rows || Talk.Open is not { Answer: { } answer } open) return false;
        HexRows row = new(PerRow);
        if (!row.Add(text.AsSpan(0, Math.Min(text.Length, HexColumns)))) return _rows = false;
        if (answer.Digits > LongestAnswer) return false;
        answer.Add(row.Text.Start.ToString());
        open.Last = line.Last;
        return true;
    }

    internal override bool Continue(LogLine line) => false;

    private bool TakeAnswer(LogLine line, string text)
    {
        HexText status = HexText.Of(text.Between("SW1=0x", ",") + text.Between("SW2=0x", ")"));
        PendingExchange pending = Talk.Answer(line, HexText.Of(""));
        pending.Status = status.Digits == 4 ? status.Start : Octets.Empty;
        _rows = text.TrimEnd().EndsWith(':');
        if (_rows || pending.Status is not [0x90, 0x00]) return true;
        if (pending.Command?.Start is { Length: > 5 }) pending.Note = "opensc-tool tells 9000 without data also where the card answered 61XX";
        return true;
    }

    private const int PerRow = 16;
    private const int HexColumns = 48;
    private const int LongestAnswer = 140_000;
}
