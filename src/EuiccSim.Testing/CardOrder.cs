using EuiccSim.Card;
using EuiccSim.Card.Chip;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Testing;

/// <summary>A card as it leaves the factory.</summary>
public sealed record CardOrder
{
    /// <summary>The EID; null for that of the PKI's own chip, or for one that is drawn.</summary>
    public Eid? Eid { get; init; }

    /// <summary>Where no EID is given, draw one that no other card has.</summary>
    public bool DrawsEid { get; init; }

    /// <summary>What the card shall say of itself.</summary>
    public EuiccProperties Properties { get; init; } = new();

    /// <summary>How the card differs from others: a name of <see cref="Personality"/>.</summary>
    public string Personality { get; init; } = "default";

    /// <summary>A personality that has no name of <see cref="Personality"/>; null for the named one.</summary>
    public Personality? OwnPersonality { get; init; }

    /// <summary>The same, for a card that does not announce, and refuses, some of <see cref="EuiccAnnouncements.Names"/>.</summary>
    public CardOrder Without(IReadOnlyCollection<string> names) => this with { Properties = EuiccAnnouncements.Without(names) };

    /// <summary>Makes the card.</summary>
    /// <param name="pkis">The PKIs whose certificates it has, one for each curve, most wanted first.</param>
    /// <param name="random">Where keys and the digits of an EID come from.</param>
    /// <param name="from">When the certificate of a chip begins to be valid.</param>
    /// <exception cref="ArgumentException">The PKIs do not go together.</exception>
    /// <exception cref="InvalidOperationException">A chip with another EID needs a certificate, and the EUM's key is not there.</exception>
    public CardState Make(IReadOnlyList<RspPki> pkis, RandomSource random, DateTimeOffset from)
    {
        Eid? eid = Eid ?? (DrawsEid ? EidDraw.Draw(pkis[0].EidDigits[..EidDraw.PrefixDigits], random) : null);
        EuiccConfiguration euicc = EuiccConfigurations.From([.. pkis.Select(pki => WithChip(pki, eid, random, from))]);
        return new() { Euicc = euicc with { Properties = Properties }, PersonalityName = Personality, OwnPersonality = OwnPersonality };
    }

    private static RspPki WithChip(RspPki pki, Eid? eid, RandomSource random, DateTimeOffset from) =>
        eid is not { } wanted || wanted.Digits == pki.EidDigits ? pki : TestPki.WithChip(pki, wanted.Digits, random, from);
}
