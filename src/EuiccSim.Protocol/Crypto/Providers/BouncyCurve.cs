using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Math.EC;
using Org.BouncyCastle.Utilities;

namespace EuiccSim.Protocol.Crypto.Providers;

/// <summary>The curves in BouncyCastle's arithmetic, of the parameters that stand in <see cref="EcCurve"/>.</summary>
internal static class BouncyCurve
{
    // Each is made when it is first used: BouncyCastle checks that the prime is one.
    internal static ECDomainParameters Of(EcCurve curve) =>
        curve == EcCurve.NistP256 ? NistP256.Domain : curve == EcCurve.BrainpoolP256r1 ? Brainpool.Domain : Frp.Domain;

    internal static BigInteger Number(ReadOnlySpan<byte> octets) => new(1, octets);

    /// <summary>Fills all of the octets with a number, the most significant first.</summary>
    internal static void Write(BigInteger number, Span<byte> octets) => BigIntegers.AsUnsignedByteArray(number, octets);

    private static ECDomainParameters Make(EcCurve curve)
    {
        BigInteger order = Number(curve.Order.Span);
        FpCurve field = new(Number(curve.Prime.Span), Number(curve.A.Span), Number(curve.B.Span), order, BigInteger.One);
        return new ECDomainParameters(field, field.DecodePoint(curve.BasePoint.Span), order, BigInteger.One);
    }

    private static class NistP256
    {
        internal static readonly ECDomainParameters Domain = Make(EcCurve.NistP256);
    }

    private static class Brainpool
    {
        internal static readonly ECDomainParameters Domain = Make(EcCurve.BrainpoolP256r1);
    }

    private static class Frp
    {
        internal static readonly ECDomainParameters Domain = Make(EcCurve.Frp256v1);
    }
}
