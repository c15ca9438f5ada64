using EuiccSim.Clinic.Logs.Layers;
using EuiccSim.Clinic.Logs.Reading;

namespace EuiccSim.Clinic.Logs.Producers;

/// <summary>What a terminal program shows of a modem: minicom, picocom, socat, atinout, screen; and AT+CLOGBUFFSIMAPDU (3GPP TS 27.007).</summary>
internal sealed class AtDialogue(LogCollector into) : LogProducer("at-dialogue", into)
{
    private readonly AtTalk _at = new("at-dialogue", into);

    internal override bool Take(LogLine line)
    {
        if (line.Text.After("TX Data APDU: ") is { } sent && line.Text.BeginsAnyCase("+CLOGBUFF")) Talk.Command(line, HexText.Of(sent));
        else if (line.Text.After("RX Data APDU: ") is { } received && line.Text.BeginsAnyCase("+CLOGBUFF")) Talk.Answer(line, HexText.Of(received));
        else return _at.Take(WithoutTime(line));
        return true;
    }

    internal override bool Continue(LogLine line) => _at.Talk.Continue(Unquoted(line)) || Talk.Continue(line);

    internal override void Hint(LogLine line) => _at.Talk.Hint(line);

    internal override void End()
    {
        base.End();
        _at.End();
    }

    /// <summary>Terminal programs write the time before a line if they are told to: "[2026-11-30 10:00:00.123] ", "10:00:00.123 ".</summary>
    private static LogLine WithoutTime(LogLine line)
    {
        string text = line.Text;
        int start = text.StartsWith('[') ? 1 : 0;
        if (!text.Fits("9999-99-99 99:99:99", out int end, start) && !text.Fits("99:99:99", out end, start)) return line;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] is '.' or ',' or ']' or ' ' or ':')) end++;
        return line.With(text.AsSpan(end));
    }

    /// <summary>The last piece of a folded answer ends with its quotation mark.</summary>
    internal static LogLine Unquoted(LogLine line) => line.Text.EndsWith('"') ? line.With(line.Text.AsSpan().TrimEnd('"')) : line;
}

/// <summary>Programs that log a dialogue with a modem with a mark before each line.</summary>
internal sealed class MarkedAtDialogue : LogProducer
{
    private readonly AtTalk _at;
    private readonly string[] _marks;

    private MarkedAtDialogue(string format, LogCollector into, string? note, params string[] marks) : base(format, into)
    {
        _at = new(format, into) { Note = note };
        _marks = marks;
    }

    /// <summary>openpilot's lpa.py with DEBUG=1: "SER >> ", "SER &lt;&lt; ", "DBUS >> "; over D-Bus without OK. The class byte is always 80.</summary>
    internal static MarkedAtDialogue OfOpenpilot(LogCollector into) =>
        new("openpilot-lpa", into, "class byte without channel; the modem puts it in", "SER >> ", "SER << ", "DBUS >> ", "DBUS << ");

    /// <summary>lpac's driver at: AT_DEBUG (what came from the modem), later in both directions, with a time.</summary>
    internal static MarkedAtDialogue OfLpac(LogCollector into) => new("lpac-at-debug", into, null, "AT_DEBUG: ", "AT_DEBUG_TX", "AT_DEBUG_RX");

    /// <summary>pySim over a modem, and Huawei's log of its modem.</summary>
    internal static MarkedAtDialogue OfOthers(LogCollector into) =>
        new("at-dialogue", into, null, "Sending AT command: ", "Received AT response: ", "AT > ", "AT < ", "[TX] ", "[RX] ");

    internal override bool Take(LogLine line)
    {
        foreach (string mark in _marks)
        {
            int at = line.Text.At(mark);
            if (at is < 0 or > 40) continue;
            string text = line.Text[(at + mark.Length)..];
            // "AT_DEBUG_TX(3.5000000): …"
            if (text.StartsWith('(') || text.StartsWith(':')) text = text.After(": ") ?? "";
            text = text.Trim().Trim('\'').Replace("b'", "", StringComparison.Ordinal);
            return _at.Take(line.With(text)) || text.Length == 0 || Format != "at-dialogue";
        }
        return false;
    }

    internal override bool Continue(LogLine line) => _at.Talk.Continue(AtDialogue.Unquoted(line));

    internal override void Hint(LogLine line) => _at.Talk.Hint(line);

    internal override void End() => _at.End();
}
