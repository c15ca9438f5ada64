using System.Runtime.CompilerServices;
using EuiccSim.Card.Profiles;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;

namespace EuiccSim.Card;

/// <summary>
/// What cards need not make each for itself: the file systems of packages that were installed, so that a thousand cards with one package hold one
/// tree, and certificates of servers. A package is interpreted and checked each time all the same, and a certificate judged: only what comes out
/// is shared, and nothing in it can change.
/// </summary>
/// <remarks>It is bounded, and a file system that no card has any more is not kept alive.</remarks>
/// <threadsafety>Safe for use by many threads.</threadsafety>
public sealed class CardCache
{
    private readonly TwoGenerations<Octets, WeakReference<FileTree>> _trees = new(MostTrees);
    private readonly ConditionalWeakTable<FileTree, UiccProfile> _profiles = [];
    private readonly TwoGenerations<(Octets, CryptoProvider), RspCertificate> _certificates = new(MostCertificates);

    /// <summary>The one that cards have unless they are given another.</summary>
    public static CardCache Shared { get; } = new();

    /// <summary>No Profile: an MF without files.</summary>
    internal UiccProfile NoProfile { get; } = new FileTreeBuilder(new() { Kind = FileKind.Mf, Fid = 0x3F00 }).Freeze();

    /// <summary>The profile of a package, or a new one.</summary>
    /// <param name="packageHash">SHA-256 of the package; the same octets give the same profile.</param>
    /// <param name="create">Makes it.</param>
    internal UiccProfile FindProfile(Octets packageHash, Func<UiccProfile> create)
    {
        if (_trees.TryGet(packageHash, out WeakReference<FileTree>? known) && known.TryGetTarget(out FileTree? tree)
            && _profiles.TryGetValue(tree, out UiccProfile? shared))
            return shared;
        UiccProfile profile = create();
        _profiles.AddOrUpdate(profile.Files, profile);
        _trees.Set(packageHash, new(profile.Files));
        return profile;
    }

    /// <summary>Reads a certificate.</summary>
    /// <param name="der">The certificate.</param>
    /// <param name="crypto">Who verifies with its key.</param>
    /// <exception cref="Asn1ContentException">It is none.</exception>
    internal RspCertificate ReadCertificate(Octets der, CryptoProvider crypto)
    {
        if (_certificates.TryGet((der, crypto), out RspCertificate? known)) return known;
        // A copy: the message that it came in is not to be kept alive.
        RspCertificate certificate = RspCertificate.Parse(Octets.Of(der.Span), crypto);
        _certificates.Set((certificate.Encoded, crypto), certificate);
        return certificate;
    }

    // A server has two; an entry for a tree is a hash and a weak reference.
    private const int MostCertificates = 64;
    private const int MostTrees = 4096;
}
