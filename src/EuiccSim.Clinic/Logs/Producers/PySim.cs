using EuiccSim.Clinic.Logs.Layers;
using EuiccSim.Clinic.Logs.Reading;

namespace EuiccSim.Clinic.Logs.Producers;

/// <summary>pySim --apdu-trace: "-> CCIIPPPPLL DATA", "&lt;- SW: DATA", "-- RESET". Older ones show each TPDU, newer ones the APDU with Le and no GET RESPONSE.</summary>
internal sealed class PySim(LogCollector into) : LogProducer("pysim-trace", into)
{
    internal override bool Take(LogLine line)
    {
        string text = line.Text.TrimStart();
        if (text.Begins("INFO: ")) text = text[6..];
        if (text.Begins("-> ") && BeginsHex(text, 3, 4)) Talk.Command(line, HexText.Of(text.AsSpan(3)));
        else if (text.Begins("<- ") && text.Length >= 7 && BeginsHex(text, 3, 4) && (text.Length == 7 || text[7] == ':')) TakeAnswer(line, text);
        else if (text.Begins("-- RESET")) Talk.End();
        else return false;
        return true;
    }

    private void TakeAnswer(LogLine line, string text)
    {
        PendingExchange pending = Talk.Answer(line, HexText.Of(text.Length > 8 ? text.AsSpan(8) : ""));
        pending.Status = EuiccSim.Protocol.Asn1.Octets.FromHex(text.Substring(3, 4));
    }

    private static bool BeginsHex(string text, int at, int count) => text.Length >= at + count && text.AsSpan(at, count).IsHex();
}
