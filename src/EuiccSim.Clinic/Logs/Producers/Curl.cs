using EuiccSim.Clinic.Logs.Layers;
using EuiccSim.Clinic.Logs.Reading;

namespace EuiccSim.Clinic.Logs.Producers;

/// <summary>
/// curl -v: "> " request headers, "&lt; " answer headers, "* " notes and the answer's body bare; the request's body only where the command line has it (-d).
/// --trace-ascii: "=> Send header", "=> Send data", "&lt;= Recv data" and rows "0000: …".
/// </summary>
internal sealed class Curl(LogCollector into) : LogProducer("curl", into)
{
    private readonly HttpDialogue _http = new("curl", into);
    private string? _given;
    private string? _path;
    private LogLine _request;
    private string _method = "POST";
    private string? _host;
    private bool _answers, _body;
    private Part _part;
    private readonly System.Text.StringBuilder _sent = new();

    internal override bool Take(LogLine line)
    {
        string text = line.Text;
        if (text.Begins("$ curl ") || text.Begins("curl ")) return TakeCommandLine(text);
        if (text.Begins("=> Send ") || text.Begins("<= Recv ") || text.Begins("== Info")) return TakeHead(line, text);
        if (_part != Part.None && IsRow(text)) return TakeRow(line, text[6..]);
        if (text.Begins("> ") && (text.Has(" HTTP/") || _path is not null)) return TakeRequestHeader(line, text[2..]);
        if (text.Begins("< HTTP/")) return TakeStatus(line, text[2..]);
        if (_answers && text.Begins("< ")) return true;
        if (text.Begins("* ") && (_answers || _path is not null))
        {
            _body = false;
            return true;
        }
        return false;
    }

    internal override bool Continue(LogLine line)
    {
        if (_http.Continue(line)) return true;
        if (!_answers || _body || line.Text.TrimStart() is not ['{' or '[', ..]) return false;
        _http.Answer(line, null, line.Text);
        return _body = true;
    }

    internal override void End()
    {
        EndRequest();
        _http.End();
        (_given, _answers, _body, _part) = (null, false, false, Part.None);
    }

    private bool TakeCommandLine(string text)
    {
        End();
        foreach (string option in s_data)
        {
            if (text.After(option) is not { Length: > 1 } given) continue;
            char quote = given[0];
            _given = quote is '\'' or '"' && given.IndexOf(quote, 1) is > 0 and int end ? given[1..end] : given.Split(' ')[0];
            if (quote == '"') _given = _given.Replace("\\\"", "\"", StringComparison.Ordinal);
        }
        return true;
    }

    private bool TakeRequestHeader(LogLine line, string header)
    {
        if (header.Has(" HTTP/"))
        {
            EndRequest();
            _http.End();
            string[] parts = header.Split(' ');
            (_request, _method, _path, _host, _answers, _body) = (line, parts[0], parts.Length > 1 ? parts[1] : "", null, false, false);
        }
        else if (header.BeginsAnyCase("host: ")) _host = header[6..].Trim();
        _request = _request with { Last = line.Last };
        return true;
    }

    private bool TakeStatus(LogLine line, string status)
    {
        EndRequest();
        _http.Status(line, status.Split(' ') is [_, var code, ..] ? code.LeadingNumber() : null);
        (_answers, _body) = (true, false);
        return true;
    }

    private void EndRequest()
    {
        if (_path is not { } path) return;
        _http.Request(_request, _host is null ? path : $"https://{_host}{path}", _sent.Length > 0 ? _sent.ToString() : _given, _method);
        (_path, _given) = (null, null);
        _sent.Clear();
    }

    private bool TakeHead(LogLine line, string text)
    {
        _part = text switch
        {
            _ when text.Begins("=> Send header") => Part.SentHeader,
            _ when text.Begins("=> Send data") => Part.Sent,
            _ when text.Begins("<= Recv header") => Part.ReceivedHeader,
            _ when text.Begins("<= Recv data") => Part.Received,
            _ => Part.None,
        };
        if (_part == Part.Received) EndRequest();
        return _part != Part.None || text.Begins("== Info");
    }

    private bool TakeRow(LogLine line, string row)
    {
        switch (_part)
        {
            case Part.SentHeader:
                return row.Length == 0 || TakeRequestHeader(line, row);
            case Part.Sent:
                _sent.Append(row);
                _request = _request with { Last = line.Last };
                return true;
            case Part.ReceivedHeader:
                return !row.Begins("HTTP/") || TakeStatus(line, row);
            default:
                if (_body) _http.Append(line, row);
                else _http.Answer(line, null, row);
                return _body = true;
        }
    }

    private static bool IsRow(string text) => text.Length >= 6 && text.AsSpan(0, 4).IsHex() && text[4] == ':' && text[5] == ' ';

    private enum Part
    {
        None,
        SentHeader,
        Sent,
        ReceivedHeader,
        Received,
    }

    private static readonly string[] s_data = [" -d ", " --data ", " --data-raw ", " --data-binary "];
}
