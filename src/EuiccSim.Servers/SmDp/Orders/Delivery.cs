using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Servers.SmDp.Binding;

namespace EuiccSim.Servers.SmDp.Orders;

/// <summary>A Bound Profile Package that left the SM-DP+: what a retry, and the notification about its end, need.</summary>
/// <param name="TransactionId">The session in which it left.</param>
/// <param name="Eid">The eUICC it is bound to.</param>
/// <param name="EuiccCertificate">The certificate that verifies the notification; it was accepted in that session.</param>
/// <param name="Binding">The package, to be sent again; null once that can no longer be.</param>
public sealed record Delivery(TransactionId TransactionId, Eid Eid, RspCertificate EuiccCertificate, ProfileBinding? Binding);

/// <summary>A one-time public key of an eUICC, offered to it again in its next session. SGP.22 v2.5 §3.1.3.3.</summary>
/// <param name="Eid">The eUICC.</param>
/// <param name="Otpk">otPK.EUICC.ECKA.</param>
public sealed record KeptEuiccKey(Eid Eid, EcPublicKey Otpk);
