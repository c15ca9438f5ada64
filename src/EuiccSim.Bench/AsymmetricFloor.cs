using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Testing;

namespace EuiccSim.Bench;

/// <summary>
/// The asymmetric operations that a download consists of and that nobody can leave out: 10 verifications (five on the card, five at the
/// server), 6 signatures, 2 one-time keys, 2 key agreements, each from the 65 octets of the other side's one-time key. All other keys are
/// there already, as objects; nothing else is done.
/// </summary>
internal sealed class AsymmetricFloor
{
    private readonly EcCurve _curve;
    private readonly EcdsaSigningKey _key;
    private readonly EcKeyAgreementKey _agreementKey;
    private readonly Octets _peer;
    private readonly byte[] _message = new byte[400];
    private readonly Octets _signature;

    internal AsymmetricFloor(EcCurve curve)
    {
        _curve = curve;
        _key = EcdsaSigningKey.Generate(curve, new SeededRandom("floor"));
        _agreementKey = EcKeyAgreementKey.Generate(curve, new SeededRandom("agree"));
        _peer = EcKeyAgreementKey.Generate(curve, new SeededRandom("peer")).PublicPoint;
        _signature = _key.Sign(_message);
    }

    internal void Run()
    {
        for (int i = 0; i < 10; i++)
        {
            if (!_key.PublicKey.Verify(_message, _signature.Span)) throw new InvalidOperationException("the signature does not hold");
        }
        for (int i = 0; i < 6; i++) _key.Sign(_message);
        for (int i = 0; i < 2; i++) EcKeyAgreementKey.Generate(_curve, RandomSource.System).Dispose();
        for (int i = 0; i < 2; i++) _agreementKey.Agree(EcPublicKey.FromPoint(_curve, _peer));
    }
}
