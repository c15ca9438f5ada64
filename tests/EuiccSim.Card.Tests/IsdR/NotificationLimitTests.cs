using EuiccSim.Card.Tests.Store;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Protocol.Rsp.Es8;

namespace EuiccSim.Card.Tests.IsdR;

/// <summary>
/// None is lost: what would have one more to tell than can wait is refused, and done once there is room. SGP.22 v2.5 §3.5; the standard
/// names no limit and no answer, so the answer is "undefined error".
/// </summary>
public sealed class NotificationLimitTests
{
    [Test]
    public void With_a_full_list_a_profile_is_not_enabled()
    {
        (TestEuicc card, Octets aid) = Full();
        Unchanged(card, () => Assert.That((card.Enable(aid), card.Enable(aid, refresh: true)), Is.EqualTo((EnableResult.UndefinedError, EnableResult.UndefinedError))));
        MakeRoom(card);
        Assert.That(card.Enable(aid), Is.EqualTo(EnableResult.Ok));
    }

    [Test]
    public void With_a_full_list_a_profile_is_not_disabled()
    {
        (TestEuicc card, Octets aid) = Full(enabled: true);
        Unchanged(card, () => Assert.That((card.Disable(aid), card.Disable(aid, refresh: true)), Is.EqualTo((DisableResult.UndefinedError, DisableResult.UndefinedError))));
        MakeRoom(card);
        Assert.That(card.Disable(aid), Is.EqualTo(DisableResult.Ok));
    }

    [Test]
    public void With_a_full_list_a_profile_is_not_deleted()
    {
        (TestEuicc card, Octets aid) = Full();
        Unchanged(card, () => Assert.That(card.Delete(aid), Is.EqualTo(DeleteResult.UndefinedError)));
        MakeRoom(card);
        Assert.That(card.Delete(aid), Is.EqualTo(DeleteResult.Ok));
    }

    [Test]
    public void With_a_full_list_the_memory_is_not_reset()
    {
        (TestEuicc card, _) = Full();
        Unchanged(card, () => Assert.That(card.Es10("BF3404820205E0"), Is.EqualTo("BF3403" + "80017F" + "9000")));
        MakeRoom(card);
        Assert.That(card.Es10("BF3404820205E0"), Is.EqualTo("BF3403" + "800100" + "9000"));
    }

    [Test]
    public void With_a_full_list_no_download_is_prepared()
    {
        (TestEuicc card, _) = Full();
        Unchanged(card, () => Assert.That(
            ((PrepareDownloadResponse.Error)card.Prepare(new())).Value.DownloadErrorCode, Is.EqualTo(DownloadErrorCode.UndefinedError)));
        MakeRoom(card);
        Assert.That(card.Prepare(new()), Is.TypeOf<PrepareDownloadResponse.Ok>());
    }

    [Test]
    public void Without_room_for_what_its_recipients_asked_for_a_profile_is_not_installed_and_that_is_told()
    {
        TestEuicc card = WithLimit(3);
        StoreMetadataRequest metadata = TestPackages.Metadata() with
        {
            NotificationConfigurationInfo = SequenceOf.From(
                Enumerable.Range(0, 3).Select(i => TestPackages.Recipient(NotificationEvent.NotificationInstall, $"{i}.example.com"))),
        };
        Assert.That(card.Load(card.Bind(metadata: metadata, upp: TestPackages.Small()).Segments()).Error(),
            Is.EqualTo((BppCommandId.StoreMetadata, ErrorReason.InstallFailedDueToInsufficientMemoryForProfile)));
        Assert.That((card.Profiles().Count, card.Notifications().Count), Is.EqualTo((0, 1)));
        MakeRoom(card);
        metadata = metadata with { NotificationConfigurationInfo = SequenceOf.From(metadata.NotificationConfigurationInfo!.Take(2)) };
        Assert.That(card.Load(card.Bind(metadata: metadata, upp: TestPackages.Small()).Segments()).Aid().Length, Is.EqualTo(16));
        Assert.That(card.Notifications(), Has.Count.EqualTo(3));
    }

    [Test]
    public void Enabling_another_profile_takes_room_for_both_changes()
    {
        TestEuicc card = WithLimit(4);
        Octets first = card.Install(TestPackages.IccidDigits), second = card.Install(TestPackages.SecondIccid);
        card.Enable(first);
        Assert.That(card.Enable(second), Is.EqualTo(EnableResult.UndefinedError), "one place, two to tell");
        MakeRoom(card);
        Assert.That(card.Enable(second), Is.EqualTo(EnableResult.Ok));
        Assert.That(card.Notifications(), Has.Count.EqualTo(5 - 1));
    }

    [Test]
    public void What_has_nothing_to_tell_needs_no_room()
    {
        TestEuicc card = WithLimit(1);
        Octets aid = card.Install(TestPackages.IccidDigits, m => m with { NotificationConfigurationInfo = null });
        Assert.That((card.Enable(aid), card.Disable(aid), card.Delete(aid)), Is.EqualTo((EnableResult.Ok, DisableResult.Ok, DeleteResult.Ok)));
        Assert.That(card.Notifications(), Has.Count.EqualTo(1));
    }

    [Test]
    public void What_was_promised_is_told_even_if_the_list_has_filled_up_meanwhile()
    {
        TestEuicc card = WithLimit(3);
        Octets first = card.Install(TestPackages.IccidDigits), second = card.Install(TestPackages.SecondIccid);
        card.Send("801000000101");
        Assert.That(card.Enable(first, refresh: true), Is.EqualTo(EnableResult.Ok));
        card.Delete(second);
        card.Reset();
        Assert.That(card.Notifications().Select(one => one.ProfileManagementOperation),
            Is.EqualTo(new[] { NotificationEvent.NotificationInstall, NotificationEvent.NotificationInstall, NotificationEvent.NotificationDelete,
                NotificationEvent.NotificationEnable }));
    }

    [Test]
    public void An_interrupted_download_is_told_whatever_room_there_is()
    {
        TestEuicc card = WithLimit(2);
        Octets aid = card.Install(TestPackages.IccidDigits);
        List<Octets> segments = card.Bind(metadata: TestPackages.Metadata(TestPackages.SecondIccid), upp: TestPackages.Small(TestPackages.SecondIccid)).Segments();
        Assert.That(card.Enable(aid), Is.EqualTo(EnableResult.Ok), "it takes the last place");
        card.StoreData(segments[0]);
        card.Reset();
        Assert.That(card.Notifications(), Has.Count.EqualTo(3));
    }

    [Test]
    public void A_card_without_memory_for_profiles_still_tells_everything()
    {
        TestEuicc card = new(euicc: TestEuicc.Configuration with { Properties = new() { NonVolatileMemory = 18_000 } });
        Octets aid = card.Install(TestPackages.Built).Aid();
        for (int i = 0; i < 5; i++)
        {
            Octets second = TestPackages.Build(TestPackages.SecondIccid);
            Assert.That(card.Install(second).Error().Reason, Is.EqualTo(ErrorReason.InstallFailedDueToInsufficientMemoryForProfile));
            _ = (card.Enable(aid), card.Disable(aid));
        }
        Assert.That(card.Notifications().Select(one => one.SeqNumber), Is.EqualTo(Enumerable.Range(1, 16).Select(number => (long)number)));
    }

    // SGP.22 §3.5: INTEGER, so the shortest two's complement.
    [TestCase(0L, "00")]
    [TestCase(0x7FL, "7F")]
    [TestCase(0x80L, "0080")]
    [TestCase(0xFFL, "00FF")]
    [TestCase(0x100L, "0100")]
    [TestCase(0x7FFFL, "7FFF")]
    [TestCase(0x8000L, "008000")]
    [TestCase(0xFFFFFFFFL, "00FFFFFFFF")]
    public void A_sequence_number_is_encoded_as_an_integer_everywhere(long number, string octets)
    {
        TestEuicc card = new(ImageFolder.Copy(new TestEuicc().State with { NextSequenceNumber = number }));
        card.Install(TestPackages.IccidDigits);
        string tlv = $"80{octets.Length / 2:X2}{octets}";
        Assert.That(card.Es10("BF2800"), Does.Match($"^BF28..A0..BF2F..{tlv}81020780"));
        string bySequenceNumber = $"BF2B{(tlv.Length / 2) + 2:X2}A0{tlv.Length / 2:X2}{tlv}";
        Assert.That(card.Es10(bySequenceNumber), Does.Contain($"{tlv}81020780").And.EndsWith("9000"));
        Assert.That(card.Es10($"BF30{tlv.Length / 2:X2}{tlv}"), Is.EqualTo("BF3003" + "800100" + "9000"));
        Assert.That(card.Es10($"BF30{tlv.Length / 2:X2}{tlv}"), Is.EqualTo("BF3003" + "800101" + "9000"));
        Assert.That(card.State.NextSequenceNumber, Is.EqualTo(number + 1));
    }

    [Test]
    public void A_thousand_notifications_of_more_than_a_megabyte_come_in_one_answer()
    {
        TestEuicc card = new();
        Octets aid = card.Install(TestPackages.IccidDigits);
        card.Enable(aid);
        CardState state = card.State;
        for (long number = state.NextSequenceNumber; number <= 1000; number++)
        {
            var last = state.Notifications[^1];
            state = state with { Notifications = state.Notifications.Add(last with { Metadata = last.Metadata with { SeqNumber = number } }) };
        }
        card = new(state with { NextSequenceNumber = 1001 });
        Protocol.Apdu.ResponseApdu answer = card.StoreData(Octets.FromHex("BF2B00"));
        Assert.That((answer.Status.IsOk, answer.Data.Length), Is.EqualTo((true, TlvHeader.Read(answer.Data.Span).TotalLength)));
        Assert.That(answer.Data.Length, Is.GreaterThan(1_000_000));
        Assert.That(card.Disable(aid), Is.EqualTo(DisableResult.UndefinedError), "the usual limit");
        Assert.That(card.Notifications(), Has.Count.EqualTo(1000));
    }

    private static (TestEuicc Card, Octets Aid) Full(bool enabled = false)
    {
        TestEuicc card = WithLimit(enabled ? 2 : 1);
        Octets aid = card.Install(TestPackages.IccidDigits);
        if (enabled) Assert.That(card.Enable(aid), Is.EqualTo(EnableResult.Ok));
        return (card, aid);
    }

    private static TestEuicc WithLimit(int limit) =>
        new(euicc: TestEuicc.Configuration with { Properties = new() { MaximumNotifications = limit } });

    private static void Unchanged(TestEuicc card, Action act)
    {
        CardState before = card.State;
        act();
        Assert.That(card.State, Is.SameAs(before));
    }

    private static void MakeRoom(TestEuicc card) => card.Call(new NotificationSentRequest { SeqNumber = card.Notifications()[0].SeqNumber });
}
