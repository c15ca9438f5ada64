using EuiccSim.Conformance.Cases;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using static EuiccSim.Conformance.Euicc.Cases.CaseRow;

namespace EuiccSim.Conformance.Euicc.Cases;

/// <summary>4.2.1: the ISD-R on logical channels.</summary>
internal static class ChannelCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Raw("4.2.1/channel-basic", "SGP.22 §5.7.1", "On the basic channel the ISD-R answers ES10", async bench =>
        {
            bench.ExpectStatus((await bench.SelectIsdRAsync(ChannelNumber.Basic)).Status, "9000", "91XX");
            await bench.ExpectEidAsync(ChannelNumber.Basic);
        }),
        Raw("4.2.1/channels-standard", EachSection, "On each of the channels 1 to 3 that the card gives, the ISD-R answers ES10 with its class byte", bench => OnEachAsync(bench, 3)),
        Raw("4.2.1/channels-further", EachSection, "On each of the channels from 4 on that the card gives, the ISD-R answers ES10 with its class byte 'CX'", async bench =>
        {
            if (await OnEachAsync(bench, ChannelNumber.Maximum) < 4) throw Running.Bench.DoesNotApply("logical channels: the card gives none above 3 by MANAGE CHANNEL");
        }),
        Raw("4.2.1/channels-differ", "TS 102 221 §11.1.17", "Two channels that are open have two numbers", async bench =>
        {
            ChannelNumber first = await bench.OpenChannelAsync(), second = await bench.OpenChannelAsync();
            bench.Expect(first != second, "another channel than the first", second.ToString());
        }),
        Raw("4.2.1/channels-at-once", "SGP.22 §5.7.1, TS 102 221 §8.7", "The ISD-R on two channels answers on both", async bench =>
        {
            ChannelNumber first = await bench.OpenIsdRAsync(), second = await bench.OpenSecondIsdRAsync();
            await bench.ExpectEidAsync(first);
            await bench.ExpectEidAsync(second);
            await bench.ExpectEidAsync(first);
        }),
        Raw("4.2.1/channel-chain", "SGP.22 §5.7.2, TS 102 221 §8.7", "A command on one channel does not disturb an ES10 command in two blocks on another", async bench =>
        {
            ChannelNumber first = await bench.OpenIsdRAsync(), second = await bench.OpenSecondIsdRAsync();
            IReadOnlyList<CommandApdu> blocks = StoreDataBlocks.Split(Channels.GetEidRequest, 3);
            bench.Step("the first block on the one channel");
            bench.ExpectStatus((await bench.SendAsync(blocks[0], first)).Status, "9000", "91XX");
            await bench.ExpectEidAsync(second);
            bench.Step("the second block on the one channel");
            ResponseApdu answer = await bench.SendAsync(blocks[1], first);
            bench.ExpectStatus(answer.Status, "9000", "91XX");
            bench.ExpectOctets(answer.Data, Channels.EidAnswer(bench), "the answer of GetEID");
        }),
        Raw("4.2.1/channel-fresh", "TS 102 221 §8.7", "On a channel on which it was not selected, the ISD-R does not answer", async bench =>
        {
            await bench.OpenIsdRAsync();
            await bench.ExpectNoIsdRAsync(await bench.OpenChannelAsync());
        }),
        Raw("4.2.1/channel-not-open", "TS 102 221 §10.2.1.5", "A command on a channel that is not open is refused", async bench =>
        {
            ChannelNumber open = await bench.OpenIsdRAsync();
            await bench.ExpectNoIsdRAsync(new(open.Value == 3 ? 2 : 3), "6881", "6EXX");
        }),
        Raw("4.2.1/channel-closed", "TS 102 221 §11.1.17", "After MANAGE CHANNEL closed it, a channel takes no command", async bench =>
        {
            ChannelNumber channel = await bench.OpenIsdRAsync();
            bench.Step("the channel is closed");
            bench.ExpectStatus((await bench.SendAsync(CardChannels.CloseCommand(channel), ChannelNumber.Basic)).Status, "9000", "91XX");
            await bench.ExpectNoIsdRAsync(channel, "6881", "6EXX");
        }),
        Raw("4.2.1/channel-reopened", "TS 102 221 §8.7", "A channel that is closed and opened again has the ISD-R not selected any more", async bench =>
        {
            ChannelNumber channel = await bench.OpenIsdRAsync();
            bench.Step("the channel is closed");
            bench.ExpectStatus((await bench.SendAsync(CardChannels.CloseCommand(channel), ChannelNumber.Basic)).Status, "9000", "91XX");
            await bench.ExpectNoIsdRAsync(await bench.OpenChannelAsync());
        }),
        Raw("4.2.1/channel-reset", "TS 102 221 §8.7", "A reset closes the channels", async bench =>
        {
            ChannelNumber channel = await bench.OpenIsdRAsync();
            bench.Step("the card is reset");
            await bench.ResetAsync();
            await bench.ExpectNoIsdRAsync(channel, "6881", "6EXX");
        }),
        Installs("4.2.1/channel-usim", "TS 102 221 §11.1.1", "Where the USIM is selected in place of the ISD-R, ES10 is not answered", async bench =>
        {
            await bench.EnabledAsync();
            ChannelNumber channel = await bench.OpenIsdRAsync();
            bench.Step("the USIM is selected on the same channel");
            ResponseApdu answer = await bench.SendAsync(CardChannels.SelectCommand(EnabledFiles.Usim.Value, channel), channel);
            bench.ExpectStatus(answer.Status, "9000", "91XX");
            await bench.ExpectNoIsdRAsync(channel);
        }, EuiccDeclaration.RawApdus),
        Installs("4.2.1/channel-beside-usim", "TS 102 221 §8.7", "The ISD-R on one channel and the USIM on another do not disturb each other", async bench =>
        {
            TestProfile profile = await bench.EnabledAsync();
            ChannelNumber channel = await bench.OpenIsdRAsync();
            bench.Step("files of the Profile are read on another channel");
            await bench.ExpectShownAsync(profile, 1);
            await bench.ExpectEidAsync(channel);
        }, EuiccDeclaration.RawApdus),
    ];

    /// <summary>
    /// Opens channels as long as the card gives some, up to a number, then asks the ISD-R on each and closes it, the last one first: so the ISD-R is
    /// selected on one at a time.
    /// </summary>
    /// <returns>The highest number.</returns>
    private static async Task<int> OnEachAsync(EuiccBench bench, int most)
    {
        Stack<ChannelNumber> open = [];
        while (open.Count < most && await bench.TryOpenChannelAsync() is { } channel) open.Push(channel);
        if (open.Count == 0) throw Running.Bench.DoesNotApply("logical channels: the card gives none by MANAGE CHANNEL");
        int highest = open.Max(channel => channel.Value);
        foreach (ChannelNumber channel in open)
        {
            bench.ExpectStatus((await bench.SelectIsdRAsync(channel)).Status, "9000", "91XX");
            await bench.ExpectEidAsync(channel);
            await bench.SendAsync(CardChannels.CloseCommand(channel), ChannelNumber.Basic);
        }
        return highest;
    }

    private static ConformanceCase Raw(string id, string section, string title, Func<EuiccBench, Task> body) => Reads(id, section, title, body, EuiccDeclaration.RawApdus);

    private const string EachSection = "SGP.22 §5.7.1, TS 102 221 §10.1.1";
}
