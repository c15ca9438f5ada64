using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Uicc;
using EuiccSim.Terminal;
using EuiccSim.Testing.Events;

namespace EuiccSim.Testing;

/// <content>The terminal, and the SIM as a phone uses it.</content>
public sealed partial class Device
{
    /// <summary>
    /// The terminal: power-up, TERMINAL PROFILE, proactive commands. It is off until <see cref="StartAsync"/>, or the first command through it;
    /// from then on the LPA's commands go through it too, so that REFRESH is performed as in a phone.
    /// </summary>
    public UiccTerminal Terminal { get; }

    private ICardConnection Way => Terminal.IsOn ? Terminal : Connection;

    /// <summary>Turns the terminal on: the card is reset, and told what the terminal can do.</summary>
    /// <returns>The answer to reset.</returns>
    public ValueTask<Octets> StartAsync(CancellationToken cancellationToken = default) => Terminal.ResetAsync(cancellationToken);

    /// <summary>Opens an application of the SIM, on a channel of its own; the terminal is turned on for it. The caller closes it.</summary>
    /// <param name="application">The application; null for the USIM.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CardException">No free channel, or no such application ('6A82'): no profile is enabled, perhaps.</exception>
    /// <exception cref="TransportException">The card cannot be reached.</exception>
    public ValueTask<Sim> OpenSimAsync(Aid? application = null, CancellationToken cancellationToken = default) =>
        Sim.OpenAsync(Terminal, application, cancellationToken);

    /// <summary>Does something with the USIM, and closes it; the terminal is turned on for it.</summary>
    /// <exception cref="CardException">No profile is enabled ('6A82'), or the SIM rejects something.</exception>
    /// <exception cref="TransportException">The card cannot be reached.</exception>
    public async Task<T> WithSimAsync<T>(Func<Sim, ValueTask<T>> use, CancellationToken cancellationToken = default)
    {
        Sim sim = await OpenSimAsync(null, cancellationToken).ConfigureAwait(false);
        await using (sim.ConfigureAwait(false)) return await use(sim).ConfigureAwait(false);
    }

    /// <summary>Does something with the USIM, and closes it; the terminal is turned on for it.</summary>
    /// <exception cref="CardException">No profile is enabled ('6A82'), or the SIM rejects something.</exception>
    /// <exception cref="TransportException">The card cannot be reached.</exception>
    public Task WithSimAsync(Func<Sim, ValueTask> use, CancellationToken cancellationToken = default) => WithSimAsync<object?>(
        async sim =>
        {
            await use(sim).ConfigureAwait(false);
            return null;
        },
        cancellationToken);

    private UiccTerminal TerminalFor(TerminalOptions options)
    {
        Action<ProactiveCommand, TerminalResponse>? own = options.Performed;
        return new(Connection, options with
        {
            Performed = (command, response) =>
            {
                own?.Invoke(command, response);
                _parts.Events.Add(new TraceEvent.Proactive(_parts.Now, command, response) { Party = Name });
            },
        });
    }
}
