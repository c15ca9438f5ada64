using EuiccSim.Clinic.Logs.Layers;
using EuiccSim.Clinic.Logs.Reading;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Clinic.Logs.Producers;

/// <summary>pcscd --debug --apdu: "APDU: " and "SW: ", the latter with data and status word, behind the microseconds since the last line, if they are shown.</summary>
internal sealed class Pcscd(LogCollector into) : LogProducer("pcscd", into)
{
    private bool _isThere;

    // proxmark3 and others begin a line the same.
    internal override void Look(IReadOnlyList<LogLine> lines) => _isThere =
        lines.Any(one => one.Text.Begins("SW: ") || one.Text.Has(" SW: ") && one.Text.Fits("99999999", out _) || one.Text.Has("ifdhandler.c:") || one.Text.Has("winscard"));

    internal override bool Take(LogLine line)
    {
        if (!_isThere) return false;
        string text = line.Text;
        int at = text.Fits("99999999 ", out int end) ? end : 0;
        if (at < text.Length && text[at] == '[' && text.IndexOf("] ", at, StringComparison.Ordinal) is > 0 and int close) at = close + 2;
        string record = text[at..];
        if (record.Begins("APDU: ") && record.Length > 8) Talk.Command(line, HexText.Of(record.AsSpan(6)), "");
        else if (record.Begins("SW: ")) Talk.Answer(line, HexText.Of(record.AsSpan(4)), "");
        else if (record.After("Card ATR: ") is { } atr && HexText.Of(atr) is { IsEmpty: false } octets)
        {
            Talk.End();
            Into.Add(Format, new LogEvent.Reset(line.Range, octets.Start));
        }
        else if (record.Has("Received command: TRANSMIT")) Talk.Close();
        else return false;
        return true;
    }
}
