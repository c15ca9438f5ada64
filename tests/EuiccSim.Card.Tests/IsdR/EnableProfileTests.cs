using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10c;

namespace EuiccSim.Card.Tests.IsdR;

/// <summary>
/// EnableProfile, DisableProfile and DeleteProfile without a REFRESH. SGP.22 v2.5 §3.2, §5.7.16 to §5.7.18; SGP.23 §4.2.21 to §4.2.23.
/// </summary>
public sealed class EnableProfileTests
{
    private const string FirstIccid = "5A0A98109909002143658739";

    [Test]
    public void The_octets_of_enabling_disabling_and_deleting()
    {
        TestEuicc card = new();
        Octets aid = card.Install(TestPackages.IccidDigits);
        Assert.That(card.Es10($"BF3111A00C{FirstIccid}810100"), Is.EqualTo("BF31038001009000"));
        Assert.That(card.Es10($"BF3217A0124F10{aid}810100"), Is.EqualTo("BF32038001009000"));
        Assert.That(card.Es10($"BF330C{FirstIccid}"), Is.EqualTo("BF33038001009000"));
        Assert.That(card.Es10($"BF330C{FirstIccid}"), Is.EqualTo("BF33038001019000"));
        Assert.That(card.Es10($"BF3111A00C{FirstIccid}810100"), Is.EqualTo("BF31038001019000"));
        Assert.That(card.Es10($"BF3217A0124F10{aid}810100"), Is.EqualTo("BF32038001019000"));
    }

    [Test]
    public void Enabling_one_disables_the_other_and_tells_both()
    {
        TestEuicc card = new();
        (Octets first, Octets second) = TwoProfiles(card);
        Assert.That((card.Enable(second), card.Enabled()), Is.EqualTo((EnableResult.Ok, (Octets?)second)));
        Assert.That(card.Notifications().Select(one => (one.ProfileManagementOperation, one.Iccid?.Digits)), Is.EqualTo(new[]
        {
            (NotificationEvent.NotificationDisable, TestPackages.IccidDigits),
            (NotificationEvent.NotificationEnable, TestPackages.SecondIccid),
        }));
        Assert.That(first, Is.Not.EqualTo(second));
    }

    [Test]
    public void An_enabled_profile_cannot_be_enabled_or_deleted()
    {
        TestEuicc card = new();
        (Octets first, _) = TwoProfiles(card);
        Assert.That((card.Enable(first), card.Delete(first)),
            Is.EqualTo((EnableResult.ProfileNotInDisabledState, DeleteResult.ProfileNotInDisabledState)));
        Assert.That((card.Enabled(), card.Notifications().Count), Is.EqualTo(((Octets?)first, 0)));
    }

    [Test]
    public void A_disabled_profile_cannot_be_disabled()
    {
        TestEuicc card = new();
        (_, Octets second) = TwoProfiles(card);
        Assert.That(card.Disable(second), Is.EqualTo(DisableResult.ProfileNotInEnabledState));
        Assert.That(card.Notifications(), Is.Empty);
    }

    [Test]
    public void After_disabling_none_is_enabled()
    {
        TestEuicc card = new();
        (Octets first, _) = TwoProfiles(card);
        Assert.That((card.Disable(first), card.Enabled()), Is.EqualTo((DisableResult.Ok, (Octets?)null)));
        card.Reset();
        Assert.That(card.Enabled(), Is.Null);
    }

    [Test]
    public void The_files_are_those_of_the_enabled_profile()
    {
        TestEuicc card = new();
        (Octets first, Octets second) = TwoProfiles(card);
        Assert.That(ReadIccid(card), Is.EqualTo("98109909002143658739" + "9000"));
        card.SelectIsdR();
        card.Enable(second);
        Assert.That(ReadIccid(card), Is.EqualTo("98109909002143658720" + "9000"));
        card.SelectIsdR();
        card.Disable(second);
        Assert.That(card.Send("00A40004023F0000", "00A40004022FE200"), Is.EqualTo("6A82"));
        Assert.That(first, Is.Not.EqualTo(second));
    }

    [Test]
    public void A_switch_deselects_files_on_all_channels_and_leaves_the_ISD_R()
    {
        TestEuicc card = new();
        (_, Octets second) = TwoProfiles(card);
        card.Send("0070000001", "01A40004023F0000", "01A40004022FE200");
        Assert.That(card.Send("01B000000A"), Does.EndWith("9000"));
        card.Enable(second);
        Assert.That(card.Send("01B000000A"), Is.EqualTo("6986"));
        Assert.That(card.Es10("BF3E035C015A"), Does.EndWith("9000"));
    }

    [Test]
    public void PPR1_forbids_to_disable_and_to_leave()
    {
        TestEuicc card = new();
        (Octets locked, Octets other) = TwoProfiles(card, PprIds.Ppr1);
        Assert.That((card.Disable(locked), card.Enable(other)),
            Is.EqualTo((DisableResult.DisallowedByPolicy, EnableResult.DisallowedByPolicy)));
        Assert.That((card.Enabled(), card.Notifications().Count), Is.EqualTo(((Octets?)locked, 0)));
    }

    [Test]
    public void PPR1_does_not_forbid_to_delete_and_PPR2_does_not_forbid_to_disable()
    {
        TestEuicc card = new();
        Octets first = card.Install(TestPackages.IccidDigits, m => WithRules(m, PprIds.Ppr1));
        Octets second = card.Install(TestPackages.SecondIccid, m => WithRules(m, PprIds.Ppr2));
        Assert.That(card.Delete(first), Is.EqualTo(DeleteResult.Ok));
        Assert.That((card.Enable(second), card.Disable(second)), Is.EqualTo((EnableResult.Ok, DisableResult.Ok)));
        Assert.That(card.Delete(second), Is.EqualTo(DeleteResult.DisallowedByPolicy));
    }

    [Test]
    public void A_provisioning_profile_may_replace_one_with_PPR1_and_cannot_be_deleted()
    {
        TestEuicc card = new();
        Octets locked = card.Install(TestPackages.IccidDigits, m => WithRules(m, PprIds.Ppr1));
        Octets provisioning = card.Install(TestPackages.SecondIccid, m => m with { ProfileClass = ProfileClass.Provisioning });
        card.Enable(locked);
        Assert.That((card.Enable(provisioning), card.Enable(locked)), Is.EqualTo((EnableResult.Ok, EnableResult.Ok)));
        Assert.That(card.Delete(provisioning), Is.EqualTo(DeleteResult.DisallowedByPolicy));
    }

    [Test]
    public void Deleting_tells_and_frees_the_AID()
    {
        TestEuicc card = new();
        (_, Octets second) = TwoProfiles(card);
        Assert.That(card.Delete(second), Is.EqualTo(DeleteResult.Ok));
        NotificationMetadata notification = card.Notifications().Single();
        Assert.That(
            (notification.ProfileManagementOperation, notification.Iccid?.Digits),
            Is.EqualTo((NotificationEvent.NotificationDelete, TestPackages.SecondIccid)));
        Assert.That(card.Profiles(), Has.Count.EqualTo(1));
        Assert.That(card.Install(TestPackages.SecondIccid), Is.EqualTo(second));
    }

    [TestCase("4F00")]
    [TestCase("4F11A0000005591010FFFFFFFF89000010000000")]
    [TestCase("5A09981099090021436587")]
    public void An_identifier_of_a_wrong_length_is_6A80(string identifier) =>
        Assert.That(new TestEuicc().Es10($"BF33{identifier.Length / 2:X2}{identifier}"), Is.EqualTo("6A80"));

    [Test]
    public void ISD_Ps_get_different_AIDs()
    {
        TestEuicc card = new();
        Octets[] aids = [card.Install(TestPackages.IccidDigits), card.Install(TestPackages.SecondIccid),
            card.Install(TestPackages.ThirdIccid)];
        Assert.That(aids.Select(aid => aid.ToString()), Is.Unique.And.All.Match("^A0000005591010FFFFFFFF8900....00$"));
        Assert.That(card.Profiles().Select(profile => profile.IsdpAid!.Value), Is.EqualTo(aids));
    }

    internal static Protocol.Rsp.Es8.StoreMetadataRequest WithRules(Protocol.Rsp.Es8.StoreMetadataRequest metadata, PprIds rules) =>
        metadata with
        {
            ProfilePolicyRules = rules,
            ProfileOwner = new() { MccMnc = Octets.FromHex("00F110") },
        };

    /// <summary>Two profiles, the first enabled; what they told so far is delivered.</summary>
    private static (Octets First, Octets Second) TwoProfiles(TestEuicc card, PprIds rules = 0)
    {
        Octets first = card.Install(TestPackages.IccidDigits, m => rules == 0 ? m : WithRules(m, rules));
        Octets second = card.Install(TestPackages.SecondIccid);
        Assert.That(card.Enable(first), Is.EqualTo(EnableResult.Ok));
        card.RemoveNotifications();
        return (first, second);
    }

    private static string ReadIccid(TestEuicc card) => card.Send("00A40004023F0000", "00A40004022FE200", "00B000000A");
}
