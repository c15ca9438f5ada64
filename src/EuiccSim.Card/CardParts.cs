using EuiccSim.Card.IsdR;
using EuiccSim.Card.Uicc;

namespace EuiccSim.Card;

/// <summary>What applications are made of; each takes what its room needs.</summary>
/// <param name="Uicc">The file system, whose files, PINs and keys others may show in their own way.</param>
/// <param name="IsdR">The card's memory and surroundings.</param>
internal sealed record CardParts(UiccApplication Uicc, IsdRRoom IsdR);
