using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Testing;

namespace EuiccSim.EndToEnd.Tests.Support;

/// <summary>Test PKIs that are the same on every run; each is made once.</summary>
internal static class Pkis
{
    internal static DateTimeOffset Start { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    internal static RspPki Nist { get; } = Create(EcCurve.NistP256);

    internal static RspPki Brainpool { get; } = Create(EcCurve.BrainpoolP256r1);

    internal static RspPki French { get; } = Create(EcCurve.Frp256v1);

    internal static RspPki Of(string curve) => curve == "nist" ? Nist : Brainpool;

    /// <summary>The PKI of <see cref="Nist"/> with a chip of another EID.</summary>
    internal static RspPki NistWithChip(int number) => Create(EcCurve.NistP256, EidNumber(number));

    /// <summary>The same octets, computed by another.</summary>
    internal static RspPki By(CryptoProvider provider, string curve) => Create(Of(curve).Curve, provider: provider);

    // The seed decides the keys, so that chips that differ in their EID have the same CI above them.
    private static RspPki Create(EcCurve curve, string? eid = null, CryptoProvider? provider = null)
    {
        TestPkiOptions options = new() { Crypto = provider ?? CryptoProvider.PlatformFirst };
        return TestPki.Create(curve, new SeededRandom("end to end"), Start.AddYears(-1),
            eid is null ? options : options with { EidDigits = eid });
    }

    /// <summary>The n-th EID of the test maker whose check digits are right (SGP.29 §4.3).</summary>
    private static string EidNumber(int number)
    {
        for (int check = 0; ; check++)
        {
            string digits = $"890490321234512345{number:D12}{check:D2}";
            if (Eid.FromDigits(digits).IsValid) return digits;
        }
    }
}
