using EuiccSim.Clinic.Logs.Layers;
using EuiccSim.Clinic.Logs.Reading;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Clinic.Logs.Producers;

/// <summary>
/// OpenEUICC and EasyEUICC with verbose logging: OMAPI, TelephonyManager, USB readers (CCID, answers only) and HTTP; and NekokoLPA, which logs answers only.
/// Threads are paired each on its own.
/// </summary>
internal sealed class OpenEuicc(LogCollector into) : LogProducer("openeuicc", into)
{
    private readonly HttpDialogue _http = new("openeuicc", into);

    internal override bool Take(LogLine line)
    {
        string text = line.Text;
        if (text.Begins("OMAPI APDU: ") || text.Begins("TelephonyManager APDU: ")) Command(line, text[(text.At(": ") + 2)..]);
        else if (text.Begins("OMAPI APDU response: ") || text.Begins("TelephonyManager APDU response: ")) Answer(line, text[(text.At(": ") + 2)..]);
        else if (text.Begins("Received checksum error 0x6601, retrying")) Repeat(line);
        else if (text.Begins("OMAPI APDU exception")) Talk.Fail(line, "exception instead of an answer");
        else if (text.Begins("Transmit Response: ")) Answer(line, text["Transmit Response: ".Length..]);
        else if (text.Begins("Received ") && text.After(" bytes: ") is { } ccid) return TakeCcid(line, text["Received ".Length..].LeadingNumber(), ccid);
        else return TakeHttp(line, text);
        return true;
    }

    internal override bool Continue(LogLine line) => Talk.Continue(line) || _http.Continue(line);

    internal override void End()
    {
        base.End();
        _http.End();
    }

    private void Command(LogLine line, string hex)
    {
        Into.Hides(Format);
        Talk.Command(line, HexText.Of(hex));
    }

    private void Answer(LogLine line, string hex)
    {
        if (hex is "null") Talk.Fail(line, "no answer (null)");
        else Talk.Answer(line, HexText.Of(hex));
    }

    /// <summary>The command goes out once more, and only its answer is logged.</summary>
    private void Repeat(LogLine line)
    {
        if (Talk.Open is { Command: { } command })
            Talk.Command(line, HexText.Of(command.Start)).Note = "the same command sent again, which the log does not show";
    }

    /// <summary>The whole input buffer: a header of 10 octets (CCID §6.2), the length in it little-endian, and behind them what an earlier answer left.</summary>
    private bool TakeCcid(LogLine line, int? count, string hex)
    {
        Octets buffer = HexText.Of(hex).Start;
        if (buffer.Length < CcidHeader || buffer[0] != 0x80) return buffer.Length > 0 && buffer[0] is >= 0x81 and < 0x85;
        int length = buffer[1] | buffer[2] << 8;
        int there = Math.Min(Math.Min(length, buffer.Length - CcidHeader), (count ?? int.MaxValue) - CcidHeader);
        // What else comes from a reader is parameters and times it asks for.
        if (there < 2) return true;
        Talk.Answer(line, HexText.Of(buffer.Slice(CcidHeader, there))).Damage = "a USB reader's answers are logged, its commands are not";
        return true;
    }

    private bool TakeHttp(LogLine line, string text)
    {
        if (text.Between("transmit(url = ", ")") is { } url) _http.Request(line, url, null);
        else if (text.Begins("HTTP tx = ")) _http.RequestBody(line, text["HTTP tx = ".Length..]);
        else if (text.Begins("transmit responseCode = ")) _http.Status(line, text["transmit responseCode = ".Length..].LeadingNumber());
        else if (text.Begins("HTTP response body = ")) _http.Answer(line, null, text["HTTP response body = ".Length..]);
        else return _http.Continue(line);
        return true;
    }

    private const int CcidHeader = 10;
}
