using EuiccSim.Clinic.Logs.Layers;
using EuiccSim.Clinic.Logs.Reading;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Clinic.Logs.Producers;

/// <summary>SmartSpy's text: "ATR -", "IFD -" and "ICC -" before the octets of T=0 with its procedure bytes, "*****" before what goes on.</summary>
internal sealed class SmartSpy(LogCollector into) : LogProducer("smartspy", into)
{
    private readonly List<byte> _command = [];
    private readonly List<byte> _answer = [];
    private LogLine? _first;
    private int _last;
    private char _side;

    internal override bool Take(LogLine line)
    {
        string text = line.Text.Trim();
        char side = text.Begins("ATR -") ? 'A' : text.Begins("IFD -") ? 'I' : text.Begins("ICC -") ? 'C' : text.Begins("*****") ? _side : '\0';
        if (side == '\0') return false;
        Octets octets = HexText.Of(text.AsSpan(MarkLength).TrimStart('*').TrimStart('-')).Start;
        if (side == 'A')
        {
            End();
            if (!text.Begins("*")) Into.Add(Format, new LogEvent.Reset(line.Range, octets));
        }
        else if (side == 'I') Sent(line, octets);
        else Received(line, octets);
        _side = side;
        return true;
    }

    internal override void End()
    {
        if (_first is { } first && _command.Count > 0)
        {
            LogLine whole = first with { Last = _last };
            Talk.Command(first, HexText.Of(Octets.Of([.. _command])));
            if (_answer.Count > 0) Talk.Answer(whole, HexText.Of(Octets.Of([.. _answer])));
        }
        else if (_first is { } orphan && _answer.Count > 0)
            Into.Add(Format, new Unrecoverable(new(orphan.Number, _last), "an answer whose command is not in the log") { Record = Octets.Of([.. _answer]) });
        Talk.End();
        Clear();
    }

    private void Sent(LogLine line, Octets octets)
    {
        // A header begins a command; what follows a procedure byte is its data.
        if (_command.Count == 0 || _answer.Count > 0 || ApduShape.MissingOf([.. _command]) <= 0) End();
        _first ??= line;
        _command.AddRange(octets.Span);
        _last = line.Last;
    }

    private void Received(LogLine line, Octets octets)
    {
        _first ??= line;
        if (_command.Count < 5)
        {
            _answer.AddRange(octets.Span);
            _last = line.Last;
            return;
        }
        bool acknowledges = _answer.Count == 0 && !octets.IsEmpty && octets[0] == _command[1];
        _answer.AddRange((acknowledges ? octets.Slice(1) : octets).Span);
        _last = line.Last;
        if (_answer.Count >= 2 && ApduShape.IsStatus([.. _answer]) && (_command[4] == 0 || _answer.Count is 2 || _answer.Count >= _command[4] + 2)) End();
    }

    private void Clear()
    {
        _command.Clear();
        _answer.Clear();
        (_first, _side) = (null, '\0');
    }

    private const int MarkLength = 5;
}
