using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Crypto;

/// <summary>A point of a curve, for verifying ECDSA signatures over SHA-256 and for key agreement (SGP.22 v2.5 §2.6).</summary>
/// <remarks>
/// The system's crypto checks an imported point by a multiplication that costs more than verifying one signature. So the
/// point is checked here, which is cheap, and given to the system on first use only, once. Keep the object if the key is used again.
/// </remarks>
/// <threadsafety>Immutable; safe for use by many threads.</threadsafety>
[SuppressMessage("Design", "CA1001", Justification = "The handles hold no secret and free themselves; a public key is passed around as a value.")]
public sealed class EcPublicKey : IEquatable<EcPublicKey>
{
    private ECDsa? _verifier;
    private ECDiffieHellman? _agreement;

    private EcPublicKey(EcCurve curve, Octets point)
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

    /// <summary>The key that is this point.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="point">65 octets: 04, X, Y.</param>
    /// <exception cref="EcKeyException">Not an uncompressed point, or not on the curve.</exception>
    public static EcPublicKey FromPoint(EcCurve curve, Octets point) =>
        TryFromPoint(curve, point, out EcPublicKey? key)
            ? key
            : throw new EcKeyException($"{point.Length} octets that are not a point of {curve}");

    /// <summary>The key that is this point; false if the octets are not an uncompressed point (65 octets) of the curve.</summary>
    public static bool TryFromPoint(EcCurve curve, Octets point, [NotNullWhen(true)] out EcPublicKey? key)
    {
        key = curve.Contains(point.Span) ? new EcPublicKey(curve, point) : null;
        return key is not null;
    }

    /// <summary>The public key of a private one, that is the base point multiplied by the scalar.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="scalar">32 octets, from 1 to n − 1.</param>
    /// <exception cref="EcKeyException">The scalar is out of range.</exception>
    public static EcPublicKey FromScalar(EcCurve curve, ReadOnlySpan<byte> scalar)
    {
        using ECDsa key = SystemKeys.Ecdsa(curve, scalar);
        return FromSystem(curve, key.ExportParameters(includePrivateParameters: false).Q);
    }

    /// <summary>True if the signature is this key's over SHA-256 of the data.</summary>
    /// <param name="data">What was signed.</param>
    /// <param name="signature">r and s, 32 octets each (BSI TR-03111, plain format). Any other length is just not a signature.</param>
    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        signature.Length == EcdsaSignature.PlainSize
        && Verifier().VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    /// <summary>True if the signature is this key's over SHA-256 of the data.</summary>
    /// <param name="data">What was signed.</param>
    /// <param name="signature">The DER encoding of Ecdsa-Sig-Value, as in an X.509 certificate (RFC 5480).</param>
    public bool VerifyDer(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        Verifier().VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    /// <summary>True if curve and point are the same.</summary>
    public bool Equals(EcPublicKey? other) => other is not null && Curve == other.Curve && Point == other.Point;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as EcPublicKey);

    /// <inheritdoc/>
    public override int GetHashCode() => Point.GetHashCode();

    /// <summary>The curve's name and the point in hexadecimal digits.</summary>
    public override string ToString() => $"{Curve} {Point}";

    internal static EcPublicKey FromSystem(EcCurve curve, ECPoint point)
    {
        byte[] octets = new byte[EcCurve.PointSize];
        octets[0] = EcCurve.Uncompressed;
        point.X!.CopyTo(octets, 1);
        point.Y!.CopyTo(octets, 1 + EcCurve.CoordinateSize);
        return new EcPublicKey(curve, Octets.Wrap(octets));
    }

    /// <summary>The handle for key agreement. It lives as long as this object; do not dispose of it.</summary>
    internal ECDiffieHellmanPublicKey Agreement()
    {
        if (_agreement is null) Interlocked.CompareExchange(ref _agreement, ECDiffieHellman.Create(Parameters()), null);
        return _agreement.PublicKey;
    }

    private ECDsa Verifier()
    {
        // Two threads may both import; one of the imports is then dropped, which is harmless.
        if (_verifier is null) Interlocked.CompareExchange(ref _verifier, ECDsa.Create(Parameters()), null);
        return _verifier;
    }

    private ECParameters Parameters() => new()
    {
        Curve = Curve.SystemCurve,
        Q = new ECPoint { X = X.ToArray(), Y = Y.ToArray() },
    };
}
