using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Conformance.Lpas.Seen;

/// <summary>A chain of STORE DATA with what the ISD-R answered to it: one ES10 command, or one segment of a Bound Profile Package.</summary>
/// <param name="Position">Where it began, among all that was seen.</param>
/// <param name="End">Where it ended.</param>
/// <param name="Channel">The logical channel.</param>
/// <param name="Blocks">The commands, as they came.</param>
/// <param name="Answer">All octets that came back.</param>
/// <param name="Status">The last status word.</param>
internal sealed record Es10Exchange(int Position, int End, ChannelNumber Channel, SequenceOf<CommandApdu> Blocks, Octets Answer, StatusWord Status)
{
    /// <summary>What was sent, put together.</summary>
    internal Octets Request => Octets.Concat([.. Blocks.Select(block => block.Data)]);

    /// <summary>The tag that it begins with; 0 if with none.</summary>
    internal int Tag => BerTlv.TryHeader(Request, out TlvHeader header) ? header.Tag : 0;
}

/// <summary>Puts STORE DATA together again, channel by channel. SGP.22 v2.5 §5.7.2.</summary>
internal sealed class Es10Reader
{
    private readonly Dictionary<ChannelNumber, Chain> _open = [];
    private readonly List<Es10Exchange> _done = [];

    internal static IReadOnlyList<Es10Exchange> Read(IReadOnlyList<Sight> sights)
    {
        Es10Reader reader = new();
        for (int at = 0; at < sights.Count; at++) reader.Take(sights[at], at);
        return [.. reader._done.OrderBy(one => one.Position)];
    }

    private void Take(Sight sight, int position)
    {
        if (sight is Sight.Reset) _open.Clear();
        if (sight is not Sight.Apdu apdu || CommandApdu.TryParse(apdu.Command) is not { } command || apdu.Response.Length < 2) return;
        ChannelNumber channel = ChannelNumber.FromClass(command.Cla);
        if (command is { Ins: StoreData } && (command.Cla & Proprietary) != 0) TakeBlock(command, channel, position);
        else if (command.Ins != GetResponse || !_open.ContainsKey(channel)) return;
        TakeAnswer(ResponseApdu.Parse(apdu.Response), channel, position);
    }

    private void TakeBlock(CommandApdu block, ChannelNumber channel, int position)
    {
        if (!_open.TryGetValue(channel, out Chain? chain) || block.P2 == 0) _open[channel] = chain = new(position);
        chain.Blocks.Add(block);
    }

    private void TakeAnswer(ResponseApdu response, ChannelNumber channel, int position)
    {
        Chain chain = _open[channel];
        chain.Answer = Octets.Concat(chain.Answer, response.Data);
        switch (response.Status.Sw1)
        {
            case 0x61:
                return;
            case 0x6C:
                // The same will come again, with another Le.
                chain.Blocks.RemoveAt(chain.Blocks.Count - 1);
                return;
        }
        if (chain.Blocks.Count == 0) return;
        bool isOver = (chain.Blocks[^1].P1 & LastBlock) != 0 || !response.Status.IsOk;
        if (!isOver) return;
        _done.Add(new(chain.Position, position, channel, SequenceOf.From(chain.Blocks), chain.Answer, response.Status));
        _open.Remove(channel);
    }

    private sealed class Chain(int position)
    {
        internal int Position => position;

        internal List<CommandApdu> Blocks { get; } = [];

        internal Octets Answer { get; set; }
    }

    private const byte StoreData = 0xE2;
    private const byte GetResponse = 0xC0;
    private const byte Proprietary = 0x80;
    private const byte LastBlock = 0x80;
}
