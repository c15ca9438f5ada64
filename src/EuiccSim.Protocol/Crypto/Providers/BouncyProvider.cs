using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Crypto.Providers;

/// <summary>BouncyCastle, which has all curves on every platform.</summary>
internal sealed class BouncyProvider : CryptoProvider
{
    public override bool Supports(EcCurve curve) => true;

    internal override EcPublicKey PublicKey(EcCurve curve, Octets point) => new BouncyPublicKey(curve, point);

    internal override EcPublicKey PublicKeyOf(EcCurve curve, ReadOnlySpan<byte> scalar) => BouncyPublicKey.Of(curve, BouncyCurve.Number(scalar));

    internal override EcdsaSigningKey SigningKey(EcCurve curve, ReadOnlySpan<byte> scalar) => new BouncySigningKey(curve, BouncyCurve.Number(scalar));

    internal override EcKeyAgreementKey AgreementKey(EcCurve curve, byte[] scalar) => new BouncyKeyAgreementKey(curve, scalar);
}
