using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Lpa.Channels;

/// <summary>One command and its whole answer over a raw connection. ISO/IEC 7816-4 §5.3.4, TS 102 221 §7.3.1.1.</summary>
internal static class ApduExchange
{
    /// <summary>Repeats the command once on '6CXX', and collects what '61XX' announces by GET RESPONSE on the same channel.</summary>
    internal static async ValueTask<ResponseApdu> SendAsync(
        ICardConnection connection, CommandApdu command, ChannelNumber channel, CancellationToken ct)
    {
        CommandApdu sent = command.OnChannel(channel);
        ResponseApdu response = await TransmitAsync(connection, sent, ct).ConfigureAwait(false);
        if (response.Status.Sw1 == 0x6C)
        {
            sent = new(sent.Cla, sent.Ins, sent.P1, sent.P2, sent.Data, NeOf(response.Status.Sw2));
            response = await TransmitAsync(connection, sent, ct).ConfigureAwait(false);
        }
        if (response.Status.Sw1 != 0x61) return response;

        List<Octets> parts = [response.Data];
        while (response.Status.Sw1 == 0x61)
        {
            CommandApdu getResponse = new(channel.InClass(0x00), 0xC0, 0x00, 0x00, ne: NeOf(response.Status.Sw2));
            response = await TransmitAsync(connection, getResponse, ct).ConfigureAwait(false);
            if (response.Data.IsEmpty && response.Status.Sw1 == 0x61)
                throw new MalformedResponseException("The card announces an answer and does not give it.");
            parts.Add(response.Data);
        }
        return new(Octets.Concat([.. parts]), response.Status);
    }

    private static async ValueTask<ResponseApdu> TransmitAsync(ICardConnection connection, CommandApdu command, CancellationToken ct) =>
        ResponseApdu.Parse(await connection.TransmitAsync(command.Encode(), ct).ConfigureAwait(false));

    private static int NeOf(byte sw2) => sw2 == 0 ? 0x100 : sw2;
}
