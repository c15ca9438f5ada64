using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;

namespace EuiccSim.Card.Tests.IsdR;

/// <summary>
/// SGP.22 v2.5 §3.2.5, §5.7.19. resetOptions: bit 0 operational, bit 1 field-loaded test profiles, bit 2 default SM-DP+ address.
/// </summary>
public sealed class MemoryResetTests
{
    private const string All = "BF3404820205E0";
    private const string Operational = "BF340482020780";
    private const string Test = "BF340482020640";
    private const string Address = "BF340482020520";

    [TestCase(All)]
    [TestCase(Operational)]
    [TestCase(Test)]
    [TestCase(Address)]
    [TestCase("BF3403820100", Description = "nothing chosen")]
    public void On_an_empty_card_there_is_nothing_to_delete(string command) =>
        Assert.That(new TestEuicc().Es10(command), Is.EqualTo("BF34038001019000"));

    [TestCase(All, "Provisioning", false)]
    [TestCase(Operational, "Test Provisioning", true)]
    [TestCase(Test, "Operational Operational Provisioning", true)]
    [TestCase(Address, "Operational Operational Test Provisioning", false)]
    public void It_deletes_what_was_chosen(string command, string remaining, bool keepsAddress)
    {
        TestEuicc card = Full();
        Assert.That(card.Es10(command), Is.EqualTo("BF34038001009000"));
        Assert.That(string.Join(' ', card.Profiles().Select(profile => profile.ProfileClass)), Is.EqualTo(remaining));
        Assert.That(card.State.DefaultDpAddress is not null, Is.EqualTo(keepsAddress));
        Assert.That(card.Notifications().Select(one => one.ProfileManagementOperation),
            Is.All.EqualTo(NotificationEvent.NotificationDelete));
        Assert.That(card.Notifications(), Has.Count.EqualTo(4 - card.Profiles().Count));
        Assert.That(card.Es10(command), Is.EqualTo("BF34038001019000"));
    }

    /// <summary>
    /// The octets pySim-shell's euicc_memory_reset put on a PC/SC reader (seen in a trace, 2026-11): the options' BIT STRING lacks its first octet,
    /// the number of unused bits.
    /// </summary>
    [TestCase("BF34038201E0", "Provisioning", false)]
    [TestCase("BF3403820180", "Test Provisioning", true)]
    [TestCase("BF3403820140", "Operational Operational Provisioning", true)]
    [TestCase("BF3403820120", "Operational Operational Test Provisioning", false)]
    public void It_deletes_what_pySim_means(string command, string remaining, bool keepsAddress) => It_deletes_what_was_chosen(command, remaining, keepsAddress);

    [TestCase("BF3403820101", Description = "one unused bit, of none")]
    [TestCase("BF3403820107")]
    [TestCase("BF3403820110", Description = "no option of the standard")]
    [TestCase("BF34038201E1")]
    [TestCase("BF34038201F0")]
    [TestCase("BF34038101E0", Description = "another tag")]
    [TestCase("BF340482020880", Description = "eight unused bits of eight")]
    [TestCase("BF34048202E0E0")]
    [TestCase("BF34028200", Description = "no octet at all")]
    public void A_BIT_STRING_that_is_none_deletes_nothing(string command)
    {
        TestEuicc card = Full();
        CardState before = card.State;
        Assert.That((card.Es10(command), card.State), Is.EqualTo(("6A80", before)));
    }

    [Test]
    public void Policy_rules_do_not_stop_it_and_the_counter_goes_on()
    {
        TestEuicc card = new();
        Octets aid = card.Install(TestPackages.IccidDigits, m => EnableProfileTests.WithRules(m, PprIds.Ppr1 | PprIds.Ppr2));
        card.Enable(aid);
        long next = card.State.NextSequenceNumber;
        card.RemoveNotifications();
        Assert.That(card.Es10(All), Is.EqualTo("BF34038001009000"));
        Assert.That((card.Profiles().Count, card.Enabled(), card.Notifications()[0].SeqNumber), Is.EqualTo((0, (Octets?)null, next)));
        Assert.That(card.Es10("BF4300"), Does.StartWith("BF4319"));
    }

    [Test]
    public void A_profile_can_be_installed_again_afterwards()
    {
        TestEuicc card = Full();
        card.Es10(All);
        Assert.That(card.Install(TestPackages.IccidDigits).Length, Is.EqualTo(16));
    }

    private static TestEuicc Full()
    {
        TestEuicc card = new();
        card.Install(TestPackages.IccidDigits);
        card.Enable(card.Install(TestPackages.SecondIccid));
        card.Install(TestPackages.ThirdIccid, m => m with { ProfileClass = ProfileClass.Test });
        card.Install("89019990001234567828", m => m with { ProfileClass = ProfileClass.Provisioning });
        card.Es10("BF3F0380014D");
        card.RemoveNotifications();
        return card;
    }
}
