using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;

namespace EuiccSim.Protocol.Rsp.Es10b;

/// <summary>Whether a Rules Authorisation Table allows the policy rules of a profile. SGP.22 v2.5 §2.9.2, §2.9.3.</summary>
/// <param name="Forbidden">Rules that no entry allows for this owner.</param>
/// <param name="NeedingConsent">Rules that are allowed if the user agrees.</param>
public readonly record struct RulesAuthorisation(PprIds Forbidden, PprIds NeedingConsent)
{
    /// <summary>The rules that need an authorisation; the bit for updates is none.</summary>
    public static PprIds RulesIn(PprIds? rules) => (rules ?? 0) & ~PprIds.PprUpdateControl;

    /// <summary>For each rule, the first entry that has it and matches the owner decides; without one it is forbidden.</summary>
    /// <param name="rules">The profile's rules.</param>
    /// <param name="owner">The profile's owner; without one every rule is forbidden (§2.9.2.4).</param>
    /// <param name="table">The eUICC's table, as GetRAT answers it.</param>
    public static RulesAuthorisation Check(PprIds rules, OperatorId? owner, SequenceOf<ProfilePolicyAuthorisationRule> table)
    {
        PprIds forbidden = 0;
        PprIds needingConsent = 0;
        for (ulong rest = (ulong)RulesIn(rules); rest != 0; rest &= rest - 1)
        {
            PprIds rule = (PprIds)(rest & (~rest + 1));
            if (FirstMatch(rule, owner, table) is not { } entry) forbidden |= rule;
            else if (entry.PprFlags.HasFlag(PprFlags.ConsentRequired)) needingConsent |= rule;
        }
        return new(forbidden, needingConsent);
    }

    private static ProfilePolicyAuthorisationRule? FirstMatch(
        PprIds rule, OperatorId? owner, SequenceOf<ProfilePolicyAuthorisationRule> table)
    {
        if (owner is null) return null;
        foreach (ProfilePolicyAuthorisationRule entry in table)
        {
            if (!entry.PprIds.HasFlag(rule)) continue;
            foreach (OperatorId allowed in entry.AllowedOperators)
                if (Matches(allowed, owner)) return entry;
        }
        return null;
    }

    private static bool Matches(OperatorId pattern, OperatorId owner) =>
        MatchesNetwork(pattern.MccMnc, owner.MccMnc) && MatchesGroup(pattern.Gid1, owner.Gid1) && MatchesGroup(pattern.Gid2, owner.Gid2);

    /// <summary>'E' in the pattern stands for any digit.</summary>
    private static bool MatchesNetwork(Octets pattern, Octets network)
    {
        for (int i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] >> 4 != AnyDigit && pattern[i] >> 4 != network[i] >> 4) return false;
            if ((pattern[i] & 0xF) != AnyDigit && (pattern[i] & 0xF) != (network[i] & 0xF)) return false;
        }
        return true;
    }

    /// <summary>An empty group in the pattern stands for any; an absent one for none.</summary>
    private static bool MatchesGroup(Octets? pattern, Octets? group) => pattern is { } p ? p.IsEmpty || group == p : group is null;

    private const int AnyDigit = 0xE;
}
