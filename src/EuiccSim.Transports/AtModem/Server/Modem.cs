using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using Microsoft.Extensions.Logging;

namespace EuiccSim.Transports.AtModem.Server;

/// <summary>What commands work on: settings, the card, the sessions on it, and the part of the terminal.</summary>
internal sealed class Modem(ICardConnection card, AtModemServerOptions options, ILogger log)
{
    private bool _powered;
    private int _proactiveLength = -1;

    internal AtModemServerOptions Options => options;

    internal ILogger Logger => log;

    internal ModemSettings Settings { get; } = new(options.Echo);

    /// <summary>The channels that AT+CCHO opened; a session has the number of its channel.</summary>
    internal HashSet<int> Sessions { get; } = [];

    /// <summary>AT+CFUN: 0 off, 1 on, 4 without radio.</summary>
    internal int Functionality { get; private set; } = 1;

    /// <summary>True if the card has power.</summary>
    internal bool HasPower => Functionality != 0;

    internal async ValueTask SetFunctionalityAsync(int level, bool reset, CancellationToken cancellationToken)
    {
        bool wasOff = !HasPower;
        Functionality = level;
        if (reset || level == 0 || wasOff) await PowerAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>One APDU as it is. What the card announces with '91XX' is fetched after the answer.</summary>
    /// <exception cref="TransportException">The card cannot be reached.</exception>
    internal async ValueTask<Octets> TransmitAsync(Octets command, CancellationToken cancellationToken)
    {
        if (!_powered) await PowerAsync(cancellationToken).ConfigureAwait(false);
        Octets answer = await card.TransmitAsync(command, cancellationToken).ConfigureAwait(false);
        if (answer.Length < 2) throw new MalformedResponseException("The card answered without a status word.");
        if (options.IsToolkitTerminal && answer[answer.Length - 2] == 0x91) _proactiveLength = answer[answer.Length - 1];
        return answer;
    }

    /// <summary>Opens a channel to an application, and answers its number.</summary>
    /// <exception cref="CardException">No free channel, or no such application.</exception>
    internal async ValueTask<int> OpenSessionAsync(Octets aid, CancellationToken cancellationToken)
    {
        OpenedChannel opened = await CardChannels.OpenAsync(new ModemCard(this), aid, cancellationToken).ConfigureAwait(false);
        Sessions.Add(opened.Number.Value);
        return opened.Number.Value;
    }

    internal async ValueTask CloseSessionAsync(int session, CancellationToken cancellationToken)
    {
        Sessions.Remove(session);
        await CardChannels.CloseAsync(new ModemCard(this), new(session), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// The modem's own use of the card: on a channel of its own, so that nobody's selection is changed; on the basic channel if none is free.
    /// </summary>
    internal async ValueTask<T> OnOwnChannelAsync<T>(Func<SimChannel, ValueTask<T>> use, CancellationToken cancellationToken)
    {
        ModemCard own = new(this);
        ChannelNumber number;
        try
        {
            number = await CardChannels.OpenAsync(own, cancellationToken).ConfigureAwait(false);
        }
        catch (CardException)
        {
            return await use(new(own, ChannelNumber.Basic)).ConfigureAwait(false);
        }
        try
        {
            return await use(new(own, number)).ConfigureAwait(false);
        }
        finally
        {
            await CardChannels.CloseAsync(own, number, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Fetches and performs what the card announced. TS 102 223 §6.</summary>
    internal async ValueTask ServeToolkitAsync(CancellationToken cancellationToken)
    {
        try
        {
            for (int i = 0; i < MaximumProactiveCommands && _proactiveLength >= 0; i++)
            {
                Octets fetch = new CommandApdu(0x80, 0x12, 0x00, 0x00, ne: _proactiveLength == 0 ? 0x100 : _proactiveLength).Encode();
                _proactiveLength = -1;
                ResponseApdu fetched = ResponseApdu.Parse(await TransmitAsync(fetch, cancellationToken).ConfigureAwait(false));
                if (ProactiveCommand.TryParse(fetched.Data) is not { } proactive) return;
                Log.Proactive(log, proactive.Type);
                await TransmitAsync(proactive.Response(), cancellationToken).ConfigureAwait(false);
                if (proactive.ResetsCard) await PowerAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is TransportException or MalformedResponseException)
        {
            Log.CardGone(log, e);
        }
        finally
        {
            _proactiveLength = -1;
        }
    }

    internal async ValueTask PowerAsync(CancellationToken cancellationToken)
    {
        Sessions.Clear();
        _proactiveLength = -1;
        _powered = false;
        await card.ResetAsync(cancellationToken).ConfigureAwait(false);
        _powered = true;
        if (options.IsToolkitTerminal && HasPower) await TransmitAsync(s_terminalProfile, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The card, as the helpers for channels want it.</summary>
    private sealed class ModemCard(Modem modem) : ICardConnection
    {
        public ValueTask<Octets> ResetAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<Octets> TransmitAsync(Octets command, CancellationToken cancellationToken) => modem.TransmitAsync(command, cancellationToken);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private const int MaximumProactiveCommands = 16;

    // Profile download; REFRESH. TS 102 223 §5.2.
    private static readonly Octets s_terminalProfile = Octets.FromHex("8010000003" + "010080");
}
