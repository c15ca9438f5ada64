using System.Security.Cryptography;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Crypto;

/// <summary>A one-time private key for ECKA, the key agreement of SGP.22 v2.5 §2.6.4 and Annex G (otSK.EUICC.ECKA, otSK.DP.ECKA).</summary>
public abstract class EcKeyAgreementKey : IDisposable
{
    private readonly byte[] _scalar;

    /// <param name="scalar">32 octets in range, which the key takes.</param>
    private protected EcKeyAgreementKey(byte[] scalar) => _scalar = scalar;

    /// <summary>The public key, for the other side.</summary>
    public abstract EcPublicKey PublicKey { get; }

    /// <summary>The curve.</summary>
    public EcCurve Curve => PublicKey.Curve;

    /// <summary>The public key as it is sent under tag '5F49', 65 octets: 04, X, Y.</summary>
    public Octets PublicPoint => PublicKey.Point;

    /// <summary>A copy of the secret, 32 octets, to be kept across a power loss.</summary>
    /// <exception cref="ObjectDisposedException">The secret was forgotten.</exception>
    public Octets Scalar
    {
        get
        {
            ObjectDisposedException.ThrowIf(!Curve.IsScalar(_scalar), this);
            return Octets.Of(_scalar);
        }
    }

    /// <summary>A new key.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="random">Where the secret comes from.</param>
    /// <param name="provider">Who computes; null for <see cref="CryptoProvider.PlatformFirst"/>.</param>
    public static EcKeyAgreementKey Generate(EcCurve curve, RandomSource random, CryptoProvider? provider = null) =>
        (provider ?? CryptoProvider.PlatformFirst).AgreementKey(curve, curve.DrawScalar(random));

    /// <summary>The key with this scalar.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="scalar">32 octets, from 1 to n − 1; they are copied.</param>
    /// <param name="provider">Who computes; null for <see cref="CryptoProvider.PlatformFirst"/>.</param>
    /// <exception cref="EcKeyException">The scalar is out of range.</exception>
    public static EcKeyAgreementKey FromScalar(EcCurve curve, ReadOnlySpan<byte> scalar, CryptoProvider? provider = null)
    {
        curve.RequireScalar(scalar);
        return (provider ?? CryptoProvider.PlatformFirst).AgreementKey(curve, scalar.ToArray());
    }

    /// <summary>The secret shared with the owner of the other key.</summary>
    /// <param name="other">A public key on the same curve.</param>
    /// <returns>The X coordinate of the common point, 32 octets. It is a secret of the caller, who should zero it.</returns>
    /// <exception cref="EcKeyException">The other key is on another curve.</exception>
    public byte[] Agree(EcPublicKey other)
    {
        if (other.Curve != Curve) throw new EcKeyException($"a key on {other.Curve} cannot agree with one on {Curve}");
        return AgreeOnOneCurve(other);
    }

    /// <summary>Zeroes the secret.</summary>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_scalar);
        Forget();
        GC.SuppressFinalize(this);
    }

    /// <param name="other">A key on the same curve, of whatever provider.</param>
    private protected abstract byte[] AgreeOnOneCurve(EcPublicKey other);

    /// <summary>Forgets what else is secret.</summary>
    private protected abstract void Forget();
}
