using System.Collections.Immutable;

namespace EuiccSim.Card.Kernel;

/// <summary>What a command has around it: the session, and the port where it came.</summary>
/// <remarks>
/// What an application changes of the card's memory meanwhile is committed before the answer leaves, or dropped if the command is rejected.
/// </remarks>
internal sealed class Transaction(CardSession session, Port port)
{
    /// <summary>The volatile state. Changes stay, whatever becomes of the command.</summary>
    internal CardSession Session { get; } = session;

    /// <summary>Where the command came.</summary>
    internal Port Port { get; } = port;

    internal Personality Personality => Session.Personality;

    internal ImmutableArray<CardApplication> Applications => Session.Applications;
}
