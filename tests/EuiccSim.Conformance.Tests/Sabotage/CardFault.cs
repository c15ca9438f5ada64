using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Conformance.Tests.Sabotage;

/// <summary>One thing that a card does wrongly. By default each step is the good card's.</summary>
internal abstract class CardFault
{
    /// <summary>True for one that takes the blocks of a command whatever their numbers are.</summary>
    internal bool TakesAnyBlock { get; init; }

    /// <summary>The ES10 command whole, and the answer whole: what a STORE DATA chain carries.</summary>
    /// <param name="command">The command.</param>
    /// <param name="card">The good card.</param>
    internal virtual ResponseApdu Es10(Octets command, Func<Octets, ResponseApdu> card) => card(command);

    /// <summary>Any other APDU, and its answer as it comes.</summary>
    internal virtual Octets Apdu(CommandApdu command, Func<CommandApdu, Octets> card) => card(command);

    /// <summary>A reset.</summary>
    internal virtual Octets Reset(Func<Octets> card) => card();
}
