using EuiccSim.Protocol.Crypto;

namespace EuiccSim.Card;

/// <summary>What a card takes from outside: time, randomness, and what it has in common with others.</summary>
/// <param name="Time">
/// The clock, for the validity periods of certificates. Null for a chip whose clock is not set, as with many real ones: then they are not
/// checked. SGP.22 v2.5 §4.5.2.2.
/// </param>
/// <param name="Random">Where challenges and keys come from.</param>
public sealed record CardEnvironment(TimeProvider? Time, RandomSource Random)
{
    /// <summary>The clock and the generator of this machine.</summary>
    public static CardEnvironment System { get; } = new(TimeProvider.System, RandomSource.System);

    /// <summary>What cards need not make each for itself; one of its own sets a card apart from all others in memory, too.</summary>
    public CardCache Cache { get; init; } = CardCache.Shared;

    /// <summary>Who computes with the keys that the card makes or is sent. Its own and its CIs' keys stay with whom they were made.</summary>
    public CryptoProvider Crypto { get; init; } = CryptoProvider.PlatformFirst;

    /// <summary>The time, or null where the clock is not set.</summary>
    internal DateTimeOffset? Now => Time?.GetUtcNow();
}
