using System.Text;
using EuiccSim.Clinic.Logs.Layers;
using EuiccSim.Clinic.Logs.Reading;

namespace EuiccSim.Clinic.Logs.Producers;

/// <summary>osmo-smdpp: "Rx JSON: {…}" is a request, "Tx JSON: {…}" its answer. Which function it is stands in none of them.</summary>
internal sealed class OsmoSmdpp(LogCollector into) : LogProducer("osmo-smdpp", into)
{
    private readonly HttpDialogue _http = new("osmo-smdpp", into);

    internal override bool Take(LogLine line)
    {
        if (line.Text.After("Rx JSON: ") is { } request) _http.Request(line, "", request);
        else if (line.Text.After("Tx JSON: ") is { } answer) _http.Answer(line, null, answer);
        else return false;
        return true;
    }

    internal override bool Continue(LogLine line) => _http.Continue(line);

    internal override void End() => _http.End();
}

/// <summary>nginx's access log: method, path and status; the body of the request only if log_format has $request_body, escaped as \x22.</summary>
internal sealed class NginxAccess(LogCollector into) : LogProducer("nginx-access", into)
{
    internal override bool Take(LogLine line)
    {
        string text = line.Text;
        int path = text.At("\"POST /gsma/rsp2/");
        int end = path < 0 ? -1 : text.IndexOf(" HTTP/", path, StringComparison.Ordinal);
        int quote = end < 0 ? -1 : text.IndexOf("\" ", end, StringComparison.Ordinal);
        if (quote < 0) return false;
        int body = text.IndexOf("{\\x22", quote, StringComparison.Ordinal);
        int last = body < 0 ? -1 : text.LastIndexOf('}');
        Into.Add(Format, new LogHttp(line.Range, text[(path + 6)..end])
        {
            Status = text[(quote + 2)..].LeadingNumber(),
            Request = last > body && body >= 0 ? Unescaped(text[body..(last + 1)]) : null,
        });
        return true;
    }

    private static string Unescaped(string text)
    {
        StringBuilder plain = new(text.Length);
        for (int at = 0; at < text.Length; at++)
        {
            if (text[at] == '\\' && at + 3 < text.Length && text[at + 1] == 'x' && text.AsSpan(at + 2, 2).IsHex())
            {
                plain.Append((char)Convert.ToInt32(text.Substring(at + 2, 2), 16));
                at += 3;
            }
            else plain.Append(text[at]);
        }
        return plain.ToString();
    }
}
