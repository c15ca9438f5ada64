using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es8;

namespace EuiccSim.Lpa.Download;

/// <summary>What a server offers, for the user to look at before anything is installed.</summary>
/// <param name="ServerAddress">The server.</param>
/// <param name="Metadata">Names, icon, owner and policy rules of the profile.</param>
/// <param name="RulesNeedingConsent">
/// The policy rules that the eUICC's Rules Authorisation Table allows only if the user agrees to what they mean
/// (SGP.22 v2.5 §2.9.2); none if 0.
/// </param>
/// <param name="IsConfirmationCodeRequired">True if the server will want a Confirmation Code.</param>
public sealed record ProfileOffer(
    string ServerAddress,
    StoreMetadataRequest Metadata,
    PprIds RulesNeedingConsent,
    bool IsConfirmationCodeRequired);

/// <summary>The user's answer to a <see cref="ProfileOffer"/>.</summary>
public enum UserDecision
{
    /// <summary>Install it. If policy rules need consent, this is the consent.</summary>
    Accept,
    /// <summary>Never install it: the server closes the order.</summary>
    Reject,
    /// <summary>Not now: the order stays open.</summary>
    Postpone,
    /// <summary>The user did not answer: the order stays open.</summary>
    Timeout,
}
