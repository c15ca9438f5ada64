using System.Security.Cryptography;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Crypto.Providers;

/// <summary>A signing key that the platform keeps. Its signatures differ from one call to the next.</summary>
/// <param name="curve">The curve.</param>
/// <param name="key">The key, which this object then disposes of.</param>
internal sealed class PlatformSigningKey(EcCurve curve, ECDsa key) : EcdsaSigningKey
{
    public override EcPublicKey PublicKey { get; } = PlatformPublicKey.Of(curve, key.ExportParameters(includePrivateParameters: false).Q);

    public override Octets Sign(ReadOnlySpan<byte> data)
    {
        byte[] signature = new byte[EcdsaSignature.PlainSize];
        key.SignData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return Octets.Wrap(signature);
    }

    public override byte[] ExportScalar() => key.ExportParameters(includePrivateParameters: true).D!;

    protected override void Dispose(bool disposing)
    {
        if (disposing) key.Dispose();
        base.Dispose(disposing);
    }
}
