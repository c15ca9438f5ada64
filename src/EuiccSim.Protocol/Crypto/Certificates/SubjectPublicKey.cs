using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Crypto.Certificates;

/// <summary>The key in a certificate. Whether it can be used is found out on first use.</summary>
/// <param name="curve">Its curve; null if it is another one, or no elliptic curve key.</param>
/// <param name="point">The octets of the BIT STRING.</param>
/// <param name="provider">Who verifies with it.</param>
internal sealed class SubjectPublicKey(EcCurve? curve, Octets point, CryptoProvider provider)
{
    private EcPublicKey? _key;

    internal EcCurve? Curve { get; } = curve;

    internal CertificateFault Fault =>
        Curve is null ? CertificateFault.UnsupportedCurve : Key is null ? CertificateFault.InvalidPublicKey : CertificateFault.None;

    internal EcPublicKey? Key
    {
        get
        {
            // The one object is shared, so that it is prepared only once.
            if (_key is null && Curve is not null && EcPublicKey.TryFromPoint(Curve, point, out EcPublicKey? key, provider))
                Interlocked.CompareExchange(ref _key, key, null);
            return _key;
        }
    }
}
