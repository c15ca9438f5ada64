using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Transports;

/// <summary>One command and its whole answer. ISO/IEC 7816-4 §5.3.4, TS 102 221 §7.3.1.1.</summary>
internal static class ApduExchange
{
    /// <summary>Sends one APDU as it is.</summary>
    internal delegate ValueTask<ResponseApdu> Transmit(CommandApdu command, CancellationToken ct);

    /// <summary>Repeats the command once on '6CXX', and collects what '61XX' announces by GET RESPONSE in the given class.</summary>
    internal static async ValueTask<ResponseApdu> SendAsync(
        Transmit transmit, CommandApdu command, byte getResponseClass, CancellationToken ct)
    {
        ResponseApdu response = await transmit(command, ct).ConfigureAwait(false);
        if (response.Status.Sw1 == 0x6C)
        {
            CommandApdu again = new(command.Cla, command.Ins, command.P1, command.P2, command.Data, NeOf(response.Status.Sw2));
            response = await transmit(again, ct).ConfigureAwait(false);
        }
        if (response.Status.Sw1 != 0x61) return response;

        List<Octets> parts = [response.Data];
        while (response.Status.Sw1 == 0x61)
        {
            CommandApdu getResponse = new(getResponseClass, 0xC0, 0x00, 0x00, ne: NeOf(response.Status.Sw2));
            response = await transmit(getResponse, ct).ConfigureAwait(false);
            if (response.Data.IsEmpty && response.Status.Sw1 == 0x61)
                throw new MalformedResponseException("The card announces an answer and does not give it.");
            parts.Add(response.Data);
        }
        return new(Octets.Concat([.. parts]), response.Status);
    }

    private static int NeOf(byte sw2) => sw2 == 0 ? 0x100 : sw2;
}
