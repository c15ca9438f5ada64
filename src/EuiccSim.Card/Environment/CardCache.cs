using System.Runtime.CompilerServices;
using EuiccSim.Card.Profiles;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Rsp.Es8;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Card;

/// <summary>
/// What cards need not make each for itself: the file systems of packages that were installed, so that a thousand cards with one package hold one
/// tree, and of packages that differ in their subscribers each keeps what differs; the elements that make files, as they were read; and certificates
/// of servers. A package is interpreted and checked each time all the same, and a certificate judged: only what comes out is shared, and nothing in
/// it can change.
/// </summary>
/// <remarks>
/// It is bounded. A file system is not kept alive that no card has any more, and beside which none keeps what differs: a card that does keeps all of
/// the first one, the keys and PINs of its subscriber too.
/// </remarks>
/// <threadsafety>Safe for use by many threads.</threadsafety>
public sealed class CardCache
{
    private readonly TwoGenerations<Octets, WeakReference<FileTree>> _trees = new(MostTrees);
    private readonly TwoGenerations<int, WeakReference<FileTree>> _models = new(MostTrees);
    private readonly ConditionalWeakTable<FileTree, Common> _profiles = [];
    private readonly TwoGenerations<(Octets, CryptoProvider), RspCertificate> _certificates = new(MostCertificates);
    private readonly TwoGenerations<Octets, ProfileElement> _elements = new(MostElements);
    private readonly TwoGenerations<int, bool> _elementsSeen = new(MostElementsSeen);

    /// <summary>The one that cards have unless they are given another.</summary>
    public static CardCache Shared { get; } = new();

    /// <summary>No Profile: an MF without files.</summary>
    internal UiccProfile NoProfile { get; } = new FileTreeBuilder(new() { Kind = FileKind.Mf, Fid = 0x3F00 }).Freeze();

    /// <summary>The profile of a package, or a new one.</summary>
    /// <param name="packageHash">SHA-256 of the package; the same octets give the same profile.</param>
    /// <param name="create">Makes it.</param>
    internal UiccProfile FindProfile(Octets packageHash, Func<UiccProfile> create)
    {
        if (Find(_trees, packageHash) is { } shared) return shared.Profile;
        UiccProfile profile = AfterModel(create());
        _profiles.AddOrUpdate(profile.Files, new(profile));
        _trees.Set(packageHash, new(profile.Files));
        return profile;
    }

    /// <summary>The metadata that came with a profile, or the same that came with it before.</summary>
    /// <param name="profile">As <see cref="FindProfile"/> gave it.</param>
    /// <param name="metadata">The metadata.</param>
    internal Signed<StoreMetadataRequest> FindMetadata(UiccProfile profile, Signed<StoreMetadataRequest> metadata)
    {
        if (!_profiles.TryGetValue(profile.Files, out Common? shared)) return metadata;
        if (shared.Metadata is { } known && known.Encoded == metadata.Encoded) return known;
        return shared.Metadata = metadata;
    }

    /// <summary>
    /// Reads an element of a package. One that makes files and came before is remembered: packages of a kind have most of them in common.
    /// </summary>
    /// <exception cref="Asn1ContentException">It is none.</exception>
    internal ProfileElement ReadElement(Octets encoded)
    {
        if (encoded.Length > LongestElement) return Asn1Codec.Decode<ProfileElement>(encoded);
        if (_elements.TryGet(encoded, out ProfileElement? known)) return known;
        ProfileElement element = Asn1Codec.Decode<ProfileElement>(encoded);
        if (element is not (ProfileElement.FileSystem or ProfileElement.GenericFileManagement)) return element;
        // Those of one subscriber come once, or as often as his card is loaded, and would push out the others.
        int hash = encoded.GetHashCode();
        if (_elementsSeen.TryGet(hash, out _)) _elements.Set(encoded, element);
        else _elementsSeen.Set(hash, true);
        return element;
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

    /// <summary>A profile of the files of another one, or a model for those to come.</summary>
    private UiccProfile AfterModel(UiccProfile profile)
    {
        int shape = profile.Files.Shape;
        if (Find(_models, shape) is { } model && profile.After(model.Profile) is { } made) return made;
        _models.Set(shape, new(profile.Files));
        return profile;
    }

    private Common? Find<TKey>(TwoGenerations<TKey, WeakReference<FileTree>> trees, TKey key)
        where TKey : notnull =>
        trees.TryGet(key, out WeakReference<FileTree>? known) && known.TryGetTarget(out FileTree? tree)
            && _profiles.TryGetValue(tree, out Common? shared) ? shared : null;

    // A server has two; an entry for a tree is a hash and a weak reference.
    private const int MostCertificates = 64;
    private const int MostElements = 128;
    private const int MostElementsSeen = 1024;

    // What is read takes some ten times the octets.
    private const int LongestElement = 8192;
    private const int MostTrees = 4096;

    // What cards with one package have in common.
    private sealed class Common(UiccProfile profile)
    {
        internal UiccProfile Profile { get; } = profile;

        /// <summary>The last that came with the package.</summary>
        internal Signed<StoreMetadataRequest>? Metadata { get; set; }
    }
}
