using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Rsp.Es8;
using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Servers.SmDp.Orders;

namespace EuiccSim.Servers.SmDp.Packages;

/// <summary>A profile type of which a fresh profile is made for each order. SGP.22 v2.5 §3.1.2, §5.3.1.</summary>
public sealed record ProfileTemplate
{
    /// <summary>The type by which it is ordered.</summary>
    public required string ProfileType { get; init; }

    /// <summary>The operator that may order it, as <see cref="Profile.Owner"/>; null for every operator.</summary>
    public string? Owner { get; init; }

    /// <summary>The package that is made over.</summary>
    public required PackageTemplate Package { get; init; }

    /// <summary>Who the profiles are for.</summary>
    public required SubscriberRange Subscribers { get; init; }

    /// <summary>The metadata; the ICCID in it makes no difference.</summary>
    public required StoreMetadataRequest Metadata { get; init; }

    /// <summary>Says more of a subscriber than the range does: a key, an OP, a telephone number; null for nothing more.</summary>
    public Func<Personalisation, Personalisation>? Personalise { get; init; }

    /// <summary>Whether the packages are protected under random keys beforehand, and not under the session keys.</summary>
    public bool UsesRandomKeys { get; init; }

    /// <summary>
    /// Called with each package made, before it can be downloaded: here the operator's network learns the keys. A profile whose ICCID turns
    /// out to be taken in the same moment is made in vain; the next one is told of again.
    /// </summary>
    public Action<PersonalisedPackage>? OnMade { get; init; }

    /// <summary>Makes the profile of a subscriber. The same randomness gives the same profile.</summary>
    /// <param name="number">The subscriber's number in <see cref="Subscribers"/>.</param>
    /// <param name="random">Where secrets come from that nobody gave: first those of the package, then the keys of its protection.</param>
    /// <exception cref="ArgumentException">What is said of the subscriber has no place in the package, or does not fit.</exception>
    public Profile Create(int number, RandomSource random)
    {
        Personalisation data = Subscribers[number];
        if (Personalise is not null) data = Personalise(data);
        PersonalisedPackage made = Package.Personalise(data, random);
        Profile profile = Profile.FromPackage(made.Package, Metadata with { Iccid = data.Iccid }) with { ProfileType = ProfileType, Owner = Owner };
        OnMade?.Invoke(made);
        return UsesRandomKeys ? profile.WithRandomKeys(random) : profile;
    }
}
