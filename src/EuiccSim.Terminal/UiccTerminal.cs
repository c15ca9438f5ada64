using EuiccSim.Ending;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Uicc;

namespace EuiccSim.Terminal;

/// <summary>
/// The device around a UICC: it tells the card what it can do, passes commands on, notices what the card announces with '91XX', and performs
/// it when it is told to. TS 102 221 §14, TS 102 223 §6.
/// </summary>
/// <remarks>It is a connection itself: what an LPA or a <see cref="Sim"/> sends through it is watched.</remarks>
/// <threadsafety>One command at a time.</threadsafety>
public sealed class UiccTerminal : ICardConnection
{
    private readonly ICardConnection _card;
    private int? _announced;

    /// <summary>A terminal with this card in it. The card is reset at the first command, or by <see cref="ResetAsync"/>.</summary>
    public UiccTerminal(ICardConnection card, TerminalOptions? options = null)
    {
        _card = card;
        Options = options ?? new();
    }

    /// <summary>What the terminal can do.</summary>
    public TerminalOptions Options { get; }

    /// <summary>True if the card has power, and was told what the terminal can do.</summary>
    public bool IsOn { get; private set; }

    /// <summary>True if the card announced a proactive command that was not fetched.</summary>
    public bool HasProactiveCommand => _announced is not null;

    /// <summary>Resets the card, and tells it what the terminal can do. A card that does not understand this is used all the same.</summary>
    /// <returns>The ATR.</returns>
    /// <exception cref="TransportException">The card cannot be reached.</exception>
    /// <exception cref="MalformedResponseException">The card answered without a status word.</exception>
    public async ValueTask<Octets> ResetAsync(CancellationToken cancellationToken)
    {
        IsOn = false;
        _announced = null;
        Octets atr = await _card.ResetAsync(cancellationToken).ConfigureAwait(false);
        IsOn = true;
        if (!Options.Profile.IsEmpty) await TransmitAsync(new CommandApdu(0x80, 0x10, 0x00, 0x00, Options.Profile).Encode(), cancellationToken).ConfigureAwait(false);
        if (!Options.Capability.IsEmpty) await TransmitAsync(new CommandApdu(0x80, 0xAA, 0x00, 0x00, Options.Capability).Encode(), cancellationToken).ConfigureAwait(false);
        return atr;
    }

    /// <summary>Forgets that the card is on, and what it announced: the next command resets it.</summary>
    public void TurnOff()
    {
        IsOn = false;
        _announced = null;
    }

    /// <inheritdoc/>
    /// <exception cref="MalformedResponseException">The card answered without a status word.</exception>
    public async ValueTask<Octets> TransmitAsync(Octets command, CancellationToken cancellationToken)
    {
        if (!IsOn) await ResetAsync(cancellationToken).ConfigureAwait(false);
        Octets answer = await _card.TransmitAsync(command, cancellationToken).ConfigureAwait(false);
        StatusWord status = ResponseApdu.Parse(answer).Status;
        if (status.Sw1 == Announcement) _announced = status.Sw2;
        return answer;
    }

    /// <summary>
    /// Fetches what the card announced, performs and answers it, until it announces nothing more. What is no proactive command ends it.
    /// </summary>
    /// <returns>The commands, in their order.</returns>
    /// <exception cref="TransportException">The card cannot be reached.</exception>
    /// <exception cref="MalformedResponseException">The card answered something that is no answer.</exception>
    public async ValueTask<IReadOnlyList<ProactiveCommand>> ServeAsync(CancellationToken cancellationToken = default)
    {
        List<ProactiveCommand> served = [];
        try
        {
            while (served.Count < Options.MaximumCommands && _announced is { } length)
            {
                _announced = null;
                if (await FetchAsync(length, cancellationToken).ConfigureAwait(false) is not { } command) break;
                served.Add(command);
                await PerformAsync(command, cancellationToken).ConfigureAwait(false);
            }
            return served;
        }
        finally
        {
            _announced = null;
        }
    }

    /// <summary>Lets the card go. Throws nothing.</summary>
    public ValueTask DisposeAsync() => LetGo.QuietlyAsync(_card.DisposeAsync);

    private async ValueTask<ProactiveCommand?> FetchAsync(int length, CancellationToken cancellationToken)
    {
        CommandApdu fetch = new(0x80, 0x12, 0x00, 0x00, ne: length == 0 ? 0x100 : length);
        return ProactiveCommand.TryRead(ResponseApdu.Parse(await TransmitAsync(fetch.Encode(), cancellationToken).ConfigureAwait(false)).Data);
    }

    private async ValueTask PerformAsync(ProactiveCommand command, CancellationToken cancellationToken)
    {
        TerminalResponse response = Options.Handlers.TryGetValue(command.Type, out ProactiveHandler? handler)
            ? await handler(command, cancellationToken).ConfigureAwait(false)
            : command.Type == ProactiveCommand.Refresh ? TerminalResponse.Performed : TerminalResponse.BeyondCapabilities;
        Options.Performed?.Invoke(command, response);
        await TransmitAsync(response.To(command).Encode(), cancellationToken).ConfigureAwait(false);
        if (command.ResetsCard && response.IsPerformed && Options.ResetsOnRefresh) await ResetAsync(cancellationToken).ConfigureAwait(false);
    }

    private const byte Announcement = 0x91;
}
