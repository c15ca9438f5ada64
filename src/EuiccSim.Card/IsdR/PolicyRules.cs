using EuiccSim.Card.Chip;
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
        PprIds rules = RulesAuthorisation.RulesIn(metadata.ProfilePolicyRules);
        if ((rules & (euicc.Properties.ForbiddenProfilePolicyRules ?? 0)) != 0) return false;
        return RulesAuthorisation.Check(rules, metadata.ProfileOwner, euicc.RulesAuthorisationTable).Forbidden == 0;
    }
}
