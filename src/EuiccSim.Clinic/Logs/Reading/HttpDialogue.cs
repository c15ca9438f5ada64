using System.Text;
using EuiccSim.Clinic.Logs.Layers;

namespace EuiccSim.Clinic.Logs.Reading;

/// <summary>Pairs requests with answers of a server, and gathers bodies over lines.</summary>
internal sealed class HttpDialogue(string format, LogCollector into)
{
    private Pending? _open;
    private Body? _body;

    /// <summary>A request begins; its body may follow.</summary>
    internal void Request(LogLine line, string url, string? body, string method = "POST")
    {
        End();
        _open = new(line) { Url = url, Method = method };
        if (body is not null) _body = _open.Request = new(body);
    }

    /// <summary>The body of the request that is open, on a line of its own.</summary>
    internal void RequestBody(LogLine line, string body)
    {
        _open ??= new(line);
        _body = _open.Request = new(body);
        _open.Last = line.Last;
    }

    /// <summary>The status of the answer, where it stands apart.</summary>
    internal void Status(LogLine line, int? status)
    {
        _open ??= new(line);
        _open.Status = status;
        _open.Last = line.Last;
        _body = null;
    }

    /// <summary>An answer, or the first line of it.</summary>
    internal void Answer(LogLine line, int? status, string body, string? url = null)
    {
        if (_open is null || _open.Response is not null) End();
        _open ??= new(line);
        _open.Url ??= url;
        _open.Status ??= status;
        _open.Last = line.Last;
        _body = _open.Response = new(body);
    }

    /// <summary>No answer came.</summary>
    internal void Fail(LogLine line)
    {
        if (_open is null) return;
        _open.Last = line.Last;
        End();
    }

    /// <summary>True if a line goes on with a body that is not whole.</summary>
    internal bool Continue(LogLine line)
    {
        if (_body is not { IsWhole: false } || _open is not { } open || open.Source != line.Source) return false;
        _body.Add("\n", line.Text);
        open.Last = line.Last;
        return true;
    }

    /// <summary>The next piece of a body that was cut without regard to its lines.</summary>
    internal void Append(LogLine line, string piece)
    {
        if (_body is not { IsWhole: false } || _open is not { } open) return;
        _body.Add("", piece);
        open.Last = line.Last;
    }

    /// <summary>What is open is as it is.</summary>
    internal void EndBody() => _body = null;

    internal void End()
    {
        if (_open is { } open)
        {
            into.Add(format, new LogHttp(new(open.First, open.Last), open.Url ?? "")
            {
                Method = open.Method,
                Status = open.Status,
                Request = open.Request?.ToString(),
                Response = open.Response?.ToString(),
                Time = open.Time,
            });
        }
        (_open, _body) = (null, null);
    }

    private sealed class Pending(LogLine line)
    {
        internal int First { get; } = line.Number;
        internal int Last { get; set; } = line.Last;
        internal string? Source { get; } = line.Source;
        internal DateTimeOffset? Time { get; } = LogTime.Of(line.Stamp);
        internal string? Url { get; set; }
        internal string Method { get; init; } = "POST";
        internal int? Status { get; set; }
        internal Body? Request { get; set; }
        internal Body? Response { get; set; }
    }

    /// <summary>A body that is JSON ends with its last bracket; another ends where a record begins.</summary>
    private sealed class Body
    {
        private readonly StringBuilder _text = new();
        private readonly bool _isJson;
        private int _depth;
        private bool _inString, _escaped;

        internal Body(string first)
        {
            _isJson = first.TrimStart() is ['{' or '[', ..];
            _text.Append(Scan(first));
        }

        internal bool IsWhole => _isJson ? _depth <= 0 : _text.Length == 0;

        internal void Add(string between, string line)
        {
            _text.Append(between).Append(Scan(line));
        }

        public override string ToString() => _text.ToString();

        /// <summary>What belongs to the body: curl writes its next note right behind the last bracket.</summary>
        private ReadOnlySpan<char> Scan(string text)
        {
            for (int at = 0; at < text.Length; at++)
            {
                char one = text[at];
                if (_escaped) _escaped = false;
                else if (_inString) (_escaped, _inString) = (one == '\\', one != '"');
                else if (one == '"') _inString = true;
                else if (one is '{' or '[') _depth++;
                else if (one is '}' or ']' && --_depth == 0 && _isJson) return text.AsSpan(0, at + 1);
            }
            return text;
        }
    }
}
