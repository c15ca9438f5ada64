using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;

namespace EuiccSim.Protocol.Tests.Crypto.Providers;

/// <summary>A platform that has P-256 alone.</summary>
internal sealed class NarrowPlatform : CryptoProvider
{
    public override bool Supports(EcCurve curve) => curve == EcCurve.NistP256;

    internal override EcPublicKey PublicKey(EcCurve curve, Octets point) => For(curve).PublicKey(curve, point);

    internal override EcPublicKey PublicKeyOf(EcCurve curve, ReadOnlySpan<byte> scalar) => For(curve).PublicKeyOf(curve, scalar);

    internal override EcdsaSigningKey SigningKey(EcCurve curve, ReadOnlySpan<byte> scalar) => For(curve).SigningKey(curve, scalar);

    internal override EcKeyAgreementKey AgreementKey(EcCurve curve, byte[] scalar) => For(curve).AgreementKey(curve, scalar);

    private CryptoProvider For(EcCurve curve) => Supports(curve) ? Platform : throw new PlatformNotSupportedException(curve.Name);
}
