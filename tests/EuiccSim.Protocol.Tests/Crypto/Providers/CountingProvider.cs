using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;

namespace EuiccSim.Protocol.Tests.Crypto.Providers;

/// <summary>Another provider's keys, and how often they were used: who ignores the choice that it was given is not counted.</summary>
internal sealed class CountingProvider(CryptoProvider inner) : CryptoProvider
{
    private int _verified;
    private int _agreed;

    internal int Verified => _verified;

    internal int Agreed => _agreed;

    public override bool Supports(EcCurve curve) => inner.Supports(curve);

    internal override EcPublicKey PublicKey(EcCurve curve, Octets point) => new PublicCounter(this, inner.PublicKey(curve, point));

    internal override EcPublicKey PublicKeyOf(EcCurve curve, ReadOnlySpan<byte> scalar) => new PublicCounter(this, inner.PublicKeyOf(curve, scalar));

    internal override EcdsaSigningKey SigningKey(EcCurve curve, ReadOnlySpan<byte> scalar) => inner.SigningKey(curve, scalar);

    internal override EcKeyAgreementKey AgreementKey(EcCurve curve, byte[] scalar) => new AgreementCounter(this, scalar, inner.AgreementKey(curve, scalar));

    private sealed class PublicCounter(CountingProvider counter, EcPublicKey inner) : EcPublicKey(inner.Curve, inner.Point)
    {
        public override CryptoProvider Provider => counter;

        private protected override bool VerifyPlain(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
        {
            Interlocked.Increment(ref counter._verified);
            return inner.Verify(data, signature);
        }
    }

    private sealed class AgreementCounter(CountingProvider counter, byte[] scalar, EcKeyAgreementKey inner) : EcKeyAgreementKey(scalar)
    {
        public override EcPublicKey PublicKey => inner.PublicKey;

        private protected override byte[] AgreeOnOneCurve(EcPublicKey other)
        {
            Interlocked.Increment(ref counter._agreed);
            return inner.Agree(other);
        }

        private protected override void Forget() => inner.Dispose();
    }
}
