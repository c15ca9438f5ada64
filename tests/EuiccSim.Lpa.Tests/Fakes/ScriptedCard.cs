using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Lpa.Tests.Fakes;

/// <summary>
/// A card that is a script: it puts STORE DATA chains together, keeps all commands, and answers each whole ES10 command with the next
/// answer. Chains that are segments of a Bound Profile Package are answered with '9000' until <see cref="BppResult"/> is due.
/// </summary>
internal sealed class ScriptedCard : IChannelOpener
{
    private readonly Queue<(string? Expected, Func<ResponseApdu> Answer)> _script = new();
    private Octets _chain;

    internal List<string> Apdus { get; } = [];

    /// <summary>Whole commands, in hexadecimal digits; segments too.</summary>
    internal List<string> Commands { get; } = [];

    internal List<Aid> Opened { get; } = [];

    internal bool IsClosed { get; private set; }

    /// <summary>Once the LPA has sent this many segments, the result is given.</summary>
    internal int SegmentsUntilResult { get; set; } = -1;

    internal string BppResult { get; set; } = "";

    /// <summary>Called with the number of each segment taken.</summary>
    internal Action<int>? OnSegment { get; set; }

    internal ResponseApdu? SegmentFault { get; set; }

    internal Func<Aid, bool> HasApplication { get; init; } = _ => true;

    /// <summary>The next command gets this answer; with an expected command, it must be that one.</summary>
    internal ScriptedCard Answers(string data, string sw = "9000", string? to = null)
    {
        ResponseApdu answer = new(Octets.FromHex(data), new(Convert.ToUInt16(sw, 16)));
        _script.Enqueue((to, () => answer));
        return this;
    }

    internal ScriptedCard Throws(Exception fault)
    {
        _script.Enqueue((null, () => throw fault));
        return this;
    }

    /// <summary>A channel on which the ISD-R is selected.</summary>
    internal IApplicationChannel Channel => new OpenChannel(this);

    internal int Unused => _script.Count;

    public ValueTask<IApplicationChannel> OpenAsync(Aid aid, CancellationToken cancellationToken)
    {
        Opened.Add(aid);
        if (!HasApplication(aid)) throw new CardException(StatusWord.FileNotFound, new(0, 0xA4, 4, 0, aid.Value));
        return new(Channel);
    }

    private ResponseApdu Process(CommandApdu command)
    {
        Apdus.Add(command.Encode().ToString());
        _chain = command.P2 == 0 ? command.Data : Octets.Concat(_chain, command.Data);
        if (command.P1 == 0x11) return ResponseApdu.Ok;
        Commands.Add(_chain.ToString());
        return IsSegment(_chain) ? Segment() : Next();
    }

    /// <summary>Functions of ES10 begin with 'BF'; of those only 'BF36' is a segment.</summary>
    private static bool IsSegment(Octets command) => command[0] != 0xBF || command[1] == 0x36;

    private ResponseApdu Segment()
    {
        SegmentsUntilResult--;
        OnSegment?.Invoke(SegmentsUntilResult);
        if (SegmentsUntilResult > 0) return ResponseApdu.Ok;
        return SegmentFault ?? new(Octets.FromHex(BppResult));
    }

    private ResponseApdu Next()
    {
        if (_script.Count == 0) throw new AssertionException($"The script has no answer to {Commands[^1]}.");
        (string? expected, Func<ResponseApdu> answer) = _script.Dequeue();
        if (expected is not null) Assert.That(Commands[^1], Is.EqualTo(expected.ToUpperInvariant()));
        return answer();
    }

    private sealed class OpenChannel(ScriptedCard card) : IApplicationChannel
    {
        public ValueTask<ResponseApdu> TransmitAsync(CommandApdu command, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new(card.Process(command));
        }

        public ValueTask DisposeAsync()
        {
            card.IsClosed = true;
            return default;
        }
    }
}
