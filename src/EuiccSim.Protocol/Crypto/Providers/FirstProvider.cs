using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Crypto.Providers;

/// <summary>One provider, and another for the curves that it has not.</summary>
internal sealed class FirstProvider(CryptoProvider first, CryptoProvider second) : CryptoProvider
{
    public override bool Supports(EcCurve curve) => For(curve).Supports(curve);

    internal override EcPublicKey PublicKey(EcCurve curve, Octets point) => For(curve).PublicKey(curve, point);

    internal override EcPublicKey PublicKeyOf(EcCurve curve, ReadOnlySpan<byte> scalar) => For(curve).PublicKeyOf(curve, scalar);

    internal override EcdsaSigningKey SigningKey(EcCurve curve, ReadOnlySpan<byte> scalar) => For(curve).SigningKey(curve, scalar);

    internal override EcKeyAgreementKey AgreementKey(EcCurve curve, byte[] scalar) => For(curve).AgreementKey(curve, scalar);

    private CryptoProvider For(EcCurve curve) => first.Supports(curve) ? first : second;
}
