using System.Text.Json;
using EuiccSim.Lpa.Summaries;
using EuiccSim.Protocol.Asn1;
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
    bool IsConfirmationCodeRequired)
{
    /// <summary>The profile, as people and scripts want to see it.</summary>
    public MetadataSummary Profile => new(Metadata);

    /// <summary>What is wrong with the metadata that the server sent; null for nothing. It is no reason not to install: the eUICC judges them.</summary>
    public DamageSummary? Damage { get; init; }

    /// <summary>True if policy rules need the user's consent.</summary>
    public bool NeedsConsent => RulesNeedingConsent != 0;

    /// <summary>What the rules that need consent mean for the user, in sentences; empty for none.</summary>
    public string Consequences => MetadataSummary.Explain(RulesNeedingConsent);

    /// <summary>Writes it as members of the object that is open.</summary>
    public void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("server", ServerAddress);
        json.WriteString("iccid", Profile.Iccid);
        Profile.WriteNames(json);
        json.WriteStartArray("policyRules");
        foreach (string rule in Metadata.ProfilePolicyRules is { } rules ? StandardName.OfBits(rules) : []) json.WriteStringValue(rule);
        json.WriteEndArray();
        json.WriteBoolean("confirmationCodeRequired", IsConfirmationCodeRequired);
        Damage?.WriteMembers(json);
    }
}

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
