using EuiccSim.Card.Chip;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;

namespace EuiccSim.Card.Tests.IsdR;

/// <summary>
/// Which profile may bring policy rules. SGP.22 v2.5 §2.9.2. An operator is "MCCMNC" as in EF.IMSI's coding, then gid1 and gid2.
/// </summary>
public sealed class PolicyRulesTests
{
    private const PprIds Both = PprIds.Ppr1 | PprIds.Ppr2;

    [TestCase("EEEEEE//", "00F110", true, Description = "all")]
    [TestCase("EEEEEE//", "00F110/AA/BB", true)]
    [TestCase("00F110//", "00F110", true)]
    [TestCase("00F110//", "00F120", false)]
    [TestCase("00F110//", "01F110", false)]
    [TestCase("00F1E0//", "00F110", true, Description = "any digit")]
    [TestCase("00FEEE//", "00F199", true)]
    [TestCase("E0F110//", "90F110", true)]
    [TestCase("E0F110//", "91F110", false)]
    [TestCase("00F110", "00F110", true, Description = "no gid in either")]
    [TestCase("00F110", "00F110/AA", false, Description = "gid1 must be absent")]
    [TestCase("00F110", "00F110//", false, Description = "an empty one is not absent")]
    [TestCase("00F110/AA", "00F110/AA", true)]
    [TestCase("00F110/AA", "00F110/AB", false)]
    [TestCase("00F110/AA", "00F110", false)]
    [TestCase("00F110/AA", "00F110/AA/BB", false, Description = "gid2 must be absent")]
    [TestCase("00F110/AA/", "00F110/AA/BB", true)]
    [TestCase("00F110//BB", "00F110/AA/BB", true)]
    [TestCase("00F110//BB", "00F110/AA/BC", false)]
    public void Operators_match_by_half_octets_and_gids(string allowed, string owner, bool isAllowed) =>
        Assert.That(Installs([Rule(Both, allowed)], Both, owner), Is.EqualTo(isAllowed));

    [TestCase(PprIds.Ppr1, PprIds.Ppr1, true)]
    [TestCase(PprIds.Ppr1, PprIds.Ppr2, false)]
    [TestCase(PprIds.Ppr1, Both, false)]
    [TestCase(Both, PprIds.Ppr2, true)]
    [TestCase(PprIds.PprUpdateControl, PprIds.Ppr1, false)]
    public void Each_rule_must_be_authorised(PprIds authorised, PprIds wanted, bool isAllowed) =>
        Assert.That(Installs([Rule(authorised, "EEEEEE//")], wanted, "00F110"), Is.EqualTo(isAllowed));

    [Test]
    public void Rules_may_be_authorised_one_by_one() =>
        Assert.That(Installs([Rule(PprIds.Ppr1, "00F110//"), Rule(PprIds.Ppr2, "EEEEEE//")], Both, "00F110"));

    [Test]
    public void One_of_several_operators_is_enough() => Assert.That(Installs([Rule(Both, "111111", "00F110")], Both, "00F110"));

    [Test]
    public void A_later_line_of_the_table_counts_too() =>
        Assert.That(Installs([Rule(Both, "111111"), Rule(Both, "00F110")], Both, "00F110"));

    [Test]
    public void With_an_empty_table_no_rule_is_allowed()
    {
        Assert.That(Installs([], PprIds.Ppr1, "00F110"), Is.False);
        Assert.That(Installs([], 0, "00F110"), "a profile without rules is");
    }

    [Test]
    public void The_update_control_alone_is_no_rule() => Assert.That(Installs([], PprIds.PprUpdateControl, "00F110"));

    [TestCase(PprIds.Ppr1, PprIds.Ppr1, false)]
    [TestCase(PprIds.Ppr1, PprIds.Ppr2, true)]
    [TestCase(Both, Both, false)]
    public void What_the_chip_forbids_no_table_allows(PprIds forbidden, PprIds wanted, bool isAllowed) =>
        Assert.That(Installs([Rule(Both, "EEEEEE//")], wanted, "00F110", new() { ForbiddenProfilePolicyRules = forbidden }),
            Is.EqualTo(isAllowed));

    private static bool Installs(
        SequenceOf<ProfilePolicyAuthorisationRule> table, PprIds wanted, string owner, EuiccProperties? properties = null)
    {
        TestEuicc card = new(euicc: TestEuicc.Configuration with { RulesAuthorisationTable = table, Properties = properties ?? new() });
        ProfileInstallationResultData result = card.Install(TestPackages.Small(), TestPackages.Metadata() with
        {
            ProfilePolicyRules = wanted,
            ProfileOwner = Operator(owner),
        });
        if (result.FinalResult is FinalResult.Success) return true;
        Assert.That(result.Error(), Is.EqualTo((BppCommandId.StoreMetadata, ErrorReason.PprNotAllowed)));
        return false;
    }

    private static ProfilePolicyAuthorisationRule Rule(PprIds rules, params string[] operators) => new()
    {
        PprIds = rules,
        AllowedOperators = SequenceOf.From(operators.Select(Operator)),
        PprFlags = 0,
    };

    private static OperatorId Operator(string text)
    {
        string[] parts = text.Split('/');
        return new()
        {
            MccMnc = Octets.FromHex(parts[0]),
            Gid1 = parts.Length > 1 ? Octets.FromHex(parts[1]) : null,
            Gid2 = parts.Length > 2 ? Octets.FromHex(parts[2]) : null,
        };
    }
}
