using System.Globalization;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Transports.AtModem;

/// <summary>A logical channel that the modem opened. 3GPP TS 27.007 §8.43, §8.46.</summary>
internal sealed class CglaChannel(AtModem modem, int session) : IApplicationChannel
{
    private readonly ChannelNumber _channel =
        modem.Options.SessionInClass && session is >= 0 and <= ChannelNumber.Maximum ? new(session) : ChannelNumber.Basic;
    private bool _closed;

    public ValueTask<ResponseApdu> TransmitAsync(CommandApdu command, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        return ApduExchange.SendAsync(SendAsync, command, _channel, ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (_closed) return;
        _closed = true;
        try
        {
            string close = string.Create(CultureInfo.InvariantCulture, $"AT+CCHC={session}");
            await modem.SendToSimAsync(close, "+CCHC:", CancellationToken.None).ConfigureAwait(false);
        }
        catch (TransportException)
        {
            // The SIM was reset, or the modem is gone: the channel is closed then.
        }
    }

    private async ValueTask<ResponseApdu> SendAsync(CommandApdu command, CancellationToken ct)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"AT+CGLA={session},{modem.Options.Format(command.Encode())}");
        AtAnswer answer = await modem.SendToSimAsync(text, "+CGLA:", ct).ConfigureAwait(false);
        return ApduText.TryParse(answer.Lines) is { Length: >= 2 } response
            ? ResponseApdu.Parse(response)
            : throw AtModemException.Malformed("AT+CGLA", "something that is no response APDU");
    }
}
