using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.State;

/// <summary>What a card keeps for one port, beside the Profile that is enabled there.</summary>
/// <param name="Number">The port, from 0 on.</param>
internal sealed record PortState(int Number)
{
    /// <summary>The change of Profiles that waits for a REFRESH or a reset of the port.</summary>
    internal PendingSwitch? PendingSwitch { get; init; }

    /// <summary>The ISD-P of the Operational Profile that comes back when the Test Profile is disabled.</summary>
    internal Octets? EnabledBeforeTest { get; init; }
}
