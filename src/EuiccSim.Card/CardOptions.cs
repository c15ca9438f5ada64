using EuiccSim.Card.Store;
using EuiccSim.Protocol.Events;
using Microsoft.Extensions.Logging;

namespace EuiccSim.Card;

/// <summary>How to run a card. None of it changes what is on the card.</summary>
public sealed record CardOptions
{
    /// <summary>No trace, no store, no other quirk than the card's own.</summary>
    public static CardOptions Default { get; } = new();

    /// <summary>Called for each event, on the thread that runs the card. Events hold PINs and keys as they crossed the wire.</summary>
    public Action<TraceEvent>? Trace { get; init; }

    /// <summary>Where the card tells what it does; null for nowhere. No secret is ever logged.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>Where each committed state goes; null keeps it in memory only.</summary>
    public ICardStore? Store { get; init; }

    /// <summary>
    /// Waits as long as a card with <see cref="Personality.Timing"/> takes for a command, before <see cref="CardConnection"/> gives its answer; null waits
    /// by the clock of this machine.
    /// </summary>
    public Func<TimeSpan, CancellationToken, ValueTask>? Wait { get; init; }

    /// <summary>The quirks; null for those that the card's state names.</summary>
    public Personality? Personality { get; init; }
}
