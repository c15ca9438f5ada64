using System.Security.Cryptography;

namespace EuiccSim.Protocol.Crypto.Providers;

/// <summary>How the platform calls the curves.</summary>
internal static class PlatformCurve
{
    internal static ECCurve Of(EcCurve curve) =>
        curve == EcCurve.NistP256 ? s_nistP256 : curve == EcCurve.BrainpoolP256r1 ? s_brainpoolP256r1 : s_frp256v1;

    private static readonly ECCurve s_nistP256 = ECCurve.NamedCurves.nistP256;
    private static readonly ECCurve s_brainpoolP256r1 = ECCurve.NamedCurves.brainpoolP256r1;

    // It has no name there; it is given the parameters, which OpenSSL takes and macOS does not.
    private static readonly ECCurve s_frp256v1 = new()
    {
        CurveType = ECCurve.ECCurveType.PrimeShortWeierstrass,
        Prime = EcCurve.Frp256v1.Prime.ToArray(),
        A = EcCurve.Frp256v1.A.ToArray(),
        B = EcCurve.Frp256v1.B.ToArray(),
        Order = EcCurve.Frp256v1.Order.ToArray(),
        Cofactor = [1],
        G = PlatformPublicKey.ToPoint(EcCurve.Frp256v1.BasePoint),
    };
}
