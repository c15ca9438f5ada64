using EuiccSim.Card.Kernel;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Uicc;

/// <summary>STATUS. TS 102 221 §11.1.2.</summary>
internal static class StatusCommand
{
    internal static ResponseApdu Process(CommandApdu command, Channel channel, Transaction tx)
    {
        if (command.P1 > 2) return new(StatusWord.IncorrectParameters);
        switch (command.P2)
        {
            case NoData:
                return ResponseApdu.Ok;
            case ControlParameters:
                return Shaped(FileSelection.ControlParameters(channel.Df, tx), command, tx);
            case ApplicationName when channel.Adf is { } adf:
                return Shaped(Octets.Concat(Octets.Of([0x84, (byte)adf.DfName.Length]), adf.DfName), command, tx);
            case ApplicationName:
                return new(StatusWord.ReferencedDataNotFound);
            default:
                return new(StatusWord.IncorrectParameters);
        }
    }

    private static ResponseApdu Shaped(Octets data, CommandApdu command, Transaction tx) =>
        tx.Personality.ShapesAsT0 && command.Ne != 0 && command.Ne != data.Length ? new(StatusWord.WrongLe(data.Length)) : new(data);

    private const byte ControlParameters = 0x00;
    private const byte ApplicationName = 0x01;
    private const byte NoData = 0x0C;
}
