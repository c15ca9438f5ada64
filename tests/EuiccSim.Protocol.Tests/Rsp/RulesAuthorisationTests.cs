using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;

namespace EuiccSim.Protocol.Tests.Rsp;

/// <summary>SGP.22 v2.5 §2.9.2: which entry of the Rules Authorisation Table decides.</summary>
internal sealed class RulesAuthorisationTests
{
    private static readonly OperatorId Owner = Operator("62F210");

    [TestCase("62F210", true)]
    [TestCase("EEEEEE", true)]
    [TestCase("62F2EE", true)]
    [TestCase("62FE10", true)]
    [TestCase("62E210", true)]
    [TestCase("62F211", false)]
    [TestCase("63F210", false)]
    public void E_stands_for_any_digit(string pattern, bool isAllowed)
    {
        RulesAuthorisation result = RulesAuthorisation.Check(PprIds.Ppr1, Owner, [Entry(PprIds.Ppr1, 0, Operator(pattern))]);
        Assert.That(result.Forbidden == 0, Is.EqualTo(isAllowed));
    }

    [TestCase(null, null, true)]
    [TestCase(null, "01", false)]
    [TestCase("", null, true)]
    [TestCase("", "01", true)]
    [TestCase("01", "01", true)]
    [TestCase("01", "02", false)]
    [TestCase("01", null, false)]
    public void An_empty_group_is_any_and_an_absent_one_is_none(string? pattern, string? group, bool isAllowed)
    {
        RulesAuthorisation first = RulesAuthorisation.Check(
            PprIds.Ppr1, Operator("62F210", gid1: group), [Entry(PprIds.Ppr1, 0, Operator("62F210", gid1: pattern))]);
        RulesAuthorisation second = RulesAuthorisation.Check(
            PprIds.Ppr1, Operator("62F210", gid2: group), [Entry(PprIds.Ppr1, 0, Operator("62F210", gid2: pattern))]);
        Assert.That((first.Forbidden == 0, second.Forbidden == 0), Is.EqualTo((isAllowed, isAllowed)));
    }

    [Test]
    public void The_first_entry_that_matches_decides_for_each_rule()
    {
        RulesAuthorisation result = RulesAuthorisation.Check(PprIds.Ppr1 | PprIds.Ppr2, Owner,
        [
            Entry(PprIds.Ppr1, PprFlags.ConsentRequired, Operator("99F999")),
            Entry(PprIds.Ppr2, PprFlags.ConsentRequired, Operator("62F210")),
            Entry(PprIds.Ppr1 | PprIds.Ppr2, 0, Operator("EEEEEE")),
        ]);
        Assert.That(result, Is.EqualTo(new RulesAuthorisation(0, PprIds.Ppr2)));
    }

    [Test]
    public void A_rule_without_an_entry_or_an_owner_is_forbidden()
    {
        SequenceOf<ProfilePolicyAuthorisationRule> table = [Entry(PprIds.Ppr1, 0, Operator("EEEEEE", "", ""))];
        Assert.That(RulesAuthorisation.Check(PprIds.Ppr1 | PprIds.Ppr2, Owner, table).Forbidden, Is.EqualTo(PprIds.Ppr2));
        Assert.That(RulesAuthorisation.Check(PprIds.Ppr1, null, table).Forbidden, Is.EqualTo(PprIds.Ppr1));
    }

    [Test]
    public void A_rule_of_a_later_version_needs_an_entry_and_the_update_control_does_not()
    {
        const PprIds Ppr3 = (PprIds)(1UL << 3);
        Assert.That(RulesAuthorisation.Check(Ppr3 | PprIds.PprUpdateControl, Owner, []).Forbidden, Is.EqualTo(Ppr3));
        Assert.That(RulesAuthorisation.Check(PprIds.PprUpdateControl, Owner, []).Forbidden, Is.EqualTo((PprIds)0));
    }

    private static ProfilePolicyAuthorisationRule Entry(PprIds rules, PprFlags flags, params OperatorId[] operators) =>
        new() { PprIds = rules, AllowedOperators = SequenceOf.From(operators), PprFlags = flags };

    private static OperatorId Operator(string mccMnc, string? gid1 = null, string? gid2 = null)
    {
        OperatorId id = new() { MccMnc = Octets.FromHex(mccMnc) };
        if (gid1 is not null) id = id with { Gid1 = Octets.FromHex(gid1) };
        if (gid2 is not null) id = id with { Gid2 = Octets.FromHex(gid2) };
        return id;
    }
}
