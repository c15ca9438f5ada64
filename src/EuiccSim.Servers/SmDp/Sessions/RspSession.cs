using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Servers.SmDp.Orders;

namespace EuiccSim.Servers.SmDp.Sessions;

/// <summary>How far a session has come: each case holds just what is known there. SGP.22 v2.5 §3.1.3.</summary>
/// <remarks>All of it is values, never the server's own objects: another server, or this one started anew, may take the next step.</remarks>
internal abstract record RspSession
{
    private RspSession()
    {
    }

    /// <summary>After InitiateAuthentication: the server has shown who it is.</summary>
    /// <param name="Ci">The subject key identifier of the CI under which it did.</param>
    /// <param name="ServerChallenge">What the eUICC has to sign.</param>
    internal sealed record ServerAuthenticated(Octets Ci, Octets ServerChallenge) : RspSession;

    /// <summary>After the eUICC is known, whose signatures can be verified.</summary>
    internal abstract record WithEuicc(Eid Eid, RspCertificate EuiccCertificate, OfferedOrder Order) : RspSession;

    /// <summary>After AuthenticateClient: an order was offered, as it then was.</summary>
    internal sealed record ClientAuthenticated(Eid Eid, RspCertificate EuiccCertificate, OfferedOrder Order, Octets Ci,
        Octets SmdpSignature2)
        : WithEuicc(Eid, EuiccCertificate, Order);

    /// <summary>After GetBoundProfilePackage: the order was delivered.</summary>
    internal sealed record Delivered(Eid Eid, RspCertificate EuiccCertificate, OfferedOrder Order)
        : WithEuicc(Eid, EuiccCertificate, Order);
}

/// <summary>What a session remembers of an order, to know later whether it still is the one that was offered.</summary>
/// <param name="Iccid">The order.</param>
/// <param name="MatchingId">Its MatchingID.</param>
/// <param name="Eid">The eUICC that it was for; null for any.</param>
/// <param name="LastDelivery">The session of its latest delivery, if there was one.</param>
internal sealed record OfferedOrder(Iccid Iccid, string? MatchingId, Eid? Eid, TransactionId? LastDelivery)
{
    internal static OfferedOrder Of(ProfileOrder order) =>
        new(order.Iccid, order.MatchingId, order.Eid, order.LastDelivery?.TransactionId);

    /// <summary>True if the order waits for download, and nobody got it since it was offered.</summary>
    internal bool IsUndeliveredSince(ProfileOrder order) =>
        order.State is OrderState.Released or OrderState.Downloaded && order.LastDelivery?.TransactionId == LastDelivery;

    /// <summary>True if it also is ordered by the same token and for the same eUICC as when it was offered.</summary>
    internal bool Is(ProfileOrder order) => IsUndeliveredSince(order) && order.MatchingId == MatchingId && order.Eid == Eid;
}
