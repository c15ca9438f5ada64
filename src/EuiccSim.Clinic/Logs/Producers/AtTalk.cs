using EuiccSim.Clinic.Logs.Layers;
using EuiccSim.Clinic.Logs.Reading;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Clinic.Logs.Producers;

/// <summary>
/// A dialogue with a modem (3GPP TS 27.007 §8.17, §8.43 to §8.46), whoever logs it: AT+CSIM, +CCHO, +CGLA, +CCHC. Modems differ: no echo or one without its
/// first letter, quotes missing, a bare number for a session, answers in either case, unsolicited lines between.
/// </summary>
internal sealed class AtTalk(string format, LogCollector into)
{
    private readonly Dialogue _talk = new(format, into);
    private LogLine? _opening;
    private Octets? _aid;
    private LogLine? _closing;
    private string? _closed;
    private string? _sent;

    internal Dialogue Talk => _talk;

    /// <summary>What is said of each exchange.</summary>
    internal string? Note { get; init; }

    /// <summary>A line in either direction.</summary>
    /// <returns>False if it says nothing of a card.</returns>
    internal bool Take(LogLine line) => TakeCommand(line) || TakeAnswer(line);

    internal void End()
    {
        EndEvents(null);
        _talk.End();
    }

    private bool TakeCommand(LogLine line)
    {
        string text = line.Text.Trim();
        if (ArgumentsOf(text, "+CGLA=") is { } apdu) return TakeApdu(line, text, apdu.Split(',', 3), hasSession: true);
        if (ArgumentsOf(text, "+CSIM=") is { } plain) return TakeApdu(line, text, plain.Split(',', 2), hasSession: false);
        if (ArgumentsOf(text, "+CCHO=") is { } aid)
        {
            if (_opening is not null && _sent == text) return true;
            EndEvents(null);
            if (aid.Begins("?")) return true;
            (_opening, _aid, _sent) = (line, Octets.TryParse(aid.Trim('"', ' ')), text);
            return true;
        }
        if (ArgumentsOf(text, "+CCHC=") is not { } session) return false;
        if (_closing is not null && _sent == text) return true;
        EndEvents(null);
        (_closing, _closed, _sent) = (line, session.Trim('"', ' '), text);
        return true;
    }

    private bool TakeApdu(LogLine line, string text, string[] parts, bool hasSession)
    {
        // A modem's echo of what was logged when it was sent.
        if (_talk.IsWaiting && _sent == text) return true;
        EndEvents(null);
        if (parts[0].Begins("?")) return true;
        _sent = text;
        int? digits = parts[hasSession && parts.Length > 1 ? 1 : 0].LeadingNumber();
        bool hasLength = parts.Length == (hasSession ? 3 : 2);
        PendingExchange pending = _talk.Command(line, HexText.Of(hasLength ? parts[^1] : ""));
        if (pending.Command!.IsMixedCase) into.Wrapper("mixed-case");
        pending.CommandLength = hasLength ? digits / 2 : null;
        pending.Channel = hasSession ? parts[0].Trim('"', ' ') : null;
        pending.Note = Note;
        return true;
    }

    private bool TakeAnswer(LogLine line)
    {
        string text = line.Text.Trim();
        if (Behind(text, "+CGLA:") is { } apdu) return TakeApduAnswer(line, apdu);
        if (Behind(text, "+CSIM:") is { } plain) return TakeApduAnswer(line, plain);
        if (Behind(text, "+CCHO:") is { } session) return _opening is null || TakeSession(line, session);
        if (_opening is not null && IsSession(text)) return TakeSession(line, text);
        if (text is "OK" or "ok") return TakeOk(line);
        if (text is not ("ERROR" or "error") && !text.BeginsAnyCase("+CME ERROR")) return false;
        bool waited = _opening is not null || _closing is not null || _talk.IsWaiting;
        _closing = null;
        EndEvents(null);
        if (_talk.IsWaiting) _talk.Fail(line, text.Begins("+") ? $"{text} instead of an answer" : "ERROR instead of an answer");
        return waited;
    }

    private bool TakeApduAnswer(LogLine line, string arguments)
    {
        int comma = arguments.IndexOf(',', StringComparison.Ordinal);
        int? digits = comma < 0 ? null : arguments[..comma].LeadingNumber();
        PendingExchange pending = _talk.Answer(line, HexText.Of(comma < 0 ? arguments : arguments.AsSpan(comma + 1)));
        if (pending.Answer!.IsMixedCase) into.Wrapper("mixed-case");
        pending.AnswerLength = digits / 2;
        return true;
    }

    private bool TakeSession(LogLine line, string session)
    {
        if (session.TrimStart().Begins("<") || session.TrimStart().Begins("(")) return true;
        EndEvents(session.Trim('"', ' '));
        return true;
    }

    private bool TakeOk(LogLine line)
    {
        bool mine = _opening is not null || _closing is not null;
        EndEvents(null);
        if (_talk.Open is { } open && open.HasAnswer)
        {
            open.Last = line.Last;
            _talk.Close();
            return true;
        }
        return mine || _talk.IsWaiting;
    }

    /// <summary>A channel was asked for, or given back; without an answer the log does not tell which it is.</summary>
    private void EndEvents(string? session)
    {
        if (_opening is { } opening) into.Add(format, new LogEvent.Open(opening.Range, _aid, session) { Time = LogTime.Of(opening.Stamp) });
        if (_closing is { } closing) into.Add(format, new LogEvent.Close(closing.Range, _closed) { Time = LogTime.Of(closing.Stamp) });
        (_opening, _closing, _aid, _closed) = (null, null, null, null);
    }

    /// <summary>"1", or a handle of sixteen digits.</summary>
    private static bool IsSession(string text) => text.Length is > 0 and <= 16 && text.AsSpan().IsHex() && (text.Length <= 3 || text.Length == 16);

    private static string? ArgumentsOf(string text, string command)
    {
        int at = text.AtAnyCase(command);
        // "AT+CGLA=", "T+CGLA=", "> AT+CGLA=": what is before it is short.
        return at is >= 0 and < 24 ? text[(at + command.Length)..] : null;
    }

    private static string? Behind(string text, string prefix)
    {
        int at = text.AtAnyCase(prefix);
        return at is >= 0 and < 8 ? text[(at + prefix.Length)..] : null;
    }
}
