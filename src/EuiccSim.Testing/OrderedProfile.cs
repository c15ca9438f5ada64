using EuiccSim.Protocol.Identifiers;
using EuiccSim.Servers.SmDp;
using EuiccSim.Servers.SmDp.Orders;

namespace EuiccSim.Testing;

/// <summary>A profile that waits at an SM-DP+, or did.</summary>
/// <param name="Server">The SM-DP+.</param>
/// <param name="Iccid">The profile.</param>
/// <param name="Code">The Activation Code for it.</param>
public sealed record OrderedProfile(SmdpServer Server, Iccid Iccid, ActivationCode Code)
{
    /// <summary>The order as the SM-DP+ has it now.</summary>
    public async ValueTask<ProfileOrder> GetOrderAsync() => (await Server.Orders.FindAsync(Iccid).ConfigureAwait(false))!;
}
