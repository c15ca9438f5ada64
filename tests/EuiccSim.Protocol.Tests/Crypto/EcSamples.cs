using EuiccSim.Protocol.Crypto;
using EuiccSim.Testing;
using EuiccSim.Tests;

namespace EuiccSim.Protocol.Tests.Crypto;

internal static class EcSamples
{
    internal static readonly EcCurve[] Curves = [EcCurve.NistP256, EcCurve.BrainpoolP256r1, EcCurve.Frp256v1];

    /// <summary>The curves of the published test set.</summary>
    internal static readonly EcCurve[] Sgp26Curves = [EcCurve.NistP256, EcCurve.BrainpoolP256r1];

    internal static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<EcCurve, RspPki> Pkis = Curves.ToDictionary(curve => curve, curve => TestPki.Create(curve, new SeededRandom(26), Start));

    /// <summary>One shared PKI for each curve; do not dispose of it.</summary>
    internal static RspPki Pki(EcCurve curve) => Pkis[curve];

    /// <summary>The published test set of SGP.26.</summary>
    internal static RspPki Sgp26(EcCurve curve, CryptoProvider? provider = null) =>
        PkiDirectory.Load(SharedData.Require("sgp26"), curve, crypto: provider);
}
