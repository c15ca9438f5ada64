using EuiccSim.Protocol.Crypto;

namespace EuiccSim.Card;

/// <summary>What a card takes from outside: time and randomness.</summary>
/// <param name="Time">
/// The clock, for the validity periods of certificates. Null for a chip whose clock is not set, as with many real ones: then they are not
/// checked. SGP.22 v2.5 §4.5.2.2.
/// </param>
/// <param name="Random">Where challenges and keys come from.</param>
public sealed record CardEnvironment(TimeProvider? Time, RandomSource Random)
{
    /// <summary>The clock and the generator of this machine.</summary>
    public static CardEnvironment System { get; } = new(TimeProvider.System, RandomSource.System);

    /// <summary>The time, or null where the clock is not set.</summary>
    internal DateTimeOffset? Now => Time?.GetUtcNow();
}
