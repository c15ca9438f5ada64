using EuiccSim.Card;
using EuiccSim.Card.Chip;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Testing;

namespace EuiccSim.Cli.Targets;

/// <summary>What a new card shall be.</summary>
internal sealed record CardOrder
{
    /// <summary>The EID; null for that of the PKI's own chip, or for one that is drawn.</summary>
    internal Eid? Eid { get; init; }

    /// <summary>Where no EID is given, draw one that no other card has.</summary>
    internal bool DrawsEid { get; init; }

    /// <summary>What the card shall say of itself.</summary>
    internal EuiccProperties Properties { get; init; } = new();

    /// <summary>The curves, most wanted first.</summary>
    internal IReadOnlyList<EcCurve> Curves { get; init; } = [EcCurve.NistP256];

    internal string Personality { get; init; } = "default";

    /// <summary>A folder in the SGP.26 layout; null for the user's own PKI.</summary>
    internal string? Pki { get; init; }
}

/// <summary>Makes cards as they leave the factory.</summary>
internal static class CardMaker
{
    internal static CardState Make(CardOrder order, Surroundings at)
    {
        RspPki[] pkis = [.. order.Curves.Select(curve => UserPki.Load(order.Pki, curve, at))];
        Eid? eid = order.Eid ?? (order.DrawsEid ? EidDraw.Draw(pkis[0].EidDigits[..EidDraw.PrefixDigits], at.Random) : null);
        try
        {
            EuiccConfiguration euicc = EuiccConfigurations.From([.. pkis.Select(pki => WithChip(pki, eid, at))]);
            return new() { Euicc = euicc with { Properties = order.Properties }, PersonalityName = order.Personality };
        }
        catch (ArgumentException e)
        {
            throw CommandFailure.Missing("pki", e.Message, e);
        }
    }

    private static RspPki WithChip(RspPki pki, Eid? eid, Surroundings at)
    {
        if (eid is not { } wanted || wanted.Digits == pki.EidDigits) return pki;
        try
        {
            return TestPki.WithChip(pki, wanted.Digits, at.Random, at.Time.GetUtcNow().AddDays(-1));
        }
        catch (InvalidOperationException e)
        {
            throw CommandFailure.Missing("pki", $"A chip with another EID needs a certificate: {e.Message}.", e);
        }
    }
}
