using System.Collections.Frozen;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Protocol.Linting;

/// <summary>The catalogue: all rules at which a card refuses a package, and all that the linter knows. docs/profile-rules.md has a part for each.</summary>
public static class ProfileRules
{
    /// <summary>All rules, family by family.</summary>
    public static SequenceOf<ProfileRule> All { get; } = SequenceOf.From<ProfileRule>(
    [
        .. OrderRules.All, .. HeaderRules.All, .. EncodingLint.Rules, .. HeaderLint.Rules, .. ConsistencyRules.All, .. CodeRules.All, .. CodeLint.Rules, .. AkaLint.Rules,
        .. FileRules.All, .. FileLint.Rules, .. AccessLint.Rules, .. DirectoryLint.Rules, .. SubscriberLint.Rules, .. ServiceLint.Rules, .. NetworkLint.Rules, .. NumberLint.Rules,
        .. FiveGLint.Rules, .. ImsLint.Rules, .. ManagementLint.Rules, .. ApplicationLint.Rules, .. CardFit.Rules,
    ]);

    /// <summary>The rule of an identifier; null if there is none.</summary>
    /// <param name="id">"order-header-first".</param>
    public static ProfileRule? Find(string id) => s_byId.GetValueOrDefault(id);

    /// <summary>The position of a rule in <see cref="All"/>.</summary>
    internal static int IndexOf(ProfileRule rule) => s_positions[rule.Id];

    private static readonly FrozenDictionary<string, int> s_positions = All.Index().ToFrozenDictionary(one => one.Item.Id, one => one.Index);
    private static readonly FrozenDictionary<string, ProfileRule> s_byId = All.ToFrozenDictionary(rule => rule.Id);
}
