using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es12;

namespace EuiccSim.Servers.SmDp.Announcing;

/// <summary>How an SM-DP+ reaches SM-DSs, and which.</summary>
/// <param name="Transport">Carries ES12, with the SM-DP+'s own certificate.</param>
/// <param name="Known">The SM-DSs; an order for another is refused with 8.9/5.1.</param>
public sealed record SmdsAccess(IEs12Transport Transport, SequenceOf<KnownSmds> Known)
{
    /// <summary>
    /// How long a registration is taken to be under way by whoever began it; longer than the transport takes for four calls. Afterwards it is
    /// finished by <see cref="SmdpServer.SettleEventsAsync"/>.
    /// </summary>
    public TimeSpan RegistrationTime { get; init; } = TimeSpan.FromMinutes(2);
}

/// <summary>An SM-DS that an SM-DP+ may use.</summary>
/// <param name="Address">Its FQDN, as operators name it in orders; with a port where one is given.</param>
/// <param name="ForwardingIndicator">True to have events passed on to its root SM-DS. SGP.22 v2.5 §3.6.1.2.</param>
/// <param name="Es12Address">Where SM-DP+s reach it, if that is not where LPAs do.</param>
public sealed record KnownSmds(string Address, bool ForwardingIndicator = false, string? Es12Address = null);
