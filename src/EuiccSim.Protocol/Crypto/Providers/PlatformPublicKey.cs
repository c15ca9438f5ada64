using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Crypto.Providers;

/// <summary>A public key that the platform uses.</summary>
/// <remarks>
/// The platform checks an imported point by a multiplication that costs more than verifying one signature. So it is given the point on first
/// use only, once for each of the two uses.
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "The handles hold no secret and free themselves; a public key is passed around as a value.")]
internal sealed class PlatformPublicKey(EcCurve curve, Octets point) : EcPublicKey(curve, point)
{
    private ECDsa? _verifier;
    private ECDiffieHellman? _agreement;

    public override CryptoProvider Provider => CryptoProvider.Platform;

    private protected override bool VerifyPlain(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        Verifier().VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    internal static PlatformPublicKey Of(EcCurve curve, ECPoint point)
    {
        byte[] octets = new byte[EcCurve.PointSize];
        octets[0] = EcCurve.Uncompressed;
        point.X!.CopyTo(octets, 1);
        point.Y!.CopyTo(octets, 1 + EcCurve.CoordinateSize);
        return new(curve, Octets.Wrap(octets));
    }

    internal static ECPoint ToPoint(Octets point) => new()
    {
        X = point.Slice(1, EcCurve.CoordinateSize).ToArray(),
        Y = point.Slice(1 + EcCurve.CoordinateSize).ToArray(),
    };

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

    private ECParameters Parameters() => new() { Curve = PlatformCurve.Of(Curve), Q = ToPoint(Point) };
}
