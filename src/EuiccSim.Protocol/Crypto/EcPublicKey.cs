using System.Diagnostics.CodeAnalysis;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Crypto;

/// <summary>A point of a curve, for verifying ECDSA signatures over SHA-256 and for key agreement (SGP.22 v2.5 §2.6).</summary>
/// <remarks>
/// The point is checked when the key is made. A provider prepares it on first use, which costs more than verifying one signature: keep the
/// object if the key is used again.
/// </remarks>
/// <threadsafety>Immutable; safe for use by many threads.</threadsafety>
public abstract class EcPublicKey : IEquatable<EcPublicKey>
{
    private protected EcPublicKey(EcCurve curve, Octets point)
    {
        Curve = curve;
        Point = point;
    }

    /// <summary>The curve.</summary>
    public EcCurve Curve { get; }

    /// <summary>The point, 65 octets: 04, X, Y.</summary>
    public Octets Point { get; }

    /// <summary>The X coordinate, 32 octets.</summary>
    public Octets X => Point.Slice(1, EcCurve.CoordinateSize);

    /// <summary>The Y coordinate, 32 octets.</summary>
    public Octets Y => Point.Slice(1 + EcCurve.CoordinateSize);

    /// <summary>Who verifies with the key: one provider, not a choice of several.</summary>
    public abstract CryptoProvider Provider { get; }

    /// <summary>The key that is this point.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="point">65 octets: 04, X, Y.</param>
    /// <param name="provider">Who computes; null for <see cref="CryptoProvider.PlatformFirst"/>.</param>
    /// <exception cref="EcKeyException">Not an uncompressed point, or not on the curve.</exception>
    public static EcPublicKey FromPoint(EcCurve curve, Octets point, CryptoProvider? provider = null) =>
        TryFromPoint(curve, point, out EcPublicKey? key, provider)
            ? key
            : throw new EcKeyException($"{point.Length} octets that are not a point of {curve}");

    /// <summary>The key that is this point; false if the octets are not an uncompressed point (65 octets) of the curve.</summary>
    public static bool TryFromPoint(EcCurve curve, Octets point, [NotNullWhen(true)] out EcPublicKey? key, CryptoProvider? provider = null)
    {
        key = curve.Contains(point.Span) ? (provider ?? CryptoProvider.PlatformFirst).PublicKey(curve, point) : null;
        return key is not null;
    }

    /// <summary>The public key of a private one, that is the base point multiplied by the scalar.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="scalar">32 octets, from 1 to n − 1.</param>
    /// <param name="provider">Who computes; null for <see cref="CryptoProvider.PlatformFirst"/>.</param>
    /// <exception cref="EcKeyException">The scalar is out of range.</exception>
    public static EcPublicKey FromScalar(EcCurve curve, ReadOnlySpan<byte> scalar, CryptoProvider? provider = null)
    {
        curve.RequireScalar(scalar);
        return (provider ?? CryptoProvider.PlatformFirst).PublicKeyOf(curve, scalar);
    }

    /// <summary>True if the signature is this key's over SHA-256 of the data.</summary>
    /// <param name="data">What was signed.</param>
    /// <param name="signature">r and s, 32 octets each (BSI TR-03111, plain format). Any other length is just not a signature.</param>
    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        signature.Length == EcdsaSignature.PlainSize && VerifyPlain(data, signature);

    /// <summary>True if the signature is this key's over SHA-256 of the data.</summary>
    /// <param name="data">What was signed.</param>
    /// <param name="signature">The DER encoding of Ecdsa-Sig-Value, as in an X.509 certificate (RFC 5480).</param>
    /// <remarks>Read here, as some platforms take a negative number for a signature.</remarks>
    public bool VerifyDer(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        Span<byte> plain = stackalloc byte[EcdsaSignature.PlainSize];
        return EcdsaSignature.TryFromDer(signature, plain) && VerifyPlain(data, plain);
    }

    /// <summary>True if curve and point are the same, whoever computes.</summary>
    public bool Equals(EcPublicKey? other) => other is not null && Curve == other.Curve && Point == other.Point;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as EcPublicKey);

    /// <inheritdoc/>
    public override int GetHashCode() => Point.GetHashCode();

    /// <summary>The curve's name and the point in hexadecimal digits.</summary>
    public override string ToString() => $"{Curve} {Point}";

    /// <param name="data">What was signed.</param>
    /// <param name="signature">64 octets, r and s.</param>
    private protected abstract bool VerifyPlain(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature);
}
