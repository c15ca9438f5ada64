using EuiccSim.Protocol.Crypto;

namespace EuiccSim.Conformance.Roles;

/// <summary>The one-time key of a server, one on each curve, which is drawn when it is first wanted.</summary>
internal sealed class OneTimeKeys
{
    private readonly Dictionary<EcCurve, EcKeyAgreementKey> _keys = [];

    internal EcKeyAgreementKey Of(EcCurve curve, RandomSource random)
    {
        if (!_keys.TryGetValue(curve, out EcKeyAgreementKey? key)) _keys.Add(curve, key = EcKeyAgreementKey.Generate(curve, random));
        return key;
    }
}
