using System.Security.Cryptography;

namespace EuiccSim.Protocol.Crypto;

/// <summary>Private keys in the system's crypto, made from a scalar alone: the system computes the point.</summary>
internal static class SystemKeys
{
    internal static ECDsa Ecdsa(EcCurve curve, ReadOnlySpan<byte> scalar) => With(curve, scalar, ECDsa.Create);

    internal static ECDiffieHellman Ecdh(EcCurve curve, ReadOnlySpan<byte> scalar) => With(curve, scalar, ECDiffieHellman.Create);

    private static T With<T>(EcCurve curve, ReadOnlySpan<byte> scalar, Func<ECParameters, T> create)
    {
        if (!curve.IsScalar(scalar)) throw new EcKeyException($"{scalar.Length} octets that are not a private key of {curve}");
        byte[] copy = scalar.ToArray();
        try
        {
            return create(new ECParameters { Curve = curve.SystemCurve, D = copy });
        }
        finally
        {
            CryptographicOperations.ZeroMemory(copy);
        }
    }
}
