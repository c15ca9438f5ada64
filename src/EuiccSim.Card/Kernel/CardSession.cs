using System.Collections.Immutable;

namespace EuiccSim.Card.Kernel;

/// <summary>All that a reset takes away: the ports with their channels, and the applications with what they keep for them.</summary>
internal sealed class CardSession
{
    // Every command asks.
    private readonly CardApplication[] _owners;

    /// <param name="personality">The quirks.</param>
    /// <param name="commands">What the kernel answers itself.</param>
    /// <param name="applications">The first is selected where no other is, the others are found by name in this order.</param>
    /// <param name="ports">How many ports there are.</param>
    internal CardSession(
        Personality personality, CommandTable<Channel, Transaction> commands, ImmutableArray<CardApplication> applications, int ports)
    {
        (Personality, Commands, Applications) = (personality, commands, applications);
        _owners = [.. applications.Where(application => application.OwnClass is not null)];
        Ports = [.. Enumerable.Range(0, ports).Select(number => new Port(number, this))];
        foreach (Port port in Ports) port.CloseAll();
    }

    internal Personality Personality { get; }

    internal CommandTable<Channel, Transaction> Commands { get; }

    internal ImmutableArray<CardApplication> Applications { get; }

    internal ImmutableArray<Port> Ports { get; }

    /// <summary>The application that is selected where no other is.</summary>
    internal CardApplication Default => Applications[0];

    /// <summary>The application whose a class byte is altogether, or null.</summary>
    internal CardApplication? OwnerOf(byte cla)
    {
        foreach (CardApplication application in _owners)
        {
            if (application.OwnClass == cla) return application;
        }
        return null;
    }
}
