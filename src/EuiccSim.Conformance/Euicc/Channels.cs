using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es10c;

namespace EuiccSim.Conformance.Euicc;

/// <summary>Logical channels of a case's own, in raw APDUs. TS 102 221 §8.7, §11.1.17.</summary>
internal static class Channels
{
    /// <summary>MANAGE CHANNEL: the card gives a channel.</summary>
    internal static async Task<ChannelNumber> OpenChannelAsync(this EuiccBench bench) =>
        await bench.TryOpenChannelAsync() ?? throw Running.Bench.DoesNotApply("logical channels: the card gives no more by MANAGE CHANNEL");

    /// <summary>The same; null where the card has no more.</summary>
    internal static async Task<ChannelNumber?> TryOpenChannelAsync(this EuiccBench bench)
    {
        bench.Step("a logical channel is opened");
        ResponseApdu answer = await bench.SendAsync(CardChannels.OpenCommand, ChannelNumber.Basic);
        if (!answer.Status.IsOk) return null;
        bench.Expect(answer.Data.Length == 1 && answer.Data[0] is > 0 and <= ChannelNumber.Maximum, "the number of a channel, 1 to 19", answer.Data.ToString());
        return new(answer.Data[0]);
    }

    /// <summary>SELECT of the ISD-R on a channel.</summary>
    internal static async Task<ResponseApdu> SelectIsdRAsync(this EuiccBench bench, ChannelNumber channel)
    {
        bench.Step($"the ISD-R is selected on channel {channel}");
        return await bench.SendAsync(CardChannels.SelectCommand(Aid.IsdR.Value, channel), channel);
    }

    /// <summary>A new channel on which the ISD-R is selected.</summary>
    internal static async Task<ChannelNumber> OpenIsdRAsync(this EuiccBench bench)
    {
        ChannelNumber channel = await bench.OpenChannelAsync();
        bench.ExpectStatus((await bench.SelectIsdRAsync(channel)).Status, "9000", "91XX");
        return channel;
    }

    /// <summary>One more channel on which the ISD-R is selected, while it is on another: SGP.22 does not say that a card can do that.</summary>
    internal static async Task<ChannelNumber> OpenSecondIsdRAsync(this EuiccBench bench)
    {
        ChannelNumber channel = await bench.OpenChannelAsync();
        ResponseApdu answer = await bench.SelectIsdRAsync(channel);
        return answer.Status.IsOk ? channel : throw Running.Bench.DoesNotApply($"logical channels: the ISD-R can be selected on one at a time ('{answer.Status}')");
    }

    /// <summary>GetEID on a channel, which must give the EID.</summary>
    internal static async Task ExpectEidAsync(this EuiccBench bench, ChannelNumber channel)
    {
        bench.Step($"GetEID is asked on channel {channel}");
        ResponseApdu answer = await bench.SendAsync(GetEid, channel);
        bench.ExpectStatus(answer.Status, "9000", "91XX");
        bench.ExpectOctets(answer.Data, EidAnswer(bench), "the answer of GetEID");
    }

    /// <summary>Expects a channel on which the ISD-R is not selected to give no answer of GetEID.</summary>
    internal static async Task ExpectNoIsdRAsync(this EuiccBench bench, ChannelNumber channel, params string[] patterns)
    {
        bench.Step($"GetEID is asked on channel {channel}");
        ResponseApdu answer = await bench.SendAsync(GetEid, channel);
        bench.ExpectStatus(answer.Status, patterns.Length == 0 ? ["6EXX", "6DXX", "6AXX", "69XX", "68XX"] : patterns);
        bench.ExpectOctets(answer.Data, Octets.Empty, "no data");
    }

    /// <summary>What GetEID answers: 'BF3E 12 5A 10' and the EID.</summary>
    internal static Octets EidAnswer(EuiccBench bench) => Octets.Concat(Octets.FromHex("BF3E125A10"), bench.Target.Declaration.Eid.Octets);

    /// <summary>GetEID in one block.</summary>
    internal static CommandApdu GetEid { get; } = StoreDataBlocks.Split(GetEidRequest)[0];

    /// <summary>'BF3E 03 5C 01 5A'.</summary>
    internal static Octets GetEidRequest => Asn1Codec.Encode(new GetEuiccDataRequest());
}
