using Org.BouncyCastle.Crypto.Agreement;
using Org.BouncyCastle.Crypto.Parameters;

namespace EuiccSim.Protocol.Crypto.Providers;

/// <summary>A one-time key with which BouncyCastle agrees.</summary>
/// <param name="curve">The curve.</param>
/// <param name="scalar">The secret, which the key takes.</param>
internal sealed class BouncyKeyAgreementKey(EcCurve curve, byte[] scalar) : EcKeyAgreementKey(scalar)
{
    public override EcPublicKey PublicKey { get; } = BouncyPublicKey.Of(curve, BouncyCurve.Number(scalar));

    private protected override byte[] AgreeOnOneCurve(EcPublicKey other)
    {
        BouncyPublicKey theirs = other as BouncyPublicKey ?? new(other.Curve, other.Point);
        ECDHBasicAgreement agreement = new();
        agreement.Init(new ECPrivateKeyParameters(BouncyCurve.Number(Scalar.Span), BouncyCurve.Of(Curve)));
        byte[] secret = new byte[EcCurve.CoordinateSize];
        BouncyCurve.Write(agreement.CalculateAgreement(theirs.Key), secret);
        return secret;
    }

    private protected override void Forget()
    {
    }
}
