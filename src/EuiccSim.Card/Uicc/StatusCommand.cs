using EuiccSim.Card.Kernel;
using EuiccSim.Card.Profiles;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Uicc;

/// <summary>STATUS. TS 102 221 §11.1.2.</summary>
internal static class StatusCommand
{
    /// <summary>Security domains pass it on to here: terminals poll with it, whatever is selected.</summary>
    internal static ResponseApdu Process(CommandApdu command, UiccChannel channel, UiccPort port)
    {
        if (command.P1 > 2) return new(StatusWord.IncorrectParameters);
        return command.P2 switch
        {
            NoData => ResponseApdu.Ok,
            ControlParameters => CaseTwo.Answer(FileSelection.ControlParameters(channel.Df, port.Uicc), command, port.Personality),
            ApplicationName => NameOf(channel) is { } name
                ? CaseTwo.Answer(Octets.Concat(Octets.Of([0x84, (byte)name.Length]), name), command, port.Personality)
                : new(StatusWord.ReferencedDataNotFound),
            _ => new(StatusWord.IncorrectParameters),
        };
    }

    /// <summary>The DF name of the selected application, or null for an MF.</summary>
    private static Octets? NameOf(UiccChannel channel) => channel.Channel.Application.Aid is { } aid ? aid.Value : channel.Adf?.DfName;

    private const byte ControlParameters = 0x00;
    private const byte ApplicationName = 0x01;
    private const byte NoData = 0x0C;
}
