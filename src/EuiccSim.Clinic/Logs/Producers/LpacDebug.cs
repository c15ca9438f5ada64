using EuiccSim.Clinic.Logs.Layers;
using EuiccSim.Clinic.Logs.Reading;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Clinic.Logs.Producers;

/// <summary>
/// lpac with its debug switches: [DEBUG] [APDU] and [DEBUG] [HTTP]. Up to 2.3.0 in upper case with spaces and lower-case keys, later in lower case without.
/// "Lc" is Le where there is no data. EasyLPAC and MiniLPA write the same lines.
/// </summary>
internal sealed class LpacDebug(LogCollector into) : LogProducer("lpac-debug", into)
{
    private readonly HttpDialogue _http = new("lpac-debug", into);

    internal override bool Take(LogLine line)
    {
        int at = line.Text.At("[DEBUG] [");
        if (at < 0) return TakeResult(line);
        // What is written to stderr may begin within a line of stdout, and so may the next record.
        int next = line.Text.IndexOf("[DEBUG] [", at + 1, StringComparison.Ordinal);
        string record = next < 0 ? line.Text[at..] : line.Text[at..next];
        bool mine = TakeRecord(line, record);
        if (next > 0) mine |= Take(line.With(line.Text.AsSpan(next)));
        return mine;
    }

    internal override bool Continue(LogLine line) => Talk.Continue(line) || _http.Continue(line);

    internal override void End()
    {
        base.End();
        _http.End();
    }

    private bool TakeRecord(LogLine line, string record)
    {
        if (record.After("[APDU] [TX] ") is { } sent) TakeCommand(line, sent);
        else if (record.After("[APDU] [RX] ") is { } received) TakeAnswer(line, received);
        else if (record.After("[HTTP] [TX] ") is { } request) TakeRequest(line, request);
        else if (record.After("[HTTP] [RX] ") is { } response) TakeResponse(line, response);
        else return record.Has("[UNHANDLED BER-TLV]");
        return true;
    }

    private void TakeCommand(LogLine line, string record)
    {
        _http.EndBody();
        HexText command = HexText.Of(string.Concat(Field(record, "CLA: "), Field(record, "INS: "), Field(record, "P1: "), Field(record, "P2: "), Field(record, "Lc: ")));
        string data = record.After("Data:") ?? "…";
        if (data.AsSpan().TrimStart() is [] && command.Digits == 2 * HeaderLength)
        {
            PendingExchange get = Talk.Command(line, command);
            get.CommandLength = HeaderLength;
            return;
        }
        command.Add(data);
        Talk.Command(line, command);
        Into.Variant(Format, data.TrimStart() is [_, _, ' ', ..] ? "up to v2.3.0: upper case, with spaces" : "after v2.3.0: lower case, without spaces");
    }

    private void TakeAnswer(LogLine line, string record)
    {
        _http.EndBody();
        HexText status = HexText.Of(string.Concat(Field(record, "SW1: "), Field(record, "SW2: ")));
        PendingExchange pending = Talk.Answer(line, HexText.Of(record.After("Data:") ?? "…"));
        pending.Status = status.Digits == 4 ? status.Start : Octets.Empty;
    }

    private void TakeRequest(LogLine line, string record)
    {
        int data = record.AtAnyCase(", data: ");
        string url = record.BeginsAnyCase("url: ") ? record[5..(data < 5 ? record.Length : data)] : "";
        _http.Request(line, url, data < 0 ? "" : record[(data + 8)..]);
    }

    private void TakeResponse(LogLine line, string record)
    {
        int data = record.AtAnyCase(", data: ");
        _http.Answer(line, record.BeginsAnyCase("rcode: ") ? record[7..].LeadingNumber() : null, data < 0 ? "" : record[(data + 8)..]);
    }

    private bool TakeResult(LogLine line)
    {
        string text = line.Text.TrimStart();
        if (text.Begins("{\"type\":\"lpa\"") || text.Begins("{\"type\":\"progress\"") || text.Begins("{\"type\":\"driver\""))
        {
            _http.EndBody();
            return true;
        }
        bool isCall = text.Has("lpac") && text.Split(' ', 2)[0] is { } program && (program.EndsWith("lpac", StringComparison.Ordinal) || program.EndsWith("lpac.exe", StringComparison.Ordinal));
        if (isCall && text.AsSpan().ContainsAny('\\', '/')) Into.Wrapper("easylpac");
        return false;
    }

    /// <summary>Two digits behind a name; dots where the name is lost, or less stands there.</summary>
    private static string Field(string record, string name)
    {
        int at = record.At(name);
        return at < 0 || at + name.Length + 2 > record.Length ? "…" : record.Substring(at + name.Length, 2);
    }

    private const int HeaderLength = 5;
}
