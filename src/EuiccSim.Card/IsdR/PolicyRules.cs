using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es8;

namespace EuiccSim.Card.IsdR;

/// <summary>May a Profile bring its Profile Policy Rules? SGP.22 v2.5 §2.9.</summary>
internal static class PolicyRules
{
    /// <summary>True if no rule of the Profile is forbidden on this chip, and the Rules Authorisation Table allows each.</summary>
    internal static bool Allow(EuiccConfiguration euicc, StoreMetadataRequest metadata)
    {
        PprIds rules = (metadata.ProfilePolicyRules ?? 0) & (PprIds.Ppr1 | PprIds.Ppr2);
        if ((rules & (euicc.Properties.ForbiddenProfilePolicyRules ?? 0)) != 0) return false;
        return IsAuthorised(euicc, rules & PprIds.Ppr1, metadata.ProfileOwner) && IsAuthorised(euicc, rules & PprIds.Ppr2, metadata.ProfileOwner);
    }

    private static bool IsAuthorised(EuiccConfiguration euicc, PprIds rule, OperatorId? owner)
    {
        if (rule == 0) return true;
        // A rule needs an owner to be authorised for (§2.9.2.4).
        if (owner is null) return false;
        foreach (ProfilePolicyAuthorisationRule authorisation in euicc.RulesAuthorisationTable)
        {
            if ((authorisation.PprIds & rule) == 0) continue;
            foreach (OperatorId allowed in authorisation.AllowedOperators)
            {
                if (IsMatch(allowed, owner)) return true;
            }
        }
        return false;
    }

    private static bool IsMatch(OperatorId allowed, OperatorId owner) =>
        IsMccMncMatch(allowed.MccMnc.Span, owner.MccMnc.Span) && IsGidMatch(allowed.Gid1, owner.Gid1) && IsGidMatch(allowed.Gid2, owner.Gid2);

    // Each half octet is a digit; 'E' stands for any.
    private static bool IsMccMncMatch(ReadOnlySpan<byte> allowed, ReadOnlySpan<byte> owner)
    {
        for (int i = 0; i < allowed.Length; i++)
        {
            if (allowed[i] >> 4 != 0xE && allowed[i] >> 4 != owner[i] >> 4) return false;
            if ((allowed[i] & 0xF) != 0xE && (allowed[i] & 0xF) != (owner[i] & 0xF)) return false;
        }
        return true;
    }

    // Empty stands for any value or none; absent for none.
    private static bool IsGidMatch(Octets? allowed, Octets? owner) => allowed is { IsEmpty: true } || allowed == owner;
}
