using System.Security.Cryptography;

namespace EuiccSim.Protocol.Crypto.Providers;

/// <summary>A one-time key with which the platform agrees.</summary>
/// <param name="curve">The curve.</param>
/// <param name="scalar">The secret, which the key takes.</param>
/// <param name="key">The same secret, which this object then disposes of.</param>
internal sealed class PlatformKeyAgreementKey(EcCurve curve, byte[] scalar, ECDiffieHellman key) : EcKeyAgreementKey(scalar)
{
    public override EcPublicKey PublicKey { get; } = PlatformPublicKey.Of(curve, key.ExportParameters(includePrivateParameters: false).Q);

    private protected override byte[] AgreeOnOneCurve(EcPublicKey other)
    {
        PlatformPublicKey theirs = other as PlatformPublicKey ?? new(other.Curve, other.Point);
        return key.DeriveRawSecretAgreement(theirs.Agreement());
    }

    private protected override void Forget() => key.Dispose();
}
