using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;

namespace EuiccSim.Transports.Tracing.Gsmtap;

/// <summary>Commands and answers that come in messages of their own: a header or a command, then the answer, or its data and its status word.</summary>
internal sealed class TpduParts
{
    private DateTimeOffset _time;
    private Octets? _command;
    private Octets _data;
    private bool _isHeader;

    /// <summary>Takes the next message; answers what is complete with it.</summary>
    /// <param name="type">Which part it is.</param>
    /// <param name="time">When.</param>
    /// <param name="part">The octets.</param>
    /// <param name="hasCommand">False for an answer that nothing was asked for.</param>
    internal IEnumerable<TraceEvent> Add(GsmtapSimType type, DateTimeOffset time, Octets part, out bool hasCommand)
    {
        hasCommand = type is GsmtapSimType.TpduHeader or GsmtapSimType.TpduCommand || _command is not null;
        switch (type)
        {
            case GsmtapSimType.TpduCommand when _isHeader && _command is { Length: HeaderLength } header && part.Length == header[4]:
                (_command, _isHeader) = (Octets.Concat(header, part), false);
                return [];
            case GsmtapSimType.TpduHeader or GsmtapSimType.TpduCommand:
                IEnumerable<TraceEvent> before = [.. End()];
                (_time, _command, _data, _isHeader) = (time, part, default, type == GsmtapSimType.TpduHeader);
                return before;
            // An answer of two octets or more ends with its status word, unless that comes by itself.
            case GsmtapSimType.TpduResponse:
                _data = Octets.Concat(_data, part);
                return [];
            default:
                _data = Octets.Concat(_data, part);
                return [.. End()];
        }
    }

    /// <summary>What is there when something else begins.</summary>
    internal IEnumerable<TraceEvent> End()
    {
        if (_command is { } command)
        {
            Octets sent = command is { Length: HeaderLength } && command[4] == 0 && _data.Length <= 2 ? command.Slice(0, HeaderLength - 1) : command;
            yield return _data.Length >= 2
                ? new TraceEvent.Apdu(_time, sent, _data, TimeSpan.Zero)
                : new TraceEvent.Unanswered(_time, sent, "the capture has no answer to it");
        }
        (_command, _data, _isHeader) = (null, default, false);
    }

    private const int HeaderLength = 5;
}
