using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto.Agreement;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Utilities;

namespace EuiccSim.Protocol.Tests.Crypto;

/// <summary>The same operations in BouncyCastle, which shares no code with the system's crypto.</summary>
internal static class Bouncy
{
    internal static Octets Sign(EcCurve curve, byte[] scalar, byte[] data)
    {
        ECDsaSigner signer = new(new HMacDsaKCalculator(new Sha256Digest()));
        signer.Init(true, new ECPrivateKeyParameters(new BigInteger(1, scalar), Domain(curve)));
        BigInteger[] rs = signer.GenerateSignature(System.Security.Cryptography.SHA256.HashData(data));
        return Octets.Wrap((byte[])[.. BigIntegers.AsUnsignedByteArray(32, rs[0]), .. BigIntegers.AsUnsignedByteArray(32, rs[1])]);
    }

    internal static bool Verify(EcPublicKey key, byte[] data, Octets signature)
    {
        ECDsaSigner signer = new();
        signer.Init(false, Public(key));
        return signer.VerifySignature(System.Security.Cryptography.SHA256.HashData(data),
            new BigInteger(1, signature.Slice(0, 32).ToArray()), new BigInteger(1, signature.Slice(32).ToArray()));
    }

    internal static byte[] Agree(EcCurve curve, byte[] scalar, EcPublicKey other)
    {
        ECDHBasicAgreement agreement = new();
        agreement.Init(new ECPrivateKeyParameters(new BigInteger(1, scalar), Domain(curve)));
        return BigIntegers.AsUnsignedByteArray(32, agreement.CalculateAgreement(Public(other)));
    }

    internal static Octets PublicPoint(EcCurve curve, byte[] scalar) =>
        Octets.Wrap(Domain(curve).G.Multiply(new BigInteger(1, scalar)).Normalize().GetEncoded(false));

    internal static ECDomainParameters Domain(EcCurve curve)
    {
        X9ECParameters x9 = ECNamedCurveTable.GetByOid(new DerObjectIdentifier(curve.Oid.Value));
        return new ECDomainParameters(x9.Curve, x9.G, x9.N, x9.H);
    }

    private static ECPublicKeyParameters Public(EcPublicKey key)
    {
        ECDomainParameters domain = Domain(key.Curve);
        return new ECPublicKeyParameters(domain.Curve.DecodePoint(key.Point.ToArray()), domain);
    }
}
