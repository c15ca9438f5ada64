using EuiccSim.Card;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Testing;

namespace EuiccSim.Transports.Tests.Vpcd;

/// <summary>Cards of our own, the same on every run.</summary>
internal static class TestCards
{
    internal static DateTimeOffset Start { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    internal static RspPki Pki { get; } = TestPki.Create(EcCurve.NistP256, new SeededRandom("transports"), Start.AddYears(-1));

    internal static VirtualEuicc Create(string seed, Personality? personality = null) => VirtualEuicc.Create(
        EuiccConfigurations.From(Pki),
        new(new ManualTime(Start), new SeededRandom(seed)),
        personality is null ? null : new() { Personality = personality });

    internal static ICardConnection Connection(string seed) => new CardConnection(Create(seed));
}
