using System.Security.Cryptography;
using EuiccSim.Protocol.Asn1;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Math.EC.Multiplier;

namespace EuiccSim.Protocol.Crypto.Providers;

/// <summary>A public key that BouncyCastle uses.</summary>
internal sealed class BouncyPublicKey(EcCurve curve, Octets point) : EcPublicKey(curve, point)
{
    private ECPublicKeyParameters? _key;

    public override CryptoProvider Provider => CryptoProvider.BouncyCastle;

    /// <summary>The key as BouncyCastle has it.</summary>
    internal ECPublicKeyParameters Key
    {
        get
        {
            if (_key is null) Interlocked.CompareExchange(ref _key, Import(), null);
            return _key;
        }
    }

    private protected override bool VerifyPlain(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        ECDsaSigner verifier = new();
        verifier.Init(false, Key);
        return verifier.VerifySignature(SHA256.HashData(data), BouncyCurve.Number(signature[..EcCurve.CoordinateSize]),
            BouncyCurve.Number(signature[EcCurve.CoordinateSize..]));
    }

    internal static BouncyPublicKey Of(EcCurve curve, BigInteger scalar)
    {
        ECDomainParameters domain = BouncyCurve.Of(curve);
        return new(curve, Octets.Wrap(new FixedPointCombMultiplier().Multiply(domain.G, scalar).Normalize().GetEncoded(compressed: false)));
    }

    private ECPublicKeyParameters Import()
    {
        ECDomainParameters domain = BouncyCurve.Of(Curve);
        return new(domain.Curve.DecodePoint(Point.Span), domain);
    }
}
