using System.Security.Cryptography;

namespace EuiccSim.Protocol.Crypto;

/// <summary>A signing key that a <see cref="CryptoProvider"/> keeps. With the platform its signatures differ from one call to the next.</summary>
/// <threadsafety>Signing is safe for use by many threads; disposing is not.</threadsafety>
public abstract class EcdsaSigningKey : EcSigningKey
{
    private protected EcdsaSigningKey()
    {
    }

    /// <summary>The key with this scalar.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="scalar">32 octets, from 1 to n − 1; they are copied.</param>
    /// <param name="provider">Who keeps it; null for <see cref="CryptoProvider.PlatformFirst"/>.</param>
    /// <exception cref="EcKeyException">The scalar is out of range.</exception>
    public static EcdsaSigningKey FromScalar(EcCurve curve, ReadOnlySpan<byte> scalar, CryptoProvider? provider = null)
    {
        curve.RequireScalar(scalar);
        return (provider ?? CryptoProvider.PlatformFirst).SigningKey(curve, scalar);
    }

    /// <summary>The key in a PEM text, "EC PRIVATE KEY" (RFC 5915, with or without "EC PARAMETERS") or "PRIVATE KEY" (PKCS #8).</summary>
    /// <param name="pem">The text.</param>
    /// <param name="provider">Who keeps it; null for <see cref="CryptoProvider.PlatformFirst"/>.</param>
    /// <exception cref="EcKeyException">No such key, more than one, or a key on another curve.</exception>
    public static EcdsaSigningKey FromPem(ReadOnlySpan<char> pem, CryptoProvider? provider = null)
    {
        // Whoever keeps the key computes the public one, which is what costs time; so it is compared there.
        EcCurve curve = EcPrivateKeyPem.Decode(pem, out byte[] scalar, out byte[]? point);
        EcdsaSigningKey? key = null;
        bool isOwn = false;
        try
        {
            key = FromScalar(curve, scalar, provider);
            EcPrivateKeyPem.RequireOwn(point, key.PublicKey);
            isOwn = true;
            return key;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(scalar);
            if (!isOwn) key?.Dispose();
        }
    }

    /// <summary>A new key.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="random">Where the secret comes from.</param>
    /// <param name="provider">Who keeps it; null for <see cref="CryptoProvider.PlatformFirst"/>.</param>
    public static EcdsaSigningKey Generate(EcCurve curve, RandomSource random, CryptoProvider? provider = null)
    {
        byte[] scalar = curve.DrawScalar(random);
        try
        {
            return FromScalar(curve, scalar, provider);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(scalar);
        }
    }
}
