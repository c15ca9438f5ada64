using EuiccSim.Clinic.Logs.Layers;
using EuiccSim.Clinic.Logs.Reading;

namespace EuiccSim.Clinic.Logs.Producers;

/// <summary>
/// scriptor: "> XX …" and "&lt; XX … : words", the answer folded after 16 octets, so it ends at the colon and not before; "> RESET" and "&lt; OK: ATR".
/// gscriptor: "Sending: " and "Received: ".
/// </summary>
internal sealed class Scriptor(LogCollector into) : LogProducer("scriptor", into)
{
    private bool _folded;
    private bool _resets;
    private bool _isThere;

    internal override void Look(IReadOnlyList<LogLine> lines) => _isThere = lines.Any(one => one.Text.TrimStart() is var text
        && (text.Begins("< OK: ") || text.Begins("< ") && text.At(" : ") is > 2 and int colon && IsSpaced(text.AsSpan(2, colon - 2))
            || !text.Begins("<") && !text.Begins(">") && text.At(" : ") is > 4 and int folded && IsSpaced(text.AsSpan(0, folded))));

    internal override bool Take(LogLine line)
    {
        if (!_isThere) return false;
        string text = line.Text.TrimStart();
        if (text.TrimEnd() is "> RESET" or "> reset")
        {
            Talk.End();
            (_resets, _folded) = (true, false);
            return true;
        }
        if (text.Begins("< OK: ") || text.Begins("< KO: ")) return TakeReset(line, text[6..]);
        if (text.Begins("> ") && text.AsSpan(2).TrimEnd() is { Length: >= 11 } command && IsSpaced(command)) return TakeCommand(line, command);
        if (text.Begins("< ") && text.Length > 4 && IsSpaced(Octets(text[2..]))) return TakeAnswer(line, text[2..]);
        return _folded && TakeFolded(line, text);
    }

    internal override void End()
    {
        (_folded, _resets) = (false, false);
        base.End();
    }

    private bool TakeReset(LogLine line, string atr)
    {
        if (_resets || Talk.Open is null) Into.Add(Format, new LogEvent.Reset(line.Range, HexText.Of(Octets(atr)).Start));
        _resets = false;
        return true;
    }

    private bool TakeCommand(LogLine line, ReadOnlySpan<char> command)
    {
        _folded = false;
        Talk.Command(line, HexText.Of(command));
        return true;
    }

    private bool TakeAnswer(LogLine line, string answer)
    {
        _folded = answer.At(" : ") < 0;
        Talk.Answer(line, HexText.Of(Octets(answer)));
        return true;
    }

    private bool TakeFolded(LogLine line, string text)
    {
        ReadOnlySpan<char> octets = Octets(text);
        if (Talk.Open is not { Answer: { } answer } open || !IsSpaced(octets) || answer.Digits > LongestAnswer) return false;
        answer.Add(octets);
        open.Last = line.Last;
        _folded = text.At(" : ") < 0;
        return true;
    }

    private static ReadOnlySpan<char> Octets(string text) => text.At(" : ") is >= 0 and int colon ? text.AsSpan(0, colon) : text;

    /// <summary>Octets with one space between, as this program writes them, or left out in part.</summary>
    private static bool IsSpaced(ReadOnlySpan<char> text)
    {
        text = text.TrimEnd();
        for (int at = 0; at < text.Length; at++)
        {
            if (at % 3 == 2 ? text[at] != ' ' : !char.IsAsciiHexDigit(text[at]) && text[at] is not ('.' or '…' or '*' or 'x')) return false;
        }
        return text.Length >= 2;
    }

    private const int LongestAnswer = 140_000;
}
