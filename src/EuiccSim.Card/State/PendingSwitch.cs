using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.State;

/// <summary>Which Profile shall be enabled after a REFRESH or reset; null for none. SGP.22 v2.5 §3.2.1, §3.2.2.</summary>
/// <param name="IsdpAid">The ISD-P to enable, or null to enable none.</param>
internal sealed record PendingSwitch(Octets? IsdpAid);
