using EuiccSim.Clinic.Logs.Layers;
using EuiccSim.Clinic.Logs.Reading;

namespace EuiccSim.Clinic.Logs.Producers;

/// <summary>
/// Truphone's LPAdesktop by java.util.logging: a line with date, class and method, and one with level and message, both in the user's language; or
/// "[date time] [LEVEL ] MSG". Commands stand with their octets, answers as "0xXXXX" alone; those of ES10 as "APDU: {}", whose octets are lost.
/// </summary>
internal sealed class LpaDesktop(LogCollector into) : LogProducer("lpadesktop", into)
{
    private LogLine? _head;
    private int? _placeholder;
    private int _placeholderLast;
    private bool _answered;

    internal override bool Take(LogLine line)
    {
        string text = line.Text;
        if (text.Has("com.truphone.") && !text.Has("LEVEL") && !IsMessage(text))
        {
            _head = line;
            return true;
        }
        string? message = _head is { } head && line.Number <= head.Last + Nearby ? MessageOf(text) : text.StartsWith('[') && text.Between("[", "] [") is { } date && date.Has(":") ? BracketMessage(text) : null;
        // The line before it is lost.
        if (message is null && MessageOf(text) is "APDU: {}" or "Response: {}") message = MessageOf(text);
        if (message is null) return false;
        LogLine record = _head is { } first && line.Number <= first.Last + Nearby ? line with { Number = first.Number } : line;
        bool mine = TakeMessage(record, message) || _head is not null;
        if (mine && _head is not null) Into.Wrapper("jul");
        _head = null;
        return mine;
    }

    internal override void End()
    {
        EndPlaceholder();
        _head = null;
        base.End();
    }

    private bool TakeMessage(LogLine line, string message)
    {
        if (message is "APDU: {}" or "Response: {}")
        {
            if (message[0] == 'A' || _placeholder is null || _answered) EndPlaceholder();
            Talk.End();
            Into.Hides(Format);
            _answered = message[0] == 'R';
            _placeholder ??= line.Number;
            _placeholderLast = line.Last;
            return true;
        }
        if (message.Begins("0x") && message.Length == 6 && message.AsSpan(2).IsHex())
        {
            Talk.Answer(line, HexText.Of(message.AsSpan(2))).Note = "only the status word is logged";
            return true;
        }
        if (message.Length >= 8 && message.Length % 2 == 0 && message.AsSpan().IsHex())
        {
            EndPlaceholder();
            Into.Hides(Format);
            Talk.Command(line, HexText.Of(message));
            return true;
        }
        if (!message.Has("Exception")) return false;
        EndPlaceholder();
        if (Talk.IsWaiting) Talk.Fail(line, "exception instead of an answer");
        else Into.Add(Format, new Unrecoverable(line.Range, "an exception, to which command is unknown"));
        return true;
    }

    private void EndPlaceholder()
    {
        if (_placeholder is { } first)
        {
            string reason = _answered
                ? "placeholders that the program never filled in"
                : "a placeholder that the program never filled in, and an answer with data is not logged at all";
            Into.Add(Format, new Unrecoverable(new(first, _placeholderLast), reason));
        }
        (_placeholder, _answered) = (null, false);
    }

    // Another program's line may stand between the two.
    private const int Nearby = 3;

    private static bool IsMessage(string text) => MessageOf(text) is not null && text.At(": ") < 20;

    /// <summary>"INFORMATION: …": one word in any language, also with its own colon.</summary>
    private static string? MessageOf(string text)
    {
        int colon = text.AsSpan().IndexOfAny(':', '：');
        return colon is > 0 and < 20 && !text.AsSpan(0, colon).TrimEnd().Contains(' ') ? text[(colon + 1)..].Trim() : null;
    }

    private static string? BracketMessage(string text)
    {
        int second = text.At("] [");
        int end = second < 0 ? -1 : text.IndexOf(']', second + 3);
        return end < 0 ? null : text[(end + 1)..].Trim();
    }
}
