using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Testing;

namespace EuiccSim.Card.Tests.IsdR;

/// <summary>Notifications are made, listed, fetched and removed. SGP.22 v2.5 §3.5, §5.7.9 to §5.7.11.</summary>
public sealed class NotificationTests
{
    private const string Address = "0C19" + "74657374736D6470706C7573312E6578616D706C652E636F6D";
    private const string Iccid = "5A0A98109909002143658739";

    [Test]
    public void An_empty_card_has_none()
    {
        TestEuicc card = new();
        Assert.That((card.Es10("BF2800"), card.Es10("BF2B00")), Is.EqualTo(("BF2802A0009000", "BF2B02A0009000")));
        Assert.That(card.Es10("BF3003800101"), Is.EqualTo("BF30038001019000"));
    }

    /// <summary>The layout of a recorded answer, with another ICCID: 'BF28 A0 BF2F 80 81 0C 5A'.</summary>
    [Test]
    public void The_list_after_an_installation()
    {
        TestEuicc card = new();
        card.Install(TestPackages.IccidDigits);
        Assert.That(card.Es10("BF2800"), Is.EqualTo($"BF2833A031BF2F2E80010181020780{Address}{Iccid}9000"));
    }

    /// <summary>The layout of a recorded ProfileInstallationResult: 'BF2B A0 BF37 BF27 … A2 A0 4F 04 5F37'.</summary>
    [Test]
    public void The_result_of_an_installation_is_pinned()
    {
        TestEuicc card = new();
        card.Install(TestPackages.IccidDigits);
        string answer = card.Es10("BF2B05A003800101");
        Assert.That(answer, Does.Match(
            "^BF2B81AEA081ABBF3781A7BF2761" + "80080102030405060708" + $"BF2F2E80010181020780{Address}{Iccid}" + "060388370A"
            + "A21FA01D4F10A0000005591010FFFFFFFF8900001000" + "04093007A0053003800100" + "5F3740.{128}9000$"));
    }

    [Test]
    public void An_error_result_is_pinned()
    {
        TestEuicc card = new();
        card.LoadSmall(new() { RemoteOperation = 2 });
        // A2 A1 80 bppCommandId 81 errorReason; no ICCID, no simaResponse.
        Assert.That(card.Es10("BF2B00"),
            Does.Contain("BF2F22800101810207" + "80" + Address + "060388370A" + "A208A106800100810105" + "5F3740"));
    }

    [Test]
    public void Other_notifications_are_signed_and_have_the_certificates()
    {
        TestEuicc card = new();
        card.Enable(card.Install(TestPackages.IccidDigits));
        RetrieveNotificationsListResponse.Ok answer = (RetrieveNotificationsListResponse.Ok)card.Call(
            Search(new NotificationSearchCriteria.SeqNumber(2)));
        OtherSignedNotification signed = ((PendingNotification.Other)answer.Value.Single().Value).Value;
        Assert.That(signed.TbsOtherNotification.Encoded.ToString(), Is.EqualTo($"BF2F2E800102810206" + "40" + Address + Iccid));
        Assert.That(TestEuicc.IsSignedByEuicc(signed.TbsOtherNotification.Encoded, signed.EuiccNotificationSignature));
        Assert.That(
            (signed.EuiccCertificate.Encoded, signed.EumCertificate.Encoded),
            Is.EqualTo((TestEuicc.Pki.Euicc.Encoded, TestEuicc.Pki.Eum.Encoded)));
    }

    [Test]
    public void Notifications_are_signed_under_the_CI_of_the_download()
    {
        RspPki brainpool = TestPki.Create(EcCurve.BrainpoolP256r1, new SeededRandom("brainpool"), TestEuicc.Now.AddYears(-1));
        TestEuicc card = new(euicc: EuiccConfigurations.From(TestEuicc.Pki, brainpool));
        TestServer server = new() { Pki = brainpool };
        foreach (Octets segment in card.Bind(server, upp: TestPackages.Small()).Segments()) card.StoreData(segment);
        card.Enable(card.Profiles()[0].IsdpAid!.Value);
        RetrieveNotificationsListResponse.Ok answer = (RetrieveNotificationsListResponse.Ok)card.Call(
            new RetrieveNotificationsListRequest());
        ProfileInstallationResult result = ((PendingNotification.ProfileInstallationResult)answer.Value[0].Value).Value;
        Assert.That(brainpool.Euicc.PublicKey!.Verify(result.ProfileInstallationResultData.Encoded.Span, result.EuiccSignPIR.Span));
        OtherSignedNotification other = ((PendingNotification.Other)answer.Value[1].Value).Value;
        Assert.That(brainpool.Euicc.PublicKey!.Verify(other.TbsOtherNotification.Encoded.Span, other.EuiccNotificationSignature.Span));
        Assert.That(other.EuiccCertificate.Encoded, Is.EqualTo(brainpool.Euicc.Encoded));
    }

    // Events of the life below: 1 install, 2 install for B, 3 enable, 4 disable for A, 5 disable for B, 6 delete for B.
    [TestCase("BF2800", "1 2 3 4 5 6")]
    [TestCase("BF280481020780", "1 2")]
    [TestCase("BF280481020640", "3")]
    [TestCase("BF280481020520", "4 5")]
    [TestCase("BF280481020410", "6")]
    [TestCase("BF2804810204D0", "1 2 3 6")]
    [TestCase("BF280481020" + "4F0", "1 2 3 4 5 6")]
    [TestCase("BF2803810100", "", Description = "no event is asked for")]
    public void The_list_is_filtered_by_event(string command, string numbers)
    {
        TestEuicc card = Lived();
        ListNotificationResponse.Ok list = (ListNotificationResponse.Ok)Asn1Codec.Decode<ListNotificationResponse>(
            card.StoreData(Octets.FromHex(command)).Data);
        Assert.That(string.Join(' ', list.Value.Select(one => one.SeqNumber)), Is.EqualTo(numbers));
        string events = command.Length == 6 ? "BF2B00" : $"BF2B0{(command.Length / 2) - 1}A00{(command.Length / 2) - 3}{command[6..]}";
        RetrieveNotificationsListResponse.Ok all =
            (RetrieveNotificationsListResponse.Ok)Asn1Codec.Decode<RetrieveNotificationsListResponse>(
                card.StoreData(Octets.FromHex(events)).Data);
        Assert.That(all.Value, Has.Count.EqualTo(list.Value.Count));
    }

    [Test]
    public void Each_recipient_is_told_of_what_it_asked_for()
    {
        Assert.That(Lived().Notifications().Select(one => $"{one.SeqNumber} {one.ProfileManagementOperation} {one.NotificationAddress}"),
            Is.EqualTo(new[]
        {
            "1 NotificationInstall testsmdpplus1.example.com", "2 NotificationInstall b", "3 NotificationEnable a",
            "4 NotificationDisable a", "5 NotificationDisable b", "6 NotificationDelete b",
        }));
    }

    [TestCase("BF2B05A003800107", Description = "not yet given")]
    [TestCase("BF2B05A003800100")]
    public void An_unknown_number_is_an_empty_list(string command) => Assert.That(Lived().Es10(command), Is.EqualTo("BF2B02A0009000"));

    [Test]
    public void A_notification_is_removed_once()
    {
        TestEuicc card = Lived();
        Assert.That((card.Es10("BF3003800103"), card.Es10("BF3003800103")), Is.EqualTo(("BF30038001009000", "BF30038001019000")));
        Assert.That(card.Es10("BF2B05A003800103"), Is.EqualTo("BF2B02A0009000"));
        Assert.That(card.Notifications().Select(one => one.SeqNumber), Is.EqualTo(new long[] { 1, 2, 4, 5, 6 }));
    }

    [Test]
    public void Notifications_survive_a_reset_and_their_profile_octet_by_octet()
    {
        TestEuicc card = Lived();
        string before = card.Es10("BF2B00");
        card.Reset();
        Assert.That(card.Es10("BF2B00"), Is.EqualTo(before));
    }

    [Test]
    public void Numbers_go_on_beyond_127_and_after_all_was_removed()
    {
        TestEuicc card = new();
        Octets aid = card.Install(TestPackages.IccidDigits);
        for (int i = 0; i < 65; i++) _ = (card.Enable(aid), card.Disable(aid));
        Assert.That(card.Es10("BF2B06A00480020080"), Does.StartWith("BF2B82").And.Contain("BF2F2F800200808102"));
        Assert.That(card.Es10("BF300480020080"), Is.EqualTo("BF30038001009000"));
        card.RemoveNotifications();
        card.Reset();
        _ = (card.Enable(aid), card.Disable(aid));
        Assert.That(card.Notifications().Select(one => one.SeqNumber), Is.EqualTo(new long[] { 132, 133 }));
    }

    [Test]
    public void Many_notifications_come_in_one_long_answer()
    {
        TestEuicc card = new();
        Octets aid = card.Install(TestPackages.IccidDigits);
        for (int i = 0; i < 40; i++) _ = (card.Enable(aid), card.Disable(aid));
        RetrieveNotificationsListResponse.Ok answer = (RetrieveNotificationsListResponse.Ok)card.Call(
            new RetrieveNotificationsListRequest());
        Assert.That(answer.Value, Has.Count.EqualTo(81));
    }

    [Test]
    public void Without_recipients_only_the_result_of_the_installation_is_told()
    {
        TestEuicc card = new();
        Octets aid = card.Install(TestPackages.IccidDigits, m => m with { NotificationConfigurationInfo = null });
        _ = (card.Enable(aid), card.Disable(aid), card.Delete(aid));
        Assert.That(card.Notifications().Single().ProfileManagementOperation, Is.EqualTo(NotificationEvent.NotificationInstall));
    }

    private static RetrieveNotificationsListRequest Search(NotificationSearchCriteria criteria) => new() { SearchCriteria = criteria };

    private static TestEuicc Lived()
    {
        TestEuicc card = new();
        Octets aid = card.Install(TestPackages.IccidDigits, m => m with
        {
            NotificationConfigurationInfo =
            [
                TestPackages.Recipient(NotificationEvent.NotificationEnable | NotificationEvent.NotificationDisable, "a"),
                TestPackages.Recipient(
                    NotificationEvent.NotificationInstall | NotificationEvent.NotificationDisable | NotificationEvent.NotificationDelete,
                        "b"),
            ],
        });
        _ = (card.Enable(aid), card.Disable(aid), card.Delete(aid));
        return card;
    }
}
