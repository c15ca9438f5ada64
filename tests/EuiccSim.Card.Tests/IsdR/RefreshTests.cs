using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10c;

namespace EuiccSim.Card.Tests.IsdR;

/// <summary>REFRESH after enabling, disabling and memory reset. SGP.22 v2.5 §3.2; TS 102 223 §6.4.7.</summary>
public sealed class RefreshTests
{
    private const string TerminalProfile = "80100000010F";
    private const string Fetch = "801200000B";
    private const string Performed = "801400000C810301010482028281830100";

    [Test]
    public void With_REFRESH_the_switch_waits_for_the_answer()
    {
        TestEuicc card = new();
        Octets aid = Ready(card);
        Assert.That(card.Es10($"BF3117A0124F10{aid}8101FF"), Is.EqualTo("BF3103800100910B"));
        Assert.That(card.Enabled(), Is.Null);
        // D0 09: command details 01, REFRESH (01), UICC reset (04); device identities UICC (81) to terminal (82).
        Assert.That(card.Send(Fetch), Is.EqualTo("D009" + "8103010104" + "82028182" + "9000"));
        Assert.That(card.Enabled(), Is.Null);
        Assert.That(card.Send(Performed), Is.EqualTo("9000"));
        card.SelectIsdR();
        Assert.That(card.Enabled(), Is.EqualTo(aid));
        Assert.That(card.Notifications(), Has.Count.EqualTo(1));
    }

    [Test]
    public void After_REFRESH_the_channels_are_closed()
    {
        TestEuicc card = new();
        Octets aid = Ready(card);
        card.Send("0070000001");
        card.Enable(aid, refresh: true);
        card.Send(Fetch, Performed);
        Assert.That(card.Send("01A40004023F0000"), Is.EqualTo("6881"));
        Assert.That(card.Send("00A40004022FE200", "00B000000A"), Is.EqualTo("98109909002143658739" + "9000"));
    }

    [Test]
    public void A_reset_instead_of_an_answer_switches_too([Values] bool isFetched)
    {
        TestEuicc card = new();
        Octets aid = Ready(card);
        card.Enable(aid, refresh: true);
        if (isFetched) card.Send(Fetch);
        card.Reset();
        Assert.That((card.Enabled(), card.Notifications().Count), Is.EqualTo(((Octets?)aid, 1)));
    }

    [TestCase("20", "02")]
    [TestCase("21", "")]
    [TestCase("30", "")]
    [TestCase("10", "")]
    [TestCase("32", "")]
    public void A_device_that_refuses_keeps_things_as_they_are(string result, string additional)
    {
        TestEuicc card = new();
        Octets aid = Ready(card);
        card.Enable(aid, refresh: true);
        card.Send(Fetch);
        int length = 1 + additional.Length / 2;
        Assert.That(card.Send($"80140000{0x0B + length:X2}81030101048202828183{length:X2}{result}{additional}"), Is.EqualTo("9000"));
        Assert.That((card.Enabled(), card.Notifications().Count), Is.EqualTo(((Octets?)null, 0)));
        card.Reset();
        Assert.That(card.Enabled(), Is.Null, "also after a reset");
        Assert.That(card.Enable(aid), Is.EqualTo(EnableResult.Ok));
    }

    [TestCase("", Description = "no result")]
    [TestCase("83", Description = "a tag and nothing more")]
    [TestCase("8300", Description = "an empty result")]
    [TestCase("83000500", Description = "an empty result, and another object")]
    [TestCase("8301", Description = "cut off")]
    [TestCase("84010083", Description = "another object, and half of one")]
    public void A_response_without_a_result_is_no_success(string result)
    {
        TestEuicc card = new();
        Octets aid = Ready(card);
        card.Enable(aid, refresh: true);
        card.Send(Fetch);
        string data = "8103010104" + "82028281" + result;
        Assert.That(card.Send($"80140000{data.Length / 2:X2}{data}"), Is.EqualTo("9000"));
        card.Reset();
        Assert.That(card.Enabled(), Is.Null);
    }

    [TestCase("030100" + "8103010104" + "82028281", Description = "before the others, and not for comprehension")]
    [TestCase("8103010104" + "82028281" + "830201FF", Description = "with additional information")]
    [TestCase("830100")]
    public void The_result_is_found_where_it_is(string data)
    {
        TestEuicc card = new();
        Octets aid = Ready(card);
        card.Enable(aid, refresh: true);
        card.Send(Fetch, $"80140000{data.Length / 2:X2}{data}");
        card.SelectIsdR();
        Assert.That(card.Enabled(), Is.EqualTo(aid));
    }

    [TestCase("00")]
    [TestCase("01")]
    [TestCase("02")]
    [TestCase("03")]
    [TestCase("04")]
    public void Any_performed_result_switches(string result)
    {
        TestEuicc card = new();
        Octets aid = Ready(card);
        card.Enable(aid, refresh: true);
        card.Send(Fetch, $"801400000C8103010104820282818301{result}");
        card.SelectIsdR();
        Assert.That(card.Enabled(), Is.EqualTo(aid));
    }

    [Test]
    public void Without_TERMINAL_PROFILE_the_switch_is_at_once()
    {
        TestEuicc card = new();
        Octets aid = card.Install(TestPackages.IccidDigits);
        Assert.That(card.Es10($"BF3117A0124F10{aid}8101FF"), Is.EqualTo("BF31038001009000"));
        Assert.That(card.Enabled(), Is.EqualTo(aid));
    }

    [Test]
    public void Without_the_flag_the_switch_is_at_once()
    {
        TestEuicc card = new();
        Octets aid = Ready(card);
        Assert.That(card.Es10($"BF3117A0124F10{aid}810100"), Is.EqualTo("BF31038001009000"));
        Assert.That(card.Enabled(), Is.EqualTo(aid));
    }

    [Test]
    public void While_a_REFRESH_is_pending_the_toolkit_is_busy([Values] bool isFetched)
    {
        TestEuicc card = new();
        Octets aid = Ready(card);
        Octets other = card.Install(TestPackages.SecondIccid);
        card.Enable(other);
        card.Enable(aid, refresh: true);
        if (isFetched) card.Send(Fetch);
        Assert.That((card.Enable(aid), card.Enable(aid, refresh: true)), Is.EqualTo((EnableResult.CatBusy, EnableResult.CatBusy)));
        Assert.That(card.Disable(other), Is.EqualTo(DisableResult.CatBusy));
        Assert.That(card.Es10("BF3404820205E0"), Does.StartWith("BF3403800105"));
        Assert.That(card.Delete(aid), Is.EqualTo(DeleteResult.ProfileNotInDisabledState), "it is about to be enabled");
    }

    [Test]
    public void Disabling_with_REFRESH_waits_too()
    {
        TestEuicc card = new();
        Octets aid = Ready(card);
        card.Enable(aid);
        card.RemoveNotifications();
        Assert.That(card.Disable(aid, refresh: true), Is.EqualTo(DisableResult.Ok));
        Assert.That((card.Enabled(), card.Notifications().Count), Is.EqualTo(((Octets?)aid, 0)));
        card.Send(Fetch, Performed);
        card.SelectIsdR();
        Assert.That((card.Enabled(), card.Notifications().Count), Is.EqualTo(((Octets?)null, 1)));
    }

    [Test]
    public void A_memory_reset_that_deletes_the_enabled_profile_asks_for_REFRESH()
    {
        TestEuicc card = new();
        card.Enable(Ready(card));
        Assert.That(card.Es10("BF3404820205E0"), Is.EqualTo("BF3403800100910B"));
        Assert.That(card.Send(Fetch), Is.EqualTo("D009" + "8103010104" + "82028182" + "9000"));
        Assert.That(card.Send(Performed), Is.EqualTo("9000"));
        card.SelectIsdR();
        Assert.That(card.Profiles(), Is.Empty);
    }

    [Test]
    public void While_the_REFRESH_of_a_memory_reset_is_pending_the_toolkit_is_busy([Values] bool isFetched)
    {
        TestEuicc card = new();
        card.Enable(Ready(card));
        Octets other = card.Install(TestPackages.SecondIccid, m => m with { ProfileClass = ProfileClass.Provisioning });
        card.Es10("BF3404820205E0");
        if (isFetched) card.Send(Fetch);
        Assert.That(card.Enable(other), Is.EqualTo(EnableResult.CatBusy));
        card.Send(Fetch, Performed);
        card.SelectIsdR();
        Assert.That(card.Enable(other), Is.EqualTo(EnableResult.Ok));
    }

    /// <summary>A profile, disabled, on a device that can do REFRESH; nothing to be told.</summary>
    private static Octets Ready(TestEuicc card)
    {
        Octets aid = card.Install(TestPackages.IccidDigits);
        card.RemoveNotifications();
        Assert.That(card.Send(TerminalProfile), Is.EqualTo("9000"));
        return aid;
    }
}
