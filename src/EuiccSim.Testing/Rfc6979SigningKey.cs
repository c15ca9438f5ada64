using System.Numerics;
using System.Security.Cryptography;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;

namespace EuiccSim.Testing;

/// <summary>A signing key whose signatures are the same each time (RFC 6979), so that whole sessions can be compared octet by
/// octet.</summary>
/// <remarks>The arithmetic takes a time that depends on the key. For tests only.</remarks>
/// <threadsafety>Signing is safe for use by many threads; disposing is not.</threadsafety>
public sealed class Rfc6979SigningKey : EcSigningKey
{
    private readonly byte[] _scalar;
    private bool _isDisposed;

    private Rfc6979SigningKey(EcCurve curve, byte[] scalar, CryptoProvider? provider)
    {
        _scalar = scalar;
        PublicKey = EcPublicKey.FromScalar(curve, scalar, provider);
    }

    /// <inheritdoc/>
    public override EcPublicKey PublicKey { get; }

    /// <summary>The key with this scalar.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="scalar">32 octets, from 1 to n − 1; they are copied.</param>
    /// <param name="provider">Who multiplies points; null for <see cref="CryptoProvider.PlatformFirst"/>.</param>
    /// <exception cref="EcKeyException">The scalar is out of range.</exception>
    public static Rfc6979SigningKey FromScalar(EcCurve curve, ReadOnlySpan<byte> scalar, CryptoProvider? provider = null) =>
        new(curve, scalar.ToArray(), provider);

    /// <summary>The key in a PEM text; see <see cref="EcPrivateKeyPem.Read"/>.</summary>
    /// <param name="pem">The text.</param>
    /// <param name="provider">Who multiplies points; null for <see cref="CryptoProvider.PlatformFirst"/>.</param>
    /// <exception cref="EcKeyException">No such key, more than one, or a key on another curve.</exception>
    public static Rfc6979SigningKey FromPem(ReadOnlySpan<char> pem, CryptoProvider? provider = null)
    {
        EcCurve curve = EcPrivateKeyPem.Read(pem, out byte[] scalar, provider);
        return new Rfc6979SigningKey(curve, scalar, provider);
    }

    /// <summary>A new key.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="random">Where the secret comes from.</param>
    /// <param name="provider">Who multiplies points; null for <see cref="CryptoProvider.PlatformFirst"/>.</param>
    public static Rfc6979SigningKey Generate(EcCurve curve, RandomSource random, CryptoProvider? provider = null) =>
        new(curve, curve.DrawScalar(random), provider);

    /// <inheritdoc/>
    public override Octets Sign(ReadOnlySpan<byte> data)
    {
        // The scalar is zero then, and what it signs verifies nowhere.
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        BigInteger n = Number(Curve.Order.Span);
        BigInteger hash = Number(SHA256.HashData(data));
        Rfc6979Nonces nonces = new(Curve, _scalar, Fixed(hash % n));
        while (true)
        {
            byte[] k = nonces.Next();
            BigInteger r = Number(EcPublicKey.FromScalar(Curve, k, PublicKey.Provider).X.Span) % n;
            BigInteger inverse = BigInteger.ModPow(Number(k), n - 2, n); // n is a prime
            BigInteger s = inverse * (hash + r * Number(_scalar)) % n;
            if (r.IsZero || s.IsZero) continue;
            return Octets.Wrap((byte[])[.. Fixed(r), .. Fixed(s)]);
        }
    }

    /// <inheritdoc/>
    public override byte[] ExportScalar()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return [.. _scalar];
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _isDisposed = true;
        CryptographicOperations.ZeroMemory(_scalar);
        base.Dispose(disposing);
    }

    private static BigInteger Number(ReadOnlySpan<byte> octets) => new(octets, isUnsigned: true, isBigEndian: true);

    private static byte[] Fixed(BigInteger number)
    {
        byte[] octets = new byte[FieldSize];
        int length = number.GetByteCount(isUnsigned: true);
        number.TryWriteBytes(octets.AsSpan(FieldSize - length), out _, isUnsigned: true, isBigEndian: true);
        return octets;
    }

    private const int FieldSize = 32;
}
