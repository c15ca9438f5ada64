using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Smdp.Orders;

namespace EuiccSim.Smdp.Sessions;

/// <summary>How far a session has come: each case holds just what is known there. SGP.22 v2.5 §3.1.3.</summary>
internal abstract record RspSession
{
    private RspSession()
    {
    }

    /// <summary>After InitiateAuthentication: the server has shown who it is.</summary>
    internal sealed record ServerAuthenticated(SmdpCredential Credential, Octets ServerChallenge) : RspSession;

    /// <summary>After the eUICC is known, whose signatures can be verified.</summary>
    internal abstract record WithEuicc(Eid Eid, RspCertificate EuiccCertificate, ProfileOrder Order) : RspSession;

    /// <summary>After AuthenticateClient: an order was offered, as it then was.</summary>
    internal sealed record ClientAuthenticated(Eid Eid, RspCertificate EuiccCertificate, ProfileOrder Order, SmdpCredential Credential,
        Octets SmdpSignature2)
        : WithEuicc(Eid, EuiccCertificate, Order);

    /// <summary>After GetBoundProfilePackage: the order was delivered.</summary>
    internal sealed record Delivered(Eid Eid, RspCertificate EuiccCertificate, ProfileOrder Order)
        : WithEuicc(Eid, EuiccCertificate, Order);
}
