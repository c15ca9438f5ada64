using EuiccSim.Card.Chip;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Testing;

namespace EuiccSim.Card.Tests.IsdR;

/// <summary>What the chip tells of itself, and the addresses. Octets of commands: recorded from an LPA, or SGP.22 v2.5 §5.7.</summary>
public sealed class ChipDataTests
{
    [Test]
    public void SELECT_answers_the_FCI_with_the_lowest_version() =>
        Assert.That(
            new TestEuicc().Send("00A4040010A0000005591010FFFFFFFF890000010000"),
            Is.EqualTo("6F1F8410A0000005591010FFFFFFFF8900000100A5049F6501FFE0058203020500" + "9000"));

    [Test]
    public void GetEID() => Assert.That(new TestEuicc().Es10("BF3E035C015A"), Is.EqualTo("BF3E125A10890490321234512345123456789012359000"));

    [TestCase("5C014F", "6A88")]
    [TestCase("5C0100", "6A88")]
    [TestCase("5C00", "6A80")]
    [TestCase("5C025A5A", "6A80")]
    public void GetEID_knows_the_tag_5A_only(string list, string status) =>
        Assert.That(new TestEuicc().Es10($"BF3E{list.Length / 2:X2}{list}"), Is.EqualTo(status));

    [Test]
    public void There_is_no_default_address_at_first() =>
        Assert.That(new TestEuicc().Es10("BF3C00"), Is.EqualTo("BF3C1A811874657374726F6F74736D64732E6578616D706C652E636F6D9000"));

    [Test]
    public void The_addresses_are_those_of_a_recorded_card()
    {
        TestEuicc card = new();
        Assert.That(card.Es10("BF3F1B8019" + Hex("testsmdpplus1.example.com")), Is.EqualTo("BF3F038001009000"));
        Assert.That(card.Es10("BF3C00"), Is.EqualTo(
            "BF3C35801974657374736D6470706C7573312E6578616D706C652E636F6D811874657374726F6F74736D64732E6578616D706C652E636F6D9000"));
    }

    [Test]
    public void The_default_address_is_replaced_kept_and_removed()
    {
        TestEuicc card = new();
        card.Es10("BF3F1B8019" + Hex("testsmdpplus1.example.com"));
        Assert.That(card.Es10("BF3F0F800D" + Hex("x.example.com")), Is.EqualTo("BF3F038001009000"));
        card.Reset();
        Assert.That(card.Es10("BF3C00"), Does.StartWith("BF3C29800D782E6578616D706C652E636F6D8118"));
        Assert.That(card.Es10("BF3F028000"), Is.EqualTo("BF3F038001009000"));
        Assert.That(card.Es10("BF3C00"), Does.StartWith("BF3C1A8118"));
    }

    [Test]
    public void EuiccInfo1_names_version_and_CIs()
    {
        string ci = TestEuicc.Pki.TrustedCi.SubjectKeyIdentifier.ToString();
        Assert.That(new TestEuicc().Es10("BF2000"), Is.EqualTo($"BF20358203020500A9160414{ci}AA160414{ci}9000"));
    }

    [Test]
    public void The_CIs_are_named_in_order_of_preference()
    {
        RspPki other = TestPki.Create(EcCurve.BrainpoolP256r1, new SeededRandom("other"), TestEuicc.Now.AddYears(-1));
        TestEuicc card = new(euicc: EuiccConfigurations.From(other, TestEuicc.Pki));
        string list = $"0414{other.TrustedCi.SubjectKeyIdentifier}0414{TestEuicc.Pki.TrustedCi.SubjectKeyIdentifier}";
        Assert.That(card.Es10("BF2000"), Is.EqualTo($"BF20618203020500A92C{list}AA2C{list}9000"));
    }

    [Test]
    public void EuiccInfo2_is_pinned()
    {
        string ci = TestEuicc.Pki.TrustedCi.SubjectKeyIdentifier.ToString();
        // UICCCapability bits 1 2 3 4 6 7 8 14 19 22 23 24, RspCapability bits 0 1 3; 1 MiB and 32 KiB free.
        Assert.That(new TestEuicc().Es10("BF2200"), Is.EqualTo(
            "BF228180" + "8103020301" + "8203020500" + "8303000100" + "840F810100820400100000830400008000" + "8505077B821380" + "8603090200"
            + "8703020300" + "880204D0" + $"A9160414{ci}AA160414{ci}" + "0403000000" + "0C0D45554943435349" + "4D2D54455354"
            + "AF050403030301" + "9000"));
    }

    [Test]
    public void A_profile_takes_memory_and_gives_it_back()
    {
        TestEuicc card = new();
        (int applications, int empty) = Resources(card);
        Octets aid = card.Install(TestPackages.Built).Aid();
        (int withDomain, int less) = Resources(card);
        Assert.That((applications, withDomain), Is.EqualTo((0, 1)));
        Assert.That(empty - less, Is.GreaterThanOrEqualTo(TestPackages.Built.Length));
        card.Delete(aid);
        Assert.That(Resources(card), Is.EqualTo((0, empty)));
    }

    [Test]
    public void Challenges_have_16_octets_and_differ()
    {
        TestEuicc card = new();
        HashSet<string> seen = [];
        for (int i = 0; i < 50; i++)
        {
            string answer = card.Es10("BF2E00");
            Assert.That(answer, Does.Match("^BF2E128010[0-9A-F]{32}9000$"));
            Assert.That(seen.Add(answer));
        }
    }

    [Test]
    public void The_default_RAT_allows_all_with_consent() =>
        Assert.That(new TestEuicc().Es10("BF4300"), Is.EqualTo("BF4319A017301580020560A10B30098003EEEEEE81008200820207809000"));

    [Test]
    public void An_empty_RAT() =>
        Assert.That(
            new TestEuicc(euicc: TestEuicc.Configuration with { RulesAuthorisationTable = [] }).Es10("BF4300"),
                Is.EqualTo("BF4302A0009000"));

    [Test]
    public void Properties_appear_in_EuiccInfo2()
    {
        EuiccProperties properties = new()
        {
            ForbiddenProfilePolicyRules = PprIds.Ppr1,
            Ts102241Version = VersionType.Parse("15.1.0"),
            EuiccCategory = EuiccCategory.BasicEuicc,
            SasAccreditationNumber = "XX",
        };
        EuiccInfo2 info = new TestEuicc(euicc: TestEuicc.Configuration with { Properties = properties }).Call(new GetEuiccInfo2Request());
        Assert.That(
            (info.ForbiddenProfilePolicyRules, info.Ts102241Version, info.EuiccCategory, info.SasAcreditationNumber),
            Is.EqualTo(((PprIds?)PprIds.Ppr1, (VersionType?)VersionType.Parse("15.1.0"), (EuiccCategory?)EuiccCategory.BasicEuicc, "XX")));
    }

    private static (int Applications, int FreeMemory) Resources(TestEuicc card)
    {
        Octets resources = card.Call(new GetEuiccInfo2Request()).ExtCardResource;
        // 81 01 nn, 82 04 octets: TS 102 226 §8.2.1.7.2.
        return (resources[2], System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(resources.Span[5..]));
    }

    private static string Hex(string text) => Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(text));

    [Test]
    public void The_ISD_R_is_selected_in_the_same_way_whatever_profile_is_enabled()
    {
        const string select = "00A4040410A0000005591010FFFFFFFF890000010000";
        TestEuicc card = new();
        string without = card.Send(select);
        Protocol.Asn1.Octets aid = card.Install(TestPackages.IccidDigits);
        card.Enable(aid);
        Assert.That(card.Send(select), Is.EqualTo(without));
        card.Disable(aid);
        Assert.That(card.Send(select), Is.EqualTo(without).And.Contain("E0058203"));
    }
}
