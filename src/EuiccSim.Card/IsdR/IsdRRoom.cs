using EuiccSim.Card.State;
using EuiccSim.Protocol.Asn1;
using Microsoft.Extensions.Logging;

namespace EuiccSim.Card.IsdR;

/// <summary>What the ISD-R has of the card.</summary>
/// <param name="Functions">What it can do.</param>
/// <param name="Memory">All that the card keeps without power, the credentials too.</param>
/// <param name="Environment">Time and randomness.</param>
/// <param name="Logger">Where it tells what it does.</param>
/// <param name="Performed">Told of each function that was performed, if anybody listens.</param>
/// <param name="Personality">How the card differs.</param>
internal sealed record IsdRRoom(
    Es10Functions Functions, CardMemory Memory, CardEnvironment Environment, ILogger Logger, Action<IAsn1Encodable, IAsn1Encodable>? Performed, Personality Personality);
