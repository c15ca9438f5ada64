using EuiccSim.Protocol.Asn1;
using EuiccSim.Servers.SmDp.Orders;

namespace EuiccSim.Servers.SmDp.Storage;

/// <summary>
/// Packages beside which those of other subscribers are kept: of a hundred thousand profiles of one kind, one is kept whole and of the others what
/// differs. There is one for each length, up to a bound; they stay as long as the store.
/// </summary>
/// <threadsafety>One call at a time.</threadsafety>
internal sealed class PackageModels
{
    private readonly Dictionary<int, Octets> _byLength = [];

    /// <summary>The order with its package kept beside the model, or as it is.</summary>
    internal ProfileOrder Apply(ProfileOrder order)
    {
        Profile profile = order.Profile;
        if (!profile.KeptPackage.IsWhole) return order;
        if (_byLength.TryGetValue(profile.KeptPackage.Length, out Octets model))
        {
            Profile beside = profile.Beside(model);
            return beside.KeptPackage.IsWhole ? order : order with { Profile = beside };
        }
        if (_byLength.Count < MostModels) _byLength.Add(profile.KeptPackage.Length, profile.Package);
        return order;
    }

    private const int MostModels = 64;
}
