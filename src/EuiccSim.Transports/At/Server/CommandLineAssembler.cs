using System.Text;

namespace EuiccSim.Transports.At.Server;

/// <summary>What came between "AT" and the end of the line.</summary>
/// <param name="Text">The commands.</param>
/// <param name="IsRepeat">True for "A/": the last line once more.</param>
/// <param name="IsTooLong">True if the line was longer than it may be; it is dropped.</param>
internal readonly record struct CommandLineInput(string Text, bool IsRepeat = false, bool IsTooLong = false);

/// <summary>Makes command lines of octets. ITU-T V.250 §5.2.1, §5.2.4.</summary>
internal sealed class CommandLineAssembler(int limit)
{
    private readonly StringBuilder _text = new();
    private Place _place;
    private bool _tooLong;
    private CommandLineInput? _complete;

    /// <summary>True if the next octet begins a line.</summary>
    internal bool IsAtBeginning => _place == Place.Before;

    /// <summary>Takes octets up to the end of a line, and answers how many.</summary>
    internal int Take(ReadOnlySpan<byte> octets)
    {
        for (int i = 0; i < octets.Length; i++)
        {
            Take(octets[i]);
            if (_complete is not null) return i + 1;
        }
        return octets.Length;
    }

    /// <summary>The line, if one is complete now.</summary>
    internal CommandLineInput? Complete()
    {
        CommandLineInput? complete = _complete;
        _complete = null;
        return complete;
    }

    private void Take(byte octet)
    {
        char c = (char)(octet & 0x7F);
        switch (_place)
        {
            case Place.Commands:
                TakeCommand(c);
                break;
            case Place.AfterA when c is 'T' or 't':
                _place = Place.Commands;
                break;
            case Place.AfterA when c == '/':
                End(new("", IsRepeat: true));
                break;
            default:
                _place = c is 'A' or 'a' ? Place.AfterA : Place.Before;
                break;
        }
    }

    private void TakeCommand(char c)
    {
        // A line feed ends a line as well: not every program sends the carriage return.
        if (c is '\r' or '\n') End(new(_tooLong ? "" : _text.ToString(), IsTooLong: _tooLong));
        else if (c is '\b' or '\x7F') _text.Length -= _text.Length > 0 ? 1 : 0;
        else if (c < ' ') return;
        else if (_text.Length >= limit) _tooLong = true;
        else _text.Append(c);
    }

    private void End(CommandLineInput input)
    {
        _complete = input;
        _text.Clear();
        _tooLong = false;
        _place = Place.Before;
    }

    private enum Place
    {
        Before,
        AfterA,
        Commands,
    }
}
