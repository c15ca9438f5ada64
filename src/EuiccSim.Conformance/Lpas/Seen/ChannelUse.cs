using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Conformance.Lpas.Seen;

/// <summary>Which logical channels are open, and on which of them the ISD-R is selected.</summary>
/// <param name="Open">Those that were opened; the basic channel is not among them.</param>
/// <param name="IsdR">Those on which the ISD-R is selected.</param>
internal sealed record ChannelUse(SequenceOf<ChannelNumber> Open, SequenceOf<ChannelNumber> IsdR)
{
    /// <summary>As it is before something.</summary>
    /// <param name="visit">What was seen.</param>
    /// <param name="end">The position of what comes next.</param>
    internal static ChannelUse With(LpaVisit visit, int end)
    {
        HashSet<ChannelNumber> open = [], isdR = [];
        for (int at = 0; at < end; at++)
        {
            if (visit.Sights[at] is Sight.Reset)
            {
                open.Clear();
                isdR.Clear();
            }
            if (visit.Sights[at] is Sight.Apdu apdu && CommandApdu.TryParse(apdu.Command) is { } command && apdu.Response.Length >= 2)
                Follow(command, ResponseApdu.Parse(apdu.Response), open, isdR);
        }
        return new(SequenceOf.From(open), SequenceOf.From(isdR));
    }

    private static void Follow(CommandApdu command, ResponseApdu response, HashSet<ChannelNumber> open, HashSet<ChannelNumber> isdR)
    {
        if (!response.Status.IsOk && response.Status.Sw1 != 0x61) return;
        ChannelNumber channel = ChannelNumber.FromClass(command.Cla);
        switch (command)
        {
            case { Ins: CardChannels.ManageChannel, P1: 0 } when response.Data.Length == 1 && response.Data[0] <= ChannelNumber.Maximum:
                open.Add(new(response.Data[0]));
                break;
            case { Ins: CardChannels.ManageChannel, P1: 0, P2: > 0 and <= ChannelNumber.Maximum }:
                open.Add(new(command.P2));
                break;
            case { Ins: CardChannels.ManageChannel, P1: 0x80 }:
                open.Remove(new(command.P2));
                isdR.Remove(new(command.P2));
                break;
            case { Ins: Select, P1: ByName }:
                if (command.Data == Aid.IsdR.Value) isdR.Add(channel);
                else isdR.Remove(channel);
                break;
        }
    }

    private const byte Select = 0xA4;
    private const byte ByName = 0x04;
}
