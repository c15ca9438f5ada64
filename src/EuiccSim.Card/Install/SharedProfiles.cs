using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using EuiccSim.Card.Profiles;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Install;

/// <summary>
/// The file systems of installed packages, so that a thousand cards with one package hold one tree. They are immutable, and a package is
/// interpreted and checked each time all the same: only what comes out is shared.
/// </summary>
internal static class SharedProfiles
{
    /// <summary>The profile of a package, or a new one.</summary>
    /// <param name="packageHash">SHA-256 of the package; the same octets give the same profile.</param>
    /// <param name="create">Makes it.</param>
    internal static UiccProfile Find(Octets packageHash, Func<UiccProfile> create)
    {
        if (s_trees.TryGetValue(packageHash, out WeakReference<FileTree>? known) && known.TryGetTarget(out FileTree? tree)
            && s_profiles.TryGetValue(tree, out UiccProfile? shared))
            return shared;
        UiccProfile profile = create();
        s_profiles.AddOrUpdate(profile.Files, profile);
        s_trees[packageHash] = new(profile.Files);
        if (s_trees.Count > s_sweepAt) Sweep();
        return profile;
    }

    /// <summary>Forgets packages that no card holds any more.</summary>
    private static void Sweep()
    {
        foreach ((Octets hash, WeakReference<FileTree> tree) in s_trees)
        {
            if (!tree.TryGetTarget(out _)) s_trees.TryRemove(hash, out _);
        }
        s_sweepAt = Math.Max(FirstSweep, 2 * s_trees.Count);
    }

    private static readonly ConcurrentDictionary<Octets, WeakReference<FileTree>> s_trees = new();
    private static readonly ConditionalWeakTable<FileTree, UiccProfile> s_profiles = [];
    private static volatile int s_sweepAt = FirstSweep;
    private const int FirstSweep = 256;
}
