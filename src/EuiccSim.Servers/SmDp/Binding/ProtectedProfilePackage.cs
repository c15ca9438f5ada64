using System.Security.Cryptography;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Rsp.Es8;

namespace EuiccSim.Servers.SmDp.Binding;

/// <summary>
/// A Protected Profile Package under random keys: the profile elements encrypted once, before it is known which eUICC will get them.
/// The keys travel in ES8+.ReplaceSessionKeys. SGP.22 v2.5 §2.5.3, §5.5.4.
/// </summary>
/// <threadsafety>Immutable; safe for use by many threads.</threadsafety>
public sealed class ProtectedProfilePackage
{
    private ProtectedProfilePackage(Octets replaceSessionKeys, SequenceOf<Octets> blocks)
    {
        ReplaceSessionKeys = replaceSessionKeys;
        Blocks = blocks;
    }

    /// <summary>The TLVs '86', each at most 1020 octets.</summary>
    public SequenceOf<Octets> Blocks { get; }

    /// <summary>The TLV 'BF26' with the keys, which are secret.</summary>
    internal Octets ReplaceSessionKeys { get; }

    /// <summary>What was protected before.</summary>
    internal static ProtectedProfilePackage Restore(Octets replaceSessionKeys, SequenceOf<Octets> blocks) => new(replaceSessionKeys, blocks);

    /// <summary>Protects a profile package under keys drawn at random.</summary>
    /// <param name="package">The unprotected profile package.</param>
    /// <param name="random">Gives the initial MAC chaining value, PPK-ENC and PPK-MAC, in this order.</param>
    public static ProtectedProfilePackage Protect(Octets package, RandomSource random)
    {
        Span<byte> octets = stackalloc byte[3 * BspKeys.KeyLength];
        random.Fill(octets);
        using BspKeys keys = new(octets[..BspKeys.KeyLength], octets.Slice(BspKeys.KeyLength, BspKeys.KeyLength),
            octets[(2 * BspKeys.KeyLength)..]);
        CryptographicOperations.ZeroMemory(octets);
        return Protect(package, keys);
    }

    /// <summary>Protects a profile package under given keys.</summary>
    /// <param name="package">The unprotected profile package.</param>
    /// <param name="keys">Initial MAC chaining value, PPK-ENC and PPK-MAC; copied.</param>
    public static ProtectedProfilePackage Protect(Octets package, BspKeys keys)
    {
        using Bsp bsp = new(keys);
        ReplaceSessionKeysRequest request = new()
        {
            InitialMacChainingValue = Octets.Of(keys.InitialMcv),
            PpkEnc = Octets.Of(keys.SEnc),
            PpkCmac = Octets.Of(keys.SMac),
        };
        return new(Asn1Codec.Encode(request), bsp.ProtectAll(Bsp.Tag86, package.Span));
    }
}
