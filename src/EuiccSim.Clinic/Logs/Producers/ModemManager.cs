using System.Text;
using EuiccSim.Clinic.Logs.Layers;
using EuiccSim.Clinic.Logs.Reading;

namespace EuiccSim.Clinic.Logs.Producers;

/// <summary>ModemManager --debug: "[PORT/at] --> 'TEXT'", older "(PORT):", with CR and LF in angle brackets. An answer may be spread over several lines.</summary>
internal sealed class ModemManager : LogProducer
{
    private readonly AtTalk _at;
    private readonly StringBuilder _received = new();
    private LogLine? _receivedFirst;

    internal ModemManager(LogCollector into) : base("modemmanager-at", into) => _at = new("modemmanager-at", into);

    internal override bool Take(LogLine line)
    {
        string text = line.Text;
        int arrow = text.At("--> '");
        bool sent = arrow >= 0;
        if (!sent) arrow = text.At("<-- '");
        if (arrow < 1) return text.Has("/at] device open") || text.Has("/at] device close");
        string content = Decode(text[(arrow + 5)..].TrimEnd('\''));
        if (sent)
        {
            FlushReceived();
            foreach (string command in content.Split('\r', '\n')) _at.Take(line.With(command));
            return true;
        }
        _receivedFirst ??= line;
        _received.Append(content);
        if (!content.Contains('\n', StringComparison.Ordinal))
        {
            if (_received.Length > LongestLine) FlushReceived();
            return true;
        }
        string all = _received.ToString();
        int end = all.LastIndexOf('\n') + 1;
        Give(all[..end], line);
        _received.Clear().Append(all.AsSpan(end));
        return true;
    }

    internal override bool Continue(LogLine line) => _at.Talk.Continue(line);

    internal override void Hint(LogLine line) => _at.Talk.Hint(line);

    internal override void End()
    {
        FlushReceived();
        _at.End();
    }

    private void FlushReceived()
    {
        if (_receivedFirst is { } line) Give(_received.ToString(), line);
        _received.Clear();
        _receivedFirst = null;
    }

    private void Give(string text, LogLine line)
    {
        foreach (string one in text.Split('\r', '\n'))
        {
            if (one.Length > 0) _at.Take(line.With(one));
        }
        if (text.Length > 0) _receivedFirst = null;
    }

    /// <summary>"&lt;CR>", "&lt;LF>", and a backslash with three decimal digits.</summary>
    private static string Decode(string text)
    {
        string decoded = text.Replace("<CR>", "\r", StringComparison.Ordinal).Replace("<LF>", "\n", StringComparison.Ordinal);
        return decoded.Replace("\\13", "\r", StringComparison.Ordinal).Replace("\\10", "\n", StringComparison.Ordinal);
    }

    private const int LongestLine = 140_000;
}
