using EuiccSim.Card.Tests.Model;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Tests.IsdR;

/// <summary>
/// Every function on a profile in every state, on every kind of device. SGP.22 v2.5 §2.4.5, §2.9, §3.2, §5.7.16 to §5.7.18; SGP.23 §4.2.21 to
/// §4.2.23.
/// </summary>
public sealed class ProfileStateTests
{
    private const string Performed = "801400000C810301010482028281830100";
    private const string Refused = "801400000D8103010104820282818302" + "2002";

    /// <summary>What the device is like while the function is called.</summary>
    public enum Device
    {
        AsksForNoRefresh,
        AsksForRefreshAndHasNoTerminalProfile,
        AsksForRefresh,
        HasNotFetchedAnotherRefresh,
        HasFetchedAnotherRefresh,
    }

    // The profiles of the card, by index. The last one is what another REFRESH is about.
    private static readonly ModelProfile[] s_profiles =
    [
        Profile(0, ModelClass.Operational), Profile(1, ModelClass.Operational, isLocked: true), Profile(2, ModelClass.Operational, isKept: true),
        Profile(3, ModelClass.Test), Profile(4, ModelClass.Provisioning), Profile(5, ModelClass.Provisioning),
    ];

    /// <summary>What was enabled one after the other, then which profile is to be enabled, and the result on a device that is free.</summary>
    private static readonly (string Enabled, int Target, int Result)[] s_enable =
    [
        ("", 0, 0), ("", 1, 0), ("", 2, 0), ("", 3, 0), ("", 4, 0),
        ("0", 0, 2), ("0", 1, 0), ("0", 2, 0), ("0", 3, 0), ("0", 4, 0),
        // PPR1 holds against operational profiles only.
        ("1", 0, 3), ("1", 1, 2), ("1", 2, 3), ("1", 3, 0), ("1", 4, 0),
        ("2", 0, 0), ("2", 1, 0), ("2", 2, 2), ("2", 3, 0), ("2", 4, 0),
        // Out of the test mode: to what was before.
        ("3", 0, 4), ("3", 1, 4), ("3", 2, 4), ("3", 3, 2), ("3", 4, 0),
        ("03", 0, 0), ("03", 1, 4), ("03", 2, 4), ("03", 3, 2), ("03", 4, 0),
        ("13", 0, 4), ("13", 1, 0), ("13", 2, 4), ("13", 3, 2), ("13", 4, 0),
        ("043", 0, 4), ("043", 1, 4), ("4", 0, 0), ("4", 1, 0), ("4", 3, 0), ("4", 4, 2), ("14", 0, 0),
    ];

    /// <summary>What was enabled, which profile is to be disabled, the result, and what is enabled then ('-' for none).</summary>
    private static readonly (string Enabled, int Target, int Result, string After)[] s_disable =
    [
        ("", 0, 2, "-"), ("", 3, 2, "-"), ("", 4, 2, "-"),
        ("0", 0, 0, "-"), ("0", 1, 2, "0"), ("0", 3, 2, "0"), ("1", 1, 3, "1"), ("2", 2, 0, "-"),
        ("3", 3, 0, "-"), ("03", 3, 0, "0"), ("13", 3, 0, "1"), ("03", 0, 2, "3"), ("4", 4, 0, "-"), ("043", 3, 0, "-"), ("14", 4, 0, "-"),
    ];

    private static IEnumerable<TestCaseData> EnableCases() =>
        from one in s_enable from device in Enum.GetValues<Device>() select new TestCaseData(one.Enabled, one.Target, one.Result, device);

    private static IEnumerable<TestCaseData> DisableCases() =>
        from one in s_disable from device in Enum.GetValues<Device>() select new TestCaseData(one.Enabled, one.Target, one.Result, one.After, device);

    [TestCaseSource(nameof(EnableCases))]
    public void Enabling(string enabled, int target, int result, Device device)
    {
        TestEuicc card = CardWith(enabled, device);
        int before = card.State.Notifications.Count;
        string was = Enabled(card);
        bool isBusy = device >= Device.HasNotFetchedAnotherRefresh;
        int expected = result == 0 && isBusy ? 5 : result;
        Assert.That(Call(card, "BF31", target, device), Is.EqualTo(expected));
        if (expected != 0)
        {
            Assert.That((Enabled(card), card.State.Notifications.Count), Is.EqualTo((was, before)));
            return;
        }
        Complete(card, device, was, before);
        Assert.That(Enabled(card), Is.EqualTo($"{target}"));
        Assert.That(Told(card, before), Is.EqualTo((was == "-" ? "" : $"{was}-") + $"{target}+"));
    }

    [TestCaseSource(nameof(DisableCases))]
    public void Disabling(string enabled, int target, int result, string after, Device device)
    {
        TestEuicc card = CardWith(enabled, device);
        int before = card.State.Notifications.Count;
        string was = Enabled(card);
        bool isBusy = device >= Device.HasNotFetchedAnotherRefresh;
        int expected = result == 0 && isBusy ? 5 : result;
        Assert.That(Call(card, "BF32", target, device), Is.EqualTo(expected));
        if (expected != 0)
        {
            Assert.That((Enabled(card), card.State.Notifications.Count), Is.EqualTo((was, before)));
            return;
        }
        Complete(card, device, was, before);
        Assert.That(Enabled(card), Is.EqualTo(after));
        Assert.That(Told(card, before), Is.EqualTo($"{target}-" + (after == "-" ? "" : $"{after}+")));
    }

    [TestCase("", "0:0 1:0 2:3 3:0 4:3 5:3", Description = "PPR2 and provisioning profiles stay; PPR1 does not matter")]
    [TestCase("0", "0:2 1:0 2:3 3:0 4:3")]
    [TestCase("1", "0:0 1:2 2:3 3:0 4:3")]
    [TestCase("2", "0:0 1:0 2:2 3:0 4:3")]
    [TestCase("03", "0:0 1:0 2:3 3:2 4:3", Description = "also what would come back after the test mode")]
    [TestCase("4", "0:0 1:0 2:3 3:0 4:2")]
    public void Deleting(string enabled, string results)
    {
        foreach (string one in results.Split(' '))
        {
            foreach (Device device in new[] { Device.AsksForNoRefresh, Device.HasNotFetchedAnotherRefresh, Device.HasFetchedAnotherRefresh })
            {
                (int target, int result) = (one[0] - '0', one[2] - '0');
                // The other REFRESH is about to enable profile 5.
                if (target == 5 && device != Device.AsksForNoRefresh) result = 2;
                TestEuicc card = CardWith(enabled, device);
                int count = card.State.Profiles.Count;
                Assert.That(card.Es10(Hex.Tlv("BF33", Hex.Tlv("4F", s_profiles[target].Aid)))[..12], Is.EqualTo($"BF330380010{result}"), $"{target}, {device}");
                Assert.That(card.State.Profiles, Has.Count.EqualTo(result == 0 ? count - 1 : count));
            }
        }
    }

    [Test]
    public void What_a_REFRESH_is_about_to_disable_cannot_be_deleted_and_is_gone_only_then()
    {
        TestEuicc card = CardWith("0", Device.AsksForRefresh);
        Assert.That(Call(card, "BF32", 0, Device.AsksForRefresh), Is.Zero);
        string delete = Hex.Tlv("BF33", Hex.Tlv("4F", s_profiles[0].Aid));
        Assert.That(card.Es10(delete), Does.StartWith("BF3303800102"));
        card.Send("801200000B", Performed);
        card.SelectIsdR();
        Assert.That(card.Es10(delete), Does.StartWith("BF3303800100"));
    }

    [Test]
    public void A_nickname_can_be_given_in_every_state_also_while_a_REFRESH_waits([Values] Device device)
    {
        TestEuicc card = CardWith("0", device);
        foreach (ModelProfile profile in s_profiles)
            Assert.That(card.Es10(ModelCommand.Nickname(profile.Iccid, "N").Request), Does.StartWith("BF2903800100"));
        Assert.That(card.Profiles().Select(one => one.ProfileNickname), Is.All.EqualTo("N"));
        card.Reset();
        Assert.That(card.Profiles().Select(one => one.ProfileNickname), Is.All.EqualTo("N"));
    }

    [Test]
    public void A_device_that_refuses_the_REFRESH_of_a_memory_reset_has_the_profiles_deleted_all_the_same()
    {
        TestEuicc card = CardWith("0", Device.AsksForRefresh);
        card.Send("0070000001");
        Assert.That(card.Es10("BF340482020780"), Is.EqualTo("BF3403800100910B"));
        Assert.That(card.Send("801200000B", Refused), Is.EqualTo("9000"));
        Assert.That((Enabled(card), card.State.Profiles.Count), Is.EqualTo(("-", 3)));
        Assert.That(card.Send("0170800100"), Is.Not.EqualTo("6881"), "the channels are as they were");
        Assert.That(Call(card, "BF31", 3, Device.AsksForNoRefresh), Is.Zero, "the toolkit is free again");
    }

    [Test]
    public void A_memory_reset_without_an_enabled_profile_among_the_deleted_asks_for_no_REFRESH()
    {
        TestEuicc card = CardWith("4", Device.AsksForRefresh);
        Assert.That(card.Es10("BF340482020780"), Is.EqualTo("BF34038001009000"));
        Assert.That((Enabled(card), card.State.Profiles.Count), Is.EqualTo(("4", 3)));
    }

    [Test]
    public void A_reset_instead_of_the_REFRESH_of_a_memory_reset_leaves_nothing_waiting()
    {
        TestEuicc card = CardWith("0", Device.AsksForRefresh);
        card.Es10("BF340482020780");
        card.Reset();
        Assert.That(card.Send("801200000B"), Is.EqualTo("6985"));
        Assert.That(Call(card, "BF31", 3, Device.AsksForNoRefresh), Is.Zero);
    }

    private static ModelProfile Profile(int index, ModelClass profileClass, bool isLocked = false, bool isKept = false) => new(
        ModelWorld.Iccids[index], $"A0000005591010FFFFFFFF890000{0x10 + index:X2}00", profileClass, isLocked, isKept, [new(0x70, "a.example.com")]);

    /// <summary>A card with all profiles, these enabled one after the other, and a device of this kind.</summary>
    private static TestEuicc CardWith(string enabled, Device device)
    {
        TestEuicc card = new(ModelWorld.State(s_profiles));
        foreach (char index in enabled) Assert.That(Call(card, "BF31", index - '0', Device.AsksForNoRefresh), Is.Zero);
        if (device is Device.AsksForRefresh or Device.HasNotFetchedAnotherRefresh or Device.HasFetchedAnotherRefresh)
            Assert.That(card.Send("80100000010F"), Is.EqualTo("9000"));
        if (device >= Device.HasNotFetchedAnotherRefresh) Assert.That(Call(card, "BF31", 5, Device.AsksForRefresh), Is.Zero);
        if (device == Device.HasFetchedAnotherRefresh) Assert.That(card.Send("801200000B"), Does.EndWith("9000"));
        return card;
    }

    /// <summary>Where a REFRESH was asked for and can be sent, nothing has changed until it was performed.</summary>
    private static void Complete(TestEuicc card, Device device, string was, int before)
    {
        if (device != Device.AsksForRefresh) return;
        Assert.That((Enabled(card), card.State.Notifications.Count), Is.EqualTo((was, before)));
        Assert.That(card.Send("801200000B", Performed), Is.EqualTo("9000"));
        card.SelectIsdR();
    }

    private static int Call(TestEuicc card, string tag, int target, Device device)
    {
        string refresh = device == Device.AsksForNoRefresh ? "00" : "FF";
        string answer = card.Es10(Hex.Tlv(tag, Hex.Tlv("A0", Hex.Tlv("4F", s_profiles[target].Aid)), Hex.Tlv("81", refresh)));
        Assert.That(answer, Does.StartWith($"{tag}038001"));
        return Convert.ToInt32(answer[10..12], 16);
    }

    private static string Enabled(TestEuicc card) =>
        card.Enabled() is { } aid ? $"{Array.FindIndex(s_profiles, one => one.Aid == aid.ToString())}" : "-";

    /// <summary>What was told since: the profile's index and '+' for enabled, '-' for disabled.</summary>
    private static string Told(TestEuicc card, int before) => string.Concat(card.Notifications().Skip(before).Select(one =>
        $"{Array.FindIndex(s_profiles, profile => profile.Iccid == one.Iccid!.Value.Digits)}"
        + (one.ProfileManagementOperation == Protocol.Rsp.Common.NotificationEvent.NotificationEnable ? "+" : "-")));
}
