using System.Collections.Immutable;
using EuiccSim.Card.Ecasd;
using EuiccSim.Card.Gsm;
using EuiccSim.Card.IsdR;
using EuiccSim.Card.Kernel;

namespace EuiccSim.Card;

/// <summary>What a card is made of beside its state: its applications.</summary>
internal static class EuiccVariant
{
    /// <summary>The applications beside the file system, in the order in which partial names find them.</summary>
    internal static ImmutableArray<Func<CardParts, CardApplication>> Applications { get; } =
    [
        parts => new GsmApplication(parts.Uicc),
        parts => new IsdRApplication(parts.IsdR),
        parts => new EcasdApplication(parts.IsdR.Memory.State.Euicc.Eid),
    ];
}
