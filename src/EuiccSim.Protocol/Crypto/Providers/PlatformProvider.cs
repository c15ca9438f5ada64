using System.Security.Cryptography;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Crypto.Providers;

/// <summary>System.Security.Cryptography: OpenSSL, CNG or CommonCrypto.</summary>
internal sealed class PlatformProvider : CryptoProvider
{
    // Every platform has P-256; the others are tried out, the first time that somebody uses them.
    public override bool Supports(EcCurve curve) =>
        curve == EcCurve.NistP256 || (curve == EcCurve.BrainpoolP256r1 ? Brainpool.IsThere : Frp.IsThere);

    internal override EcPublicKey PublicKey(EcCurve curve, Octets point) => new PlatformPublicKey(curve, point);

    internal override EcPublicKey PublicKeyOf(EcCurve curve, ReadOnlySpan<byte> scalar)
    {
        using ECDsa key = Import(curve, scalar, ECDsa.Create);
        return PlatformPublicKey.Of(curve, key.ExportParameters(includePrivateParameters: false).Q);
    }

    internal override EcdsaSigningKey SigningKey(EcCurve curve, ReadOnlySpan<byte> scalar) =>
        new PlatformSigningKey(curve, Import(curve, scalar, ECDsa.Create));

    internal override EcKeyAgreementKey AgreementKey(EcCurve curve, byte[] scalar) =>
        new PlatformKeyAgreementKey(curve, scalar, Import(curve, scalar, ECDiffieHellman.Create));

    /// <summary>A private key of the scalar alone: the platform computes the point.</summary>
    private static T Import<T>(EcCurve curve, ReadOnlySpan<byte> scalar, Func<ECParameters, T> create)
    {
        byte[] copy = scalar.ToArray();
        try
        {
            return create(new ECParameters { Curve = PlatformCurve.Of(curve), D = copy });
        }
        finally
        {
            CryptographicOperations.ZeroMemory(copy);
        }
    }

    /// <summary>The key 1 does: what can be imported can be used.</summary>
    private static bool CanImport(EcCurve curve)
    {
        try
        {
            Import(curve, [.. new byte[EcCurve.CoordinateSize - 1], 1], ECDsa.Create).Dispose();
            return true;
        }
        catch (Exception fault) when (fault is CryptographicException or PlatformNotSupportedException)
        {
            return false;
        }
    }

    private static class Brainpool
    {
        internal static readonly bool IsThere = CanImport(EcCurve.BrainpoolP256r1);
    }

    private static class Frp
    {
        internal static readonly bool IsThere = CanImport(EcCurve.Frp256v1);
    }
}
