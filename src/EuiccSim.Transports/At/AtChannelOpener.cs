using System.Buffers;
using EuiccSim.Protocol.Apdu;
using Microsoft.Extensions.Logging;

namespace EuiccSim.Transports.At;

/// <summary>Which commands open a channel to an application.</summary>
public enum AtChannelMethod
{
    /// <summary>AT+CCHO, and AT+CSIM if the modem refuses it.</summary>
    Automatic,
    /// <summary>AT+CCHO, AT+CGLA and AT+CCHC only. 3GPP TS 27.007 §8.43 to §8.46.</summary>
    Ccho,
    /// <summary>MANAGE CHANNEL and SELECT by AT+CSIM only. 3GPP TS 27.007 §8.17.</summary>
    Csim,
}

/// <summary>Opens channels to applications on the SIM in a modem.</summary>
/// <param name="modem">The modem. It is not disposed of with the channels.</param>
/// <param name="method">Which commands to use.</param>
public sealed class AtChannelOpener(AtModem modem, AtChannelMethod method = AtChannelMethod.Automatic) : IChannelOpener
{
    private AtChannelMethod _method = method;

    /// <inheritdoc/>
    /// <exception cref="AtModemException">The modem refused, or did not answer.</exception>
    public async ValueTask<IApplicationChannel> OpenAsync(Aid aid, CancellationToken cancellationToken)
    {
        if (_method == AtChannelMethod.Csim) return await OpenByCsimAsync(aid, cancellationToken).ConfigureAwait(false);
        AtModemException refusal;
        try
        {
            return await OpenByCchoAsync(aid, cancellationToken).ConfigureAwait(false);
        }
        catch (AtModemException e) when (e.Failure == AtFailure.Refused && e.Error?.Code is not CmeError.SimNotInserted)
        {
            refusal = e;
        }
        if (_method == AtChannelMethod.Ccho) throw Meaning(refusal, aid);
        return await FallBackAsync(refusal, aid, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// A modem that does not want AT+CCHO and one that only did not find the application can give the same answer. The card's own status
    /// words, through AT+CSIM, tell which it was.
    /// </summary>
    private async ValueTask<IApplicationChannel> FallBackAsync(AtModemException refusal, Aid aid, CancellationToken cancellationToken)
    {
        Log.FallsBack(modem.Logger, refusal.Error?.ToString() ?? "ERROR");
        try
        {
            IApplicationChannel channel = await OpenByCsimAsync(aid, cancellationToken).ConfigureAwait(false);
            _method = AtChannelMethod.Csim;
            return channel;
        }
        catch (AtModemException e) when (e.Failure == AtFailure.Refused)
        {
            throw Meaning(refusal, aid);
        }
        catch (CardException e) when (e.Command.Ins == CardChannels.ManageChannel)
        {
            throw AtModemException.NoChannel(refusal.Error, e);
        }
    }

    private async ValueTask<IApplicationChannel> OpenByCchoAsync(Aid aid, CancellationToken cancellationToken)
    {
        AtAnswer answer = await modem.SendToSimAsync($"AT+CCHO=\"{aid}\"", "+CCHO:", cancellationToken).ConfigureAwait(false);
        ReadOnlySpan<char> session = (answer.First ?? "").AsSpan().Trim("\" ");
        int end = session.IndexOfAnyExcept(s_sessionDigits);
        if (end >= 0) session = session[..end];
        return session.IsEmpty ? throw AtModemException.Malformed("AT+CCHO", "no session number") : new CglaChannel(modem, session.ToString());
    }

    private async ValueTask<IApplicationChannel> OpenByCsimAsync(Aid aid, CancellationToken cancellationToken)
    {
        AtConnection card = new(modem);
        return new CsimChannel(card, (await CardChannels.OpenAsync(card, aid.Value, cancellationToken).ConfigureAwait(false)).Number);
    }

    /// <summary>"Not found" is what a card says with '6A82', and the caller may try another identifier then.</summary>
    private static Exception Meaning(AtModemException refusal, Aid aid) => refusal.Error?.Code == CmeError.NotFound
        ? new CardException(StatusWord.FileNotFound, CardChannels.SelectCommand(aid.Value, ChannelNumber.Basic))
        : refusal;

    private static readonly SearchValues<char> s_sessionDigits = SearchValues.Create("0123456789ABCDEFabcdef");
}
