using EuiccSim.Card.Profiles;
using EuiccSim.Card.Uicc;
using EuiccSim.Protocol.Apdu;

namespace EuiccSim.Card.Tests.Uicc;

/// <summary>Access rules in expanded format. TS 102 221 §9.2.4; the records are those of SAIP and of the example in TS 102 221.</summary>
public sealed class AccessRulesTests
{
    private static readonly CommandApdu AnyCommand = new(0x00, 0xB0, 0, 0, ne: 1);

    [Test]
    public void Template_record_1()
    {
        AccessRules rules = Rules(ArrRecords.All[0]);
        Assert.That(rules.For(AccessMode.Read, AnyCommand), Is.SameAs(AccessCondition.Always));
        Assert.That(rules.For(AccessMode.Update, AnyCommand), Is.TypeOf<AccessCondition.Pin>());
        Assert.That(rules.For(AccessMode.HeaderOnly, AnyCommand), Is.SameAs(AccessCondition.Never));
    }

    [Test]
    public void Example_record_with_a_header_rule()
    {
        AccessRules rules = Rules("8001019000" + "8001029700" + "800118A40683010A950108" + "8401D4A40683010A950108" + "FFFF");
        Assert.That(rules.For(AccessMode.Update, AnyCommand), Is.SameAs(AccessCondition.Never));
        Assert.That(rules.For(AccessMode.Activate, AnyCommand), Is.TypeOf<AccessCondition.Pin>());
        Assert.That(rules.For(AccessMode.HeaderOnly, new(0x80, 0xD4, 0, 0)), Is.TypeOf<AccessCondition.Pin>(), "RESIZE FILE");
        Assert.That(rules.For(AccessMode.HeaderOnly, new(0x80, 0x32, 0, 0)), Is.SameAs(AccessCondition.Never), "INCREASE");
    }

    [Test]
    public void First_fitting_rule_decides()
    {
        AccessRules rules = Rules("8001039700" + "8001019000");
        Assert.That(rules.For(AccessMode.Read, AnyCommand), Is.SameAs(AccessCondition.Never));
    }

    [Test]
    public void Header_rule_with_several_parts()
    {
        AccessRules rules = Rules("8504B0008001" + "9000");
        Assert.That(rules.For(AccessMode.Read, new(0x00, 0xB0, 0x12, 0x00)), Is.SameAs(AccessCondition.Always), "INS and P2, first group");
        Assert.That(rules.For(AccessMode.Read, new(0x00, 0x80, 0x12, 0x01)), Is.SameAs(AccessCondition.Always), "second group");
        Assert.That(rules.For(AccessMode.Read, new(0x00, 0xB0, 0x00, 0x01)), Is.SameAs(AccessCondition.Never));
    }

    [TestCase("", TestName = "Empty")]
    [TestCase("FFFFFFFF", TestName = "Padding")]
    [TestCase("800101", TestName = "No condition")]
    [TestCase("80010190", TestName = "Condition cut off")]
    [TestCase("8001", TestName = "Mode cut off")]
    [TestCase("800101A4", TestName = "Template cut off")]
    [TestCase("800101A403830101" + "", TestName = "A PIN, but not verified here")]
    public void What_is_not_readable_is_not_allowed(string record)
    {
        AccessCondition condition = Rules(record).For(AccessMode.Read, AnyCommand);
        Assert.That(condition, Is.SameAs(AccessCondition.Never).Or.TypeOf<AccessCondition.Pin>());
    }

    [TestCase("90009700", false, TestName = "AND")]
    public void And_template(string conditions, bool allowed) => Check("A704" + conditions, allowed);

    [TestCase("90009700", true, TestName = "OR")]
    public void Or_template(string conditions, bool allowed) => Check("A004" + conditions, allowed);

    [TestCase("AF029700", true, TestName = "NOT never")]
    [TestCase("AF029000", false, TestName = "NOT always")]
    [TestCase("9E0100", true, TestName = "Security condition byte 00")]
    [TestCase("9E01FF", false, TestName = "Security condition byte FF")]
    [TestCase("A406830101950108", false, TestName = "PIN 1, not verified")]
    [TestCase("A406830101950180", false, TestName = "Another usage")]
    [TestCase("A00AA4068301019501089000", true, TestName = "PIN 1 or always")]
    public void Conditions(string condition, bool allowed) => Check(condition, allowed);

    [Test]
    public void Update_of_the_rules_takes_effect()
    {
        TestCard card = TestCard.WithProfile();
        card.Send(Commands.VerifyAdm1);
        Assert.That(card.Send("00 B0 85 00 02"), Is.EqualTo("656E9000"));
        string never = "8001019700" + string.Concat(Enumerable.Repeat("FF", ArrRecords.Length - 5));
        Assert.That(card.Send($"00 DC 01 34 30 {never}"), Is.EqualTo("9000"));
        Assert.That(card.Send("00 B0 85 00 02"), Is.EqualTo("6982"));
        string always = "8001019000" + never[10..];
        Assert.That(card.Send($"00 DC 01 34 30 {always}"), Is.EqualTo("9000"));
        Assert.That(card.Send("00 B0 85 00 02"), Is.EqualTo("656E9000"));
        Assert.That(card.Send("00 B0 82 00 01"), Is.EqualTo("989000"), "other records are as before");
    }

    private static AccessRules Rules(string record) => AccessRules.Parse(Convert.FromHexString(record));

    /// <summary>Writes a rule for reading into record 1 of the MF's EF.ARR and reads EF.PL.</summary>
    private static void Check(string condition, bool allowed)
    {
        TestCard card = TestCard.WithProfile();
        card.Send(Commands.VerifyAdm1);
        string record = ("800101" + condition).PadRight(2 * ArrRecords.Length, 'F');
        Assert.That(card.Send($"00 DC 01 34 30 {record}"), Is.EqualTo("9000"));
        Assert.That(card.Send("00 B0 85 00 02"), Is.EqualTo(allowed ? "656E9000" : "6982"));
    }
}
