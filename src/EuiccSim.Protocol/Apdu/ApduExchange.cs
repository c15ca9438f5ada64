using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Apdu;

/// <summary>One command and its whole answer. ISO/IEC 7816-4 §5.3.4, TS 102 221 §7.3.1.1.</summary>
public static class ApduExchange
{
    /// <summary>The most that is collected of one answer: 16 MiB, in octets.</summary>
    public const int MaximumLength = 0x100_0000;

    /// <summary>Sends one APDU as it is, and answers what came back.</summary>
    /// <param name="command">The APDU.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public delegate ValueTask<ResponseApdu> Transmit(CommandApdu command, CancellationToken cancellationToken);

    /// <summary>Sends a command on a channel of a connection.</summary>
    /// <inheritdoc cref="SendAsync(Transmit, CommandApdu, ChannelNumber, CancellationToken)"/>
    /// <param name="connection">The connection to the card.</param>
    /// <param name="command">The command; the channel is put into its class.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TransportException">The card cannot be reached.</exception>
    public static ValueTask<ResponseApdu> SendAsync(
        ICardConnection connection, CommandApdu command, ChannelNumber channel, CancellationToken cancellationToken) =>
        SendAsync(Through(connection), command, channel, cancellationToken);

    /// <summary>The way through a connection.</summary>
    internal static Transmit Through(ICardConnection connection) =>
        async (apdu, token) => ResponseApdu.Parse(await connection.TransmitAsync(apdu.Encode(), token).ConfigureAwait(false));

    /// <summary>
    /// Sends a command on a channel, repeats it once on '6CXX', and collects what '61XX' announces by GET RESPONSE on the same channel;
    /// after a warning without data it asks whether there is some. A command of class 'A0' (TS 51.011 §9.2) stays one on the basic channel, with a
    /// GET RESPONSE of its own class after '9FXX'.
    /// </summary>
    /// <param name="transmit">How an APDU gets to the card.</param>
    /// <param name="command">The command; the channel is put into its class.</param>
    /// <param name="channel">The logical channel.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>All octets of the answer, and the last status word.</returns>
    /// <exception cref="MalformedResponseException">
    /// The answer is no response APDU, announces more and gives nothing, is longer than <see cref="MaximumLength"/>, or has not ended after
    /// as many GET RESPONSE as that would need.
    /// </exception>
    public static async ValueTask<ResponseApdu> SendAsync(
        Transmit transmit, CommandApdu command, ChannelNumber channel, CancellationToken cancellationToken)
    {
        bool isGsm = command.Cla == GsmClass && channel == ChannelNumber.Basic;
        CommandApdu sent = isGsm ? command : command.OnChannel(channel);
        byte cla = isGsm ? GsmClass : channel.InClass(0x00);
        ResponseApdu response = await transmit(sent, cancellationToken).ConfigureAwait(false);
        if (response.Status.Sw1 == 0x6C)
        {
            sent = new(sent.Cla, sent.Ins, sent.P1, sent.P2, sent.Data, NeOf(response.Status.Sw2));
            response = await transmit(sent, cancellationToken).ConfigureAwait(false);
        }
        if (HidesAnswer(response, sent)) return await AfterWarningAsync(transmit, response.Status, cla, cancellationToken).ConfigureAwait(false);
        return await CollectAsync(transmit, response, cla, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Under T=0 a command with data that asks for an answer is told of a warning first.</summary>
    private static bool HidesAnswer(ResponseApdu response, CommandApdu sent) =>
        response.Status.IsWarning && response.Data.IsEmpty && sent.HasData && sent.Ne > 0;

    /// <summary>Asks for what a card may have to say beside a warning. TS 102 221 §7.3.1.1.4.</summary>
    private static async ValueTask<ResponseApdu> AfterWarningAsync(
        Transmit transmit, StatusWord warning, byte cla, CancellationToken cancellationToken)
    {
        ResponseApdu response = await FetchAsync(transmit, cla, 0, cancellationToken).ConfigureAwait(false);
        response = await CollectAsync(transmit, response, cla, cancellationToken).ConfigureAwait(false);
        return response.Status.IsOk ? response with { Status = warning } : new(warning);
    }

    private static async ValueTask<ResponseApdu> CollectAsync(
        Transmit transmit, ResponseApdu response, byte cla, CancellationToken cancellationToken)
    {
        if (!Announces(response.Status)) return response;
        List<Octets> parts = [response.Data];
        int length = response.Data.Length;
        // Each brings up to 256 octets: a card that needs more of them than the longest answer does is one that never ends.
        for (int count = 0; Announces(response.Status); count++)
        {
            if (count == MaximumGetResponses) throw new MalformedResponseException($"The card's answer came in more than {MaximumGetResponses} pieces.");
            response = await FetchAsync(transmit, cla, response.Status.Sw2, cancellationToken).ConfigureAwait(false);
            if (response.Data.IsEmpty && Announces(response.Status))
                throw new MalformedResponseException("The card announces an answer and does not give it.");
            length += response.Data.Length;
            if (length > MaximumLength) throw new MalformedResponseException($"The card's answer has more than {MaximumLength} octets.");
            parts.Add(response.Data);
        }
        return new(Octets.Concat([.. parts]), response.Status);
    }

    /// <summary>GET RESPONSE, once more with the length that the card names if it is another one.</summary>
    private static async ValueTask<ResponseApdu> FetchAsync(Transmit transmit, byte cla, byte sw2, CancellationToken cancellationToken)
    {
        ResponseApdu response = await transmit(GetResponse(cla, sw2), cancellationToken).ConfigureAwait(false);
        return response.Status.Sw1 == 0x6C
            ? await transmit(GetResponse(cla, response.Status.Sw2), cancellationToken).ConfigureAwait(false)
            : response;
    }

    private const byte GsmClass = 0xA0;
    private const int MaximumGetResponses = MaximumLength / 0x100;

    private static bool Announces(StatusWord status) => status.Sw1 is 0x61 or 0x9F;

    private static CommandApdu GetResponse(byte cla, byte sw2) => new(cla, 0xC0, 0x00, 0x00, ne: NeOf(sw2));

    private static int NeOf(byte sw2) => sw2 == 0 ? 0x100 : sw2;
}
