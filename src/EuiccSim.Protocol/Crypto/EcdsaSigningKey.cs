using System.Security.Cryptography;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Crypto;

/// <summary>A signing key in the system's crypto. Its signatures differ from one call to the next.</summary>
/// <threadsafety>Signing is safe for use by many threads; disposing is not.</threadsafety>
public sealed class EcdsaSigningKey : EcSigningKey
{
    private readonly ECDsa _key;

    private EcdsaSigningKey(EcCurve curve, ECDsa key)
    {
        _key = key;
        PublicKey = EcPublicKey.FromSystem(curve, key.ExportParameters(includePrivateParameters: false).Q);
    }

    /// <inheritdoc/>
    public override EcPublicKey PublicKey { get; }

    /// <summary>The key with this scalar.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="scalar">32 octets, from 1 to n − 1; they are copied.</param>
    /// <exception cref="EcKeyException">The scalar is out of range.</exception>
    public static EcdsaSigningKey FromScalar(EcCurve curve, ReadOnlySpan<byte> scalar) => new(curve, SystemKeys.Ecdsa(curve, scalar));

    /// <summary>The key in a PEM text, "EC PRIVATE KEY" (RFC 5915, with or without "EC PARAMETERS") or "PRIVATE KEY" (PKCS #8).</summary>
    /// <exception cref="EcKeyException">No such key, more than one, or a key on another curve.</exception>
    public static EcdsaSigningKey FromPem(ReadOnlySpan<char> pem)
    {
        EcCurve curve = EcPrivateKeyPem.Read(pem, out byte[] scalar);
        try
        {
            return FromScalar(curve, scalar);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(scalar);
        }
    }

    /// <summary>A new key.</summary>
    public static EcdsaSigningKey Generate(EcCurve curve, RandomSource random)
    {
        byte[] scalar = curve.DrawScalar(random);
        try
        {
            return FromScalar(curve, scalar);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(scalar);
        }
    }

    /// <inheritdoc/>
    public override Octets Sign(ReadOnlySpan<byte> data)
    {
        byte[] signature = new byte[EcdsaSignature.PlainSize];
        _key.SignData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return Octets.Wrap(signature);
    }

    /// <inheritdoc/>
    public override byte[] ExportScalar() => _key.ExportParameters(includePrivateParameters: true).D!;

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _key.Dispose();
        base.Dispose(disposing);
    }
}
