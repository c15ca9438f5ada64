using EuiccSim.Conformance.Cases;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Protocol.Rsp.Es8;
using static EuiccSim.Conformance.Euicc.Cases.CaseRow;

namespace EuiccSim.Conformance.Euicc.Cases.Download;

/// <summary>5.2.2: Profile Policy Rules, as the eUICC's Rules Authorisation Table has it.</summary>
internal static class PolicyRuleCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Forbidden("ppr1-forbidden", "PPR1 of an operator that may not use it is refused", PprIds.Ppr1),
        Forbidden("ppr2-forbidden", "PPR2 of an operator that may not use it is refused", PprIds.Ppr2),
        Forbidden("both-forbidden", "PPR1 and PPR2 of an operator that may use neither, or but one, are refused", PprIds.Ppr1 | PprIds.Ppr2),
        Installs("5.2.2/chip-forbids", Section, "What forbiddenProfilePolicyRules of EUICCInfo2 has is refused, whatever the table says", async bench =>
        {
            PprIds rules = RulesAuthorisation.RulesIn(bench.Target.Declaration.Info.ForbiddenProfilePolicyRules);
            if (rules == 0) throw Running.Bench.DoesNotApply("forbiddenProfilePolicyRules of EUICCInfo2: none");
            PprIds rule = rules.HasFlag(PprIds.Ppr1) ? PprIds.Ppr1 : rules;
            OperatorId owner = (await RatAsync(bench)).Where(entry => entry.PprIds.HasFlag(rule)).Select(entry => entry.AllowedOperators[0]).FirstOrDefault() ?? s_owners[0];
            await ExpectRefusedAsync(bench, rule, WithoutWildcards(owner));
        }),
        Installs("5.2.2/ppr1-allowed", Section, "PPR1 of an operator that may use it is stored", bench => ExpectAllowedAsync(bench, PprIds.Ppr1)),
        Installs("5.2.2/ppr2-allowed", Section, "PPR2 of an operator that may use it is stored", async bench =>
        {
            Belongings before = await Belongings.ReadAsync(bench);
            if (before.HasOperational) throw Running.Bench.DoesNotApply("the Profiles on the card: one with PPR2 goes by a memory reset only, which takes them, too");
            await ExpectAllowedAsync(bench, PprIds.Ppr2);
        }),
        Installs("5.2.2/update-control", Section, "pprUpdateControl alone is no rule, and needs no authorisation", async bench =>
            await ExpectStoredAsync(bench, PprIds.PprUpdateControl, s_owners[0])),
    ];

    private static ConformanceCase Forbidden(string word, string title, PprIds rules) => Installs($"5.2.2/{word}", Section, title, async bench =>
    {
        SequenceOf<ProfilePolicyAuthorisationRule> rat = await RatAsync(bench);
        OperatorId? owner = s_owners.FirstOrDefault(one => RulesAuthorisation.Check(rules, one, rat).Forbidden != 0);
        if (owner is null) throw Running.Bench.DoesNotApply($"the Rules Authorisation Table (GetRAT): every operator may use {Text(rules)}");
        await ExpectRefusedAsync(bench, rules, owner);
    });

    private static async Task ExpectRefusedAsync(EuiccBench bench, PprIds rules, OperatorId owner)
    {
        PlayedSession session = await bench.PreparedAsync();
        List<Octets> segments = session.Bind(Metadata(rules, owner), TestProfiles.Package(1)).Segments();
        await bench.ExpectRefusedAsync(session, segments, [BppCommandId.StoreMetadata], [ErrorReason.PprNotAllowed]);
    }

    private static async Task ExpectAllowedAsync(EuiccBench bench, PprIds rule)
    {
        SequenceOf<ProfilePolicyAuthorisationRule> rat = await RatAsync(bench);
        // The operators that the table names, and some others, which an entry for all allows.
        IEnumerable<OperatorId> owners = rat.SelectMany(entry => entry.AllowedOperators).Select(WithoutWildcards).Concat(s_owners);
        OperatorId? owner = owners.FirstOrDefault(one => RulesAuthorisation.Check(rule, one, rat).Forbidden == 0);
        if (owner is null) throw Running.Bench.DoesNotApply($"the Rules Authorisation Table (GetRAT): no operator may use {Text(rule)}");
        PprIds forbidden = RulesAuthorisation.RulesIn(bench.Target.Declaration.Info.ForbiddenProfilePolicyRules);
        if (forbidden.HasFlag(rule)) throw Running.Bench.DoesNotApply($"forbiddenProfilePolicyRules of EUICCInfo2: {Text(rule)}");
        await ExpectStoredAsync(bench, rule, owner);
    }

    private static async Task ExpectStoredAsync(EuiccBench bench, PprIds rules, OperatorId owner)
    {
        StoreMetadataRequest metadata = Metadata(rules, owner);
        PlayedSession session = await bench.PreparedAsync();
        TestProfile profile = await bench.ExpectInstalledAsync(session, metadata, session.Bind(metadata, TestProfiles.Package(1)).Segments());
        bench.Step("the policy rules are read");
        ProfileInfo info = await bench.InfoAsync(profile, "99B7");
        bench.ExpectEqual(info.ProfilePolicyRules, rules, "profilePolicyRules");
        bench.ExpectEqual(info.ProfileOwner, owner, "profileOwner");
    }

    private static Task<SequenceOf<ProfilePolicyAuthorisationRule>> RatAsync(EuiccBench bench) =>
        bench.ArrangeAsync("the Rules Authorisation Table is read", async () => (await bench.CallAsync(new GetRatRequest())).Rat);

    private static StoreMetadataRequest Metadata(PprIds rules, OperatorId owner) => TestProfiles.Metadata(1) with { ProfilePolicyRules = rules, ProfileOwner = owner };

    /// <summary>"PPR1, PPR2".</summary>
    private static string Text(PprIds rules) => rules.ToString().ToUpperInvariant();

    /// <summary>An operator that a pattern means: digits for 'E'.</summary>
    private static OperatorId WithoutWildcards(OperatorId pattern)
    {
        byte[] network = pattern.MccMnc.ToArray();
        for (int i = 0; i < network.Length; i++)
        {
            if (network[i] >> 4 == 0xE) network[i] = (byte)(network[i] & 0x0F);
            if ((network[i] & 0x0F) == 0xE) network[i] = (byte)(network[i] & 0xF0);
        }
        return pattern with { MccMnc = Octets.Of(network) };
    }

    private static readonly OperatorId[] s_owners =
    [
        new() { MccMnc = Octets.FromHex("00F110") },
        new() { MccMnc = Octets.FromHex("99F999") },
        new() { MccMnc = Octets.FromHex("00F110"), Gid1 = Octets.FromHex("AA") },
        new() { MccMnc = Octets.FromHex("00F110"), Gid1 = Octets.FromHex("AA"), Gid2 = Octets.FromHex("BB") },
    ];

    private const string Section = "SGP.22 §2.9.2, §5.5.3";
}
