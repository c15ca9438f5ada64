using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Tests.Model;

/// <summary>APDUs to the card, each answer compared with what the model says. ISO/IEC 7816-4 §5.3.4, TS 102 221 §7.3, §10.1, §11.1.</summary>
internal sealed class ModelWire(VirtualEuicc card, ModelCard model, bool isT0, ISet<string> outcomes)
{
    // 'BF31 03 80 01 00', an answer that is a result and nothing else.
    private const int ResultLength = 12;
    private readonly List<string> _log = [];

    internal VirtualEuicc Card => card;

    internal ModelCard Model => model;

    /// <summary>Written before each step, so that a disagreement can be read.</summary>
    internal void Note(string text) => _log.Add(text);

    internal void Check(string actual, string expected, string command)
    {
        if (Hex.Matches(actual, expected)) return;
        throw new AssertionException($"{string.Join('\n', _log)}\n{command}\n  the card:  {actual}\n  the model: {expected}");
    }

    /// <summary>One command APDU. If it is not GET RESPONSE, what waited on the channel is gone.</summary>
    internal string Transmit(int channel, string apdu)
    {
        string octets = Class(channel, apdu[..2]) + apdu[2..];
        if (apdu[2..4] != "C0" && model.Channels[channel] is { } open) open.Waiting = null;
        return card.Process(Octets.FromHex(octets)).ToString();
    }

    internal void Exchange(int channel, string apdu, string expected)
    {
        if (model.Channels[channel] is null) expected = "6881";
        Check(Transmit(channel, apdu), expected, $"channel {channel}: {apdu}");
    }

    /// <summary>One block of STORE DATA that ends a command: the model runs it, and gives its answer in parts if it has to.</summary>
    /// <returns>The whole answer.</returns>
    internal string Last(int channel, ModelCommand command, int block, string data, bool hasLe)
    {
        string apdu = $"80E291{block:X2}{data.Length / 2:X2}{data}{(hasLe ? "00" : "")}";
        string answer = Transmit(channel, apdu);
        string expected = command.Run(model);
        if (expected.Length == ResultLength) outcomes.Add(expected);
        ModelChannel open = model.Channels[channel]!;
        open.Chain = null;
        string part = Shape(open, expected, hasLe && !isT0 ? 512 : 0);
        Check(answer, part, $"channel {channel}: {command.Name}: {apdu}");
        string whole = answer[..^4];
        while (hasLe && open.Waiting is not null) whole += GetResponse(channel);
        return whole;
    }

    /// <summary>GET RESPONSE for all there is.</summary>
    internal string GetResponse(int channel)
    {
        string answer = Transmit(channel, "00C0000000");
        string expected = model.Channels[channel] switch
        {
            null => "6881",
            { Waiting: null } => "6985",
            { Waiting: { } rest } open => Shape(open, rest, 512),
        };
        Check(answer, expected, $"channel {channel}: GET RESPONSE");
        return answer[..^4];
    }

    /// <summary>As much as fits, and '61XX' for what waits; '00' stands for 256 and more.</summary>
    private string Shape(ModelChannel channel, string answer, int room)
    {
        channel.Waiting = answer.Length <= room ? null : answer[room..];
        if (channel.Waiting is null) return answer + model.Done;
        int waiting = channel.Waiting.Length / 2;
        return $"{answer[..room]}61{(waiting > 255 ? 0 : waiting):X2}";
    }

    /// <summary>The class byte of channels 0 to 3 and of 4 to 19. TS 102 221 §10.1.1.</summary>
    private static string Class(int channel, string basic)
    {
        int cla = Convert.ToInt32(basic, 16);
        return channel < 4 ? $"{cla | channel:X2}" : $"{cla | 0x40 | (channel - 4):X2}";
    }
}
