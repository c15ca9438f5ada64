using System.Security.Cryptography;
using EuiccSim.Protocol.Asn1;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;

namespace EuiccSim.Protocol.Crypto.Providers;

/// <summary>A signing key in BouncyCastle. It draws no random numbers: its signatures are those of RFC 6979.</summary>
internal sealed class BouncySigningKey : EcdsaSigningKey
{
    private ECPrivateKeyParameters? _key;

    internal BouncySigningKey(EcCurve curve, BigInteger scalar)
    {
        PublicKey = BouncyPublicKey.Of(curve, scalar);
        _key = new(scalar, BouncyCurve.Of(curve));
    }

    public override EcPublicKey PublicKey { get; }

    public override Octets Sign(ReadOnlySpan<byte> data)
    {
        ECDsaSigner signer = new(new HMacDsaKCalculator(new Sha256Digest()));
        signer.Init(true, Key());
        BigInteger[] numbers = signer.GenerateSignature(SHA256.HashData(data));
        byte[] signature = new byte[EcdsaSignature.PlainSize];
        BouncyCurve.Write(numbers[0], signature.AsSpan(0, EcCurve.CoordinateSize));
        BouncyCurve.Write(numbers[1], signature.AsSpan(EcCurve.CoordinateSize));
        return Octets.Wrap(signature);
    }

    public override byte[] ExportScalar()
    {
        byte[] scalar = new byte[EcCurve.CoordinateSize];
        BouncyCurve.Write(Key().D, scalar);
        return scalar;
    }

    protected override void Dispose(bool disposing)
    {
        _key = null;
        base.Dispose(disposing);
    }

    private ECPrivateKeyParameters Key() => _key ?? throw new ObjectDisposedException(nameof(BouncySigningKey));
}
