using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;

namespace EuiccSim.Card.State;

/// <summary>A download that has begun to load: if the power goes, the next start reports it. SGP.22 v2.5 §3.1.3.3.</summary>
internal sealed record PendingInstallation(
    TransactionId TransactionId, string ServerAddress, ObjectIdentifier SmdpOid, Octets CiPkId, Iccid? Iccid, BppCommandId Command);
