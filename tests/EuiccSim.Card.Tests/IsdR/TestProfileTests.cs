using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10c;

namespace EuiccSim.Card.Tests.IsdR;

/// <summary>Into the test mode and back. SGP.22 v2.5 §3.2.1, §3.2.2.</summary>
public sealed class TestProfileTests
{
    private readonly TestEuicc _card = new();
    private readonly Octets _operational;
    private readonly Octets _other;
    private readonly Octets _test;

    public TestProfileTests()
    {
        _operational = _card.Install(TestPackages.IccidDigits, m => EnableProfileTests.WithRules(m, PprIds.Ppr1));
        _other = _card.Install(TestPackages.SecondIccid);
        _test = _card.Install(TestPackages.ThirdIccid, m => m with { ProfileClass = ProfileClass.Test });
    }

    private TestEuicc Fresh() => new(_card.State);

    [Test]
    public void A_test_profile_may_replace_one_with_PPR1()
    {
        TestEuicc card = Fresh();
        card.Enable(_operational);
        Assert.That((card.Enable(_test), card.Enabled()), Is.EqualTo((EnableResult.Ok, (Octets?)_test)));
    }

    [Test]
    public void Disabling_a_test_profile_brings_back_what_it_replaced()
    {
        TestEuicc card = Fresh();
        card.Enable(_operational);
        card.Enable(_test);
        card.Reset();
        card.RemoveNotifications();
        Assert.That((card.Disable(_test), card.Enabled()), Is.EqualTo((DisableResult.Ok, (Octets?)_operational)));
        Assert.That(
            card.Notifications().Select(one => one.ProfileManagementOperation),
            Is.EqualTo(new[] { NotificationEvent.NotificationDisable, NotificationEvent.NotificationEnable }));
    }

    [Test]
    public void Only_the_replaced_profile_leads_out_of_the_test_mode()
    {
        TestEuicc card = Fresh();
        card.Enable(_operational);
        card.Enable(_test);
        Assert.That(card.Enable(_other), Is.EqualTo(EnableResult.WrongProfileReenabling));
        Assert.That((card.Enable(_operational), card.Enabled()), Is.EqualTo((EnableResult.Ok, (Octets?)_operational)));
    }

    [Test]
    public void Without_a_profile_before_there_is_none_after()
    {
        TestEuicc card = Fresh();
        card.Enable(_test);
        Assert.That((card.Disable(_test), card.Enabled()), Is.EqualTo((DisableResult.Ok, (Octets?)null)));
    }

    [Test]
    public void The_way_back_is_forgotten_when_it_was_gone()
    {
        TestEuicc card = Fresh();
        card.Enable(_operational);
        card.Enable(_test);
        card.Enable(_operational);
        Assert.That(card.State.On(0).EnabledBeforeTest, Is.Null);
    }

    [Test]
    public void A_second_test_profile_does_not_change_the_way_back()
    {
        TestEuicc card = Fresh();
        Octets second = card.Install("89019990001234567828", m => m with { ProfileClass = ProfileClass.Test });
        card.Enable(_other);
        card.Enable(_test);
        Assert.That(card.Enable(second), Is.EqualTo(EnableResult.Ok));
        Assert.That((card.Disable(second), card.Enabled()), Is.EqualTo((DisableResult.Ok, (Octets?)_other)));
    }

    [Test]
    public void A_profile_that_was_deleted_does_not_come_back_nor_does_another_in_its_place()
    {
        TestEuicc card = Fresh();
        card.Enable(_other);
        card.Enable(_test);
        Assert.That(card.Delete(_other), Is.EqualTo(DeleteResult.Ok));
        Assert.That(card.Install("89019990001234567828"), Is.EqualTo(_other), "the AID is used again");
        Assert.That(card.Enable(_other), Is.EqualTo(EnableResult.WrongProfileReenabling));
        Assert.That((card.Disable(_test), card.Enabled()), Is.EqualTo((DisableResult.Ok, (Octets?)null)));
    }

    [Test]
    public void After_a_memory_reset_nothing_comes_back()
    {
        TestEuicc card = Fresh();
        card.Enable(_other);
        card.Enable(_test);
        card.Es10("BF340482020780");
        Assert.That(card.State.On(0).EnabledBeforeTest, Is.Null);
    }

    [Test]
    public void When_the_test_profile_was_deleted_by_a_memory_reset_the_next_one_has_no_way_back()
    {
        TestEuicc card = Fresh();
        card.Enable(_other);
        card.Enable(_test);
        Assert.That((card.Es10("BF340482020640"), card.Enabled()), Is.EqualTo(("BF34038001009000", (Octets?)null)));
        Octets second = card.Install(TestPackages.ThirdIccid, m => m with { ProfileClass = ProfileClass.Test });
        card.Enable(second);
        Assert.That((card.Disable(second), card.Enabled()), Is.EqualTo((DisableResult.Ok, (Octets?)null)), "none was enabled before");
    }

    [Test]
    public void Deleting_another_profile_leaves_the_way_back()
    {
        TestEuicc card = Fresh();
        card.Enable(_operational);
        card.Enable(_test);
        Assert.That(card.Delete(_other), Is.EqualTo(DeleteResult.Ok));
        Assert.That((card.Disable(_test), card.Enabled()), Is.EqualTo((DisableResult.Ok, (Octets?)_operational)));
    }
}
