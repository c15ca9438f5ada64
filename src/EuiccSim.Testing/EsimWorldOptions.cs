using EuiccSim.Card;
using EuiccSim.Card.Chip;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Servers.SmDp;
using EuiccSim.Servers.SmDs;
using EuiccSim.Terminal;

namespace EuiccSim.Testing;

/// <summary>How a world differs from the ordinary one.</summary>
public sealed record EsimWorldOptions
{
    /// <summary>What all randomness of the world comes from: the same seed gives the same octets.</summary>
    public string Seed { get; init; } = "world";

    /// <summary>The clock. Null for one that is moved by hand and begins at <see cref="Start"/>.</summary>
    public TimeProvider? Time { get; init; }

    /// <summary>What the clock shows first, if it is moved by hand.</summary>
    public DateTimeOffset Start { get; init; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Where the randomness of a part comes from ("pki", "card", "server" …), for worlds that need not be the same twice. Null for
    /// randomness that belongs to the seed.</summary>
    public Func<string, RandomSource>? Random { get; init; }

    /// <summary>The curve of all keys, if the PKI is made for the world.</summary>
    public EcCurve Curve { get; init; } = EcCurve.NistP256;

    /// <summary>Who computes on the curve, on the chips and at the servers.</summary>
    public CryptoProvider Crypto { get; init; } = CryptoProvider.PlatformFirst;

    /// <summary>The certificates and keys, in the order in which they are wanted; they stay the caller's. Empty to have a PKI made for the world.
    /// </summary>
    public IReadOnlyList<RspPki> Pkis { get; init; } = [];

    /// <summary>Whether keys of the PKI that is made sign as the platform does: faster, and with other octets each time.</summary>
    public bool HasSystemKeys { get; init; }

    /// <summary>Changes the options of the world's first SM-DP+.</summary>
    public Func<SmdpOptions, SmdpOptions>? Server { get; init; }

    /// <summary>Changes the options of the world's SM-DS.</summary>
    public Func<SmdsOptions, SmdsOptions>? Smds { get; init; }

    /// <summary>Changes what the manufacturer put on each chip.</summary>
    public Func<EuiccConfiguration, EuiccConfiguration>? Euicc { get; init; }

    /// <summary>How to run the cards. A store in it is for the first device only.</summary>
    public CardOptions? Card { get; init; }

    /// <summary>What the terminals can do.</summary>
    public TerminalOptions? Terminal { get; init; }

    /// <summary>Whether the world remembers its events. Without, they are only told to those who listen.</summary>
    public bool KeepsEvents { get; init; } = true;
}
