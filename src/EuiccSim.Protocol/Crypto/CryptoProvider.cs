using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto.Providers;

namespace EuiccSim.Protocol.Crypto;

/// <summary>
/// Who computes on elliptic curves. It is chosen where a key is made, and the key stays with it; all else (AES, SHA-256, BSP) needs no choice.
/// </summary>
/// <threadsafety>Immutable; safe for use by many threads.</threadsafety>
public abstract class CryptoProvider
{
    private protected CryptoProvider()
    {
    }

    /// <summary>The platform (System.Security.Cryptography), and no other. macOS has neither brainpoolP256r1 nor FRP256v1, and some builds of
    /// OpenSSL lack them too.</summary>
    public static CryptoProvider Platform { get; } = new PlatformProvider();

    /// <summary>BouncyCastle, on all curves. Its signatures are deterministic (RFC 6979); its numbers cannot be zeroed after use.</summary>
    public static CryptoProvider BouncyCastle { get; } = new BouncyProvider();

    /// <summary>The platform where it has the curve, otherwise BouncyCastle. This is what keys have unless they are given another.</summary>
    public static CryptoProvider PlatformFirst { get; } = new FirstProvider(Platform, BouncyCastle);

    /// <summary>True if keys on this curve can be used.</summary>
    public abstract bool Supports(EcCurve curve);

    /// <param name="curve">The curve.</param>
    /// <param name="point">65 octets that are a point of it, which was checked.</param>
    internal abstract EcPublicKey PublicKey(EcCurve curve, Octets point);

    /// <param name="curve">The curve.</param>
    /// <param name="scalar">32 octets, in range, which was checked.</param>
    internal abstract EcPublicKey PublicKeyOf(EcCurve curve, ReadOnlySpan<byte> scalar);

    /// <param name="curve">The curve.</param>
    /// <param name="scalar">32 octets, in range, which was checked. They stay the caller's.</param>
    internal abstract EcdsaSigningKey SigningKey(EcCurve curve, ReadOnlySpan<byte> scalar);

    /// <param name="curve">The curve.</param>
    /// <param name="scalar">32 octets, in range, which was checked. The key takes the array.</param>
    internal abstract EcKeyAgreementKey AgreementKey(EcCurve curve, byte[] scalar);
}
