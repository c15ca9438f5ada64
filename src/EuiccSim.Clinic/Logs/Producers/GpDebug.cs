using EuiccSim.Clinic.Logs.Layers;
using EuiccSim.Clinic.Logs.Reading;

namespace EuiccSim.Clinic.Logs.Producers;

/// <summary>gp.jar -d, and apdu4j: "A>> T=1 (4+0003) 80E29100 03 BF2000 00" and "A&lt;&lt; (0056+2) (8ms) DATA SW"; "SCardConnect(…) -> T=1, ATR".</summary>
internal sealed class GpDebug(LogCollector into) : LogProducer("gp-debug", into)
{
    internal override bool Take(LogLine line)
    {
        string text = line.Text;
        if (text.After("A>> ") is { } sent) TakeCommand(line, sent);
        else if (text.After("A<< ") is { } received && received.StartsWith('(')) TakeAnswer(line, received);
        else if (text.After("<< (") is { } failed && failed.Has(") SCARD_")) Talk.Fail(line, $"PC/SC error, no answer: {failed.After(") ")}");
        else if (text.After("SCardConnect(") is { } connect && connect.After(" -> ") is { } found) TakeConnect(line, found);
        else return text.Begins("SCardBeginTransaction(") || text.Begins("SCardEndTransaction(") || text.Begins("[TRACE] GPSession") || text.Begins("SCardDisconnect(");
        return true;
    }

    private void TakeConnect(LogLine line, string found)
    {
        Talk.End();
        string[] parts = found.Split(", ", 2);
        if (parts.Length == 2) Into.Add(Format, new LogEvent.Reset(line.Range, HexText.Of(parts[1]).Start) { Protocol = parts[0] });
    }

    private void TakeCommand(LogLine line, string record)
    {
        // Below T=0 the Java layer fetches the answer itself, unless it was told not to.
        int open = record.IndexOf('(', StringComparison.Ordinal);
        int close = open < 0 ? -1 : record.IndexOf(')', open);
        Talk.Command(line, HexText.Of(close < 0 ? record : record.AsSpan(close + 1)));
    }

    private void TakeAnswer(LogLine line, string record)
    {
        int? data = record[1..].LeadingNumber();
        int close = record.At(") (");
        int end = close < 0 ? record.IndexOf(')', StringComparison.Ordinal) : record.IndexOf(')', close + 1);
        string octets = end < 0 ? "…" : record[(end + 1)..];
        if (octets.TrimStart().Begins("SCARD_"))
        {
            Talk.Fail(line, $"PC/SC error, no answer: {octets.Trim()}");
            return;
        }
        Talk.Answer(line, HexText.Of(octets)).AnswerLength = data + 2;
    }
}
