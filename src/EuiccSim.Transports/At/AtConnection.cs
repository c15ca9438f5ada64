using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Transports.At;

/// <summary>The SIM in a modem as a raw connection, by AT+CSIM. 3GPP TS 27.007 §8.17.</summary>
/// <remarks>
/// The modem goes on using the same SIM: what is selected on the basic channel can change between two commands. For the eUICC's functions
/// an <see cref="AtChannelOpener"/> is better, which gets a channel of its own. Commands with data and an answer go without Le unless
/// <see cref="AtModemOptions.SendsLeAfterData"/>; as with T=0 in a reader, '61XX' then tells to collect the answer.
/// </remarks>
/// <param name="modem">The modem. It is not disposed of with the connection.</param>
public sealed class AtConnection(AtModem modem) : ICardConnection
{
    private TimeSpan _timeout = modem.Options.ApduTimeout;

    /// <summary>The same, with as long a wait as for any command. To close a channel takes a card no time, and nobody waits for it.</summary>
    internal AtConnection Hurried => new(modem) { _timeout = modem.Options.CommandTimeout };

    /// <summary>Turns the SIM off and on again with the modem's radio (AT+CFUN=0, AT+CFUN=1), and waits until it is ready.</summary>
    /// <returns>Nothing: modems do not tell the answer to reset.</returns>
    /// <exception cref="AtModemException">The modem refused, or did not answer.</exception>
    public async ValueTask<Octets> ResetAsync(CancellationToken cancellationToken)
    {
        await modem.SendToSimAsync("AT+CFUN=0", "+CFUN:", cancellationToken).ConfigureAwait(false);
        await modem.SendToSimAsync("AT+CFUN=1", "+CFUN:", cancellationToken).ConfigureAwait(false);
        try
        {
            // "SIM busy" is waited for by the modem object.
            await modem.SendToSimAsync("AT+CPIN?", "+CPIN:", cancellationToken).ConfigureAwait(false);
        }
        catch (AtModemException e) when (e.Failure == AtFailure.Refused)
        {
            // An eUICC without an enabled profile is no SIM to the modem, but takes APDUs.
        }
        return Octets.Empty;
    }

    /// <inheritdoc/>
    /// <exception cref="AtModemException">The modem refused, or did not answer.</exception>
    public async ValueTask<Octets> TransmitAsync(Octets command, CancellationToken cancellationToken)
    {
        string text = $"AT+CSIM={modem.Options.Format(command)}";
        AtAnswer answer = await modem.SendAsync(text, "+CSIM:", _timeout, cancellationToken).ConfigureAwait(false);
        return ApduText.TryParse(answer.Lines) is { Length: >= 2 } response
            ? response
            : throw AtModemException.Malformed("AT+CSIM", "something that is no response APDU");
    }

    /// <summary>Does nothing: the modem stays open.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
