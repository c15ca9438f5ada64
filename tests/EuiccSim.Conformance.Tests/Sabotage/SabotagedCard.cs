using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Conformance.Tests.Sabotage;

/// <summary>
/// A good card behind something that does one thing wrongly. It puts the STORE DATA of each channel together, asks the good card on the same channel,
/// and answers as a card does: 256 octets at once, the rest for GET RESPONSE.
/// </summary>
internal sealed class SabotagedCard(ICardConnection good, CardFault fault) : ICardConnection
{
    private readonly Dictionary<int, List<CommandApdu>> _chains = [];
    private readonly Dictionary<int, (Octets Data, StatusWord Status)> _pending = [];

    public ValueTask<Octets> ResetAsync(CancellationToken cancellationToken)
    {
        _chains.Clear();
        _pending.Clear();
        return ValueTask.FromResult(fault.Reset(() => good.ResetAsync(CancellationToken.None).Now()));
    }

    public ValueTask<Octets> TransmitAsync(Octets command, CancellationToken cancellationToken) => ValueTask.FromResult(Transmit(command));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Octets Transmit(Octets octets)
    {
        if (CommandApdu.TryParse(octets) is not { } command) return Good(octets);
        int channel = ChannelNumber.FromClass(command.Cla).Value;
        if (command.Ins == GetResponse && _pending.ContainsKey(channel)) return Continue(channel, command.Ne);
        _pending.Remove(channel);
        // It ends what was begun.
        if (command.Ins == Select) _chains.Remove(channel);
        // What is no block of a command of ES10 is the good card's to refuse.
        if (command.Ins != StoreData || command.P1 is not (MoreBlocks or LastBlock) || (command.Cla & 0xBC) is not (0x80 or 0xA0) || (command.Cla & 0x9C) == 0x84)
            return fault.Apdu(command, one => Good(one.Encode()));
        List<CommandApdu> chain = _chains.TryGetValue(channel, out List<CommandApdu>? begun) ? begun : _chains[channel] = [];
        if (command.P2 == 0) chain.Clear();
        bool isInOrder = fault.TakesAnyBlock || command.P2 == chain.Count;
        chain.Add(command);
        if (!isInOrder || (command.P1 == LastBlock && chain.All(one => one.Data.IsEmpty))) return Flush(channel, chain);
        if (command.P1 != LastBlock) return ResponseApdu.Ok.Encode();
        _chains.Remove(channel);
        ResponseApdu answer = fault.Es10(Octets.Concat([.. chain.Select(one => one.Data)]), es10 => Ask(es10, channel, chain.Max(one => one.Data.Length)));
        _pending[channel] = (answer.Data, answer.Status);
        return Continue(channel, command.Ne);
    }

    /// <summary>A chain that is none is the good card's to refuse.</summary>
    private Octets Flush(int channel, List<CommandApdu> chain)
    {
        _chains.Remove(channel);
        Octets answer = default;
        foreach (CommandApdu one in chain) answer = Good(one.Encode());
        return answer;
    }

    private ResponseApdu Ask(Octets es10, int channel, int blockSize)
    {
        Octets data = default;
        ResponseApdu response = ResponseApdu.Ok;
        foreach (CommandApdu block in StoreDataBlocks.Split(es10, Math.Max(Math.Max(blockSize, 1), (es10.Length + 255) / 256)))
        {
            response = ApduExchange.SendAsync(good, block, new((byte)channel), CancellationToken.None).Now();
            data = Octets.Concat(data, response.Data);
            if (!response.Status.IsOk) break;
        }
        return new(data, response.Status);
    }

    private Octets Continue(int channel, int ne)
    {
        (Octets data, StatusWord status) = _pending[channel];
        int length = Math.Min(Math.Min(ne == 0 ? 256 : ne, 256), data.Length);
        if (length == data.Length)
        {
            _pending.Remove(channel);
            return new ResponseApdu(data, status).Encode();
        }
        _pending[channel] = (data.Slice(length), status);
        return new ResponseApdu(data.Slice(0, length), StatusWord.ResponseAvailable(data.Length - length)).Encode();
    }

    private Octets Good(Octets octets) => good.TransmitAsync(octets, CancellationToken.None).Now();

    private const byte Select = 0xA4;
    private const byte StoreData = 0xE2;
    private const byte GetResponse = 0xC0;
    private const byte MoreBlocks = 0x11;
    private const byte LastBlock = 0x91;
}
