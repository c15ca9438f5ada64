using EuiccSim.Card;
using EuiccSim.Card.Chip;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Testing;

namespace EuiccSim.Cli.Targets;

/// <summary>Makes cards under a PKI that a person names, or under the user's own.</summary>
internal static class CardMaker
{
    internal static CardState Make(CardOrder order, IReadOnlyList<EcCurve> curves, string? pki, Surroundings at)
    {
        RspPki[] pkis = [.. curves.Select(curve => UserPki.Load(pki, curve, at))];
        try
        {
            return order.Make(pkis, at.Random, at.Time.GetUtcNow().AddDays(-1));
        }
        catch (InvalidOperationException e)
        {
            throw CommandFailure.Missing("pki", $"A chip with another EID needs a certificate: {e.Message}.", e);
        }
        catch (ArgumentException e)
        {
            throw CommandFailure.Missing("pki", e.Message, e);
        }
    }
}
