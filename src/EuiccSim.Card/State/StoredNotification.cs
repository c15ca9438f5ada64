using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;

namespace EuiccSim.Card.State;

/// <summary>A notification that waits to be delivered. SGP.22 v2.5 §3.5.</summary>
/// <param name="Metadata">What ListNotification shows.</param>
/// <param name="Encoded">The whole PendingNotification, signed.</param>
internal sealed record StoredNotification(NotificationMetadata Metadata, Octets Encoded);
