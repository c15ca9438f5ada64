using EuiccSim.Protocol.Crypto;

namespace EuiccSim.Card;

/// <summary>What a card takes from outside: time and randomness.</summary>
/// <param name="Time">The clock. A real card has none; it is used where a check needs a date.</param>
/// <param name="Random">Where challenges and keys come from.</param>
public sealed record CardEnvironment(TimeProvider Time, RandomSource Random)
{
    /// <summary>The clock and the generator of this machine.</summary>
    public static CardEnvironment System { get; } = new(TimeProvider.System, RandomSource.System);
}
