using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Uicc;
using EuiccSim.Terminal;
using EuiccSim.Transports.At.Dialects;
using Microsoft.Extensions.Logging;

namespace EuiccSim.Transports.At.Server;

/// <summary>What commands work on: settings, the card, the sessions on it, and the part of the terminal.</summary>
internal sealed class Modem(UiccTerminal terminal, ICardConnection card, AtModemServerOptions options, ILogger log)
{
    private bool? _hasSim;

    internal AtModemServerOptions Options => options;

    internal ModemDialect Dialect => options.Dialect;

    internal ILogger Logger => log;

    internal ModemSettings Settings { get; } = new(options.Dialect);

    /// <summary>The channels that AT+CCHO opened; a session has the number of its channel.</summary>
    internal HashSet<int> Sessions { get; } = [];

    /// <summary>Whose the card was when it was turned on.</summary>
    internal KeptIdentity Identity { get; } = new();

    /// <summary>AT+CFUN: 0 off, 1 on, 4 without radio.</summary>
    internal int Functionality { get; private set; } = 1;

    /// <summary>True if the card has power.</summary>
    internal bool HasPower => Functionality != 0;

    /// <summary>The terminal that a modem is to its card: one without a toolkit tells the card nothing.</summary>
    internal static UiccTerminal TerminalOf(ICardConnection card, AtModemServerOptions options, ILogger log) => new(card, new()
    {
        Profile = options.IsToolkitTerminal ? new TerminalOptions().Profile : default,
        Performed = (command, _) => Log.Proactive(log, command.Type),
    });

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
        if (!Dialect.CollectsAnswers || CommandApdu.TryParse(command) is not { } apdu) return await terminal.TransmitAsync(command, cancellationToken).ConfigureAwait(false);
        return (await ApduExchange.SendAsync(terminal, apdu, ChannelNumber.FromClass(command[0]), cancellationToken).ConfigureAwait(false)).Encode();
    }

    /// <summary>True if the modem lets nobody reach the card, as no profile on it is enabled.</summary>
    internal async ValueTask<bool> TakesCardForNoneAsync(CancellationToken cancellationToken)
    {
        if (!Dialect.NeedsProfile) return false;
        return !(_hasSim ??= await OnOwnChannelAsync(sim => SimCommands.SelectUsimAsync(sim, cancellationToken), cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Opens a channel to an application, and answers its number.</summary>
    /// <exception cref="CardException">No free channel, or no such application.</exception>
    internal async ValueTask<int> OpenSessionAsync(Octets aid, CancellationToken cancellationToken)
    {
        OpenedChannel opened = await CardChannels.OpenAsync(terminal, aid, cancellationToken).ConfigureAwait(false);
        Sessions.Add(opened.Number.Value);
        return opened.Number.Value;
    }

    internal async ValueTask CloseSessionAsync(int session, CancellationToken cancellationToken)
    {
        Sessions.Remove(session);
        await CardChannels.CloseAsync(terminal, new(session), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// The modem's own use of the card: on a channel of its own, so that nobody's selection is changed; on the basic channel if none is free.
    /// </summary>
    internal async ValueTask<T> OnOwnChannelAsync<T>(Func<Sim, ValueTask<T>> use, CancellationToken cancellationToken)
    {
        ChannelNumber number;
        try
        {
            number = await CardChannels.OpenAsync(terminal, cancellationToken).ConfigureAwait(false);
        }
        catch (CardException)
        {
            return await use(new(new LogicalChannel(terminal, ChannelNumber.Basic))).ConfigureAwait(false);
        }
        try
        {
            return await use(new(new LogicalChannel(terminal, number))).ConfigureAwait(false);
        }
        finally
        {
            await CardChannels.CloseAsync(terminal, number, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Fetches and performs what the card announced. TS 102 223 §6. A REFRESH that resets the card ends the sessions.</summary>
    internal async ValueTask ServeToolkitAsync(CancellationToken cancellationToken)
    {
        if (!options.IsToolkitTerminal || !terminal.HasProactiveCommand) return;
        try
        {
            IReadOnlyList<ProactiveCommand> served = await terminal.ServeAsync(cancellationToken).ConfigureAwait(false);
            if (!served.Any(command => command.ResetsCard)) return;
            Sessions.Clear();
            _hasSim = null;
        }
        catch (Exception e) when (e is TransportException or MalformedResponseException)
        {
            Log.CardGone(log, e);
        }
    }

    private async ValueTask PowerAsync(CancellationToken cancellationToken)
    {
        Sessions.Clear();
        Identity.Forget();
        _hasSim = null;
        terminal.TurnOff();
        if (HasPower) await terminal.ResetAsync(cancellationToken).ConfigureAwait(false);
        else await card.ResetAsync(cancellationToken).ConfigureAwait(false);
    }
}
