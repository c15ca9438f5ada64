using System.Collections.Immutable;

namespace EuiccSim.Card.Kernel;

/// <summary>The applications with names of their own that each card has, in the order in which partial names find them.</summary>
internal static class Applications
{
    internal static ImmutableArray<CardApplication> Default { get; } = [new IsdR.IsdR(), new Ecasd.Ecasd()];
}
