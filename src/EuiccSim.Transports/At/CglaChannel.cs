using System.Globalization;
using EuiccSim.Ending;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Transports.At;

/// <summary>A logical channel that the modem opened. 3GPP TS 27.007 §8.43, §8.46.</summary>
/// <param name="modem">The modem.</param>
/// <param name="session">
/// What the modem calls it, digit for digit: on many modems the number of the channel, on others (Sierra Wireless) a handle such as
/// "000000000385a7cf" that says nothing about the card.
/// </param>
internal sealed class CglaChannel(AtModem modem, string session) : IApplicationChannel
{
    private readonly ChannelNumber _channel = modem.Options.SessionInClass ? ChannelOf(session) : ChannelNumber.Basic;
    private bool _closed;

    public ValueTask<ResponseApdu> TransmitAsync(CommandApdu command, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        return ApduExchange.SendAsync(SendAsync, command, _channel, cancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        if (_closed) return ValueTask.CompletedTask;
        _closed = true;
        // Where the SIM was reset, or the modem is gone, the channel is closed already.
        return LetGo.QuietlyAsync(async () => await modem.SendAsync($"AT+CCHC={session}", "+CCHC:", CancellationToken.None).ConfigureAwait(false));
    }

    private async ValueTask<ResponseApdu> SendAsync(CommandApdu command, CancellationToken cancellationToken)
    {
        string text = $"AT+CGLA={session},{modem.Options.Format(command.Encode())}";
        AtAnswer answer = await modem.SendToSimAsync(text, "+CGLA:", cancellationToken).ConfigureAwait(false);
        return ApduText.TryParse(answer.Lines) is { Length: >= 2 } response
            ? ResponseApdu.Parse(response)
            : throw AtModemException.Malformed("AT+CGLA", "something that is no response APDU");
    }

    private static ChannelNumber ChannelOf(string session) =>
        session.Length <= 2 && byte.TryParse(session, NumberStyles.None, CultureInfo.InvariantCulture, out byte number)
        && number <= ChannelNumber.Maximum
            ? new(number)
            : ChannelNumber.Basic;
}
