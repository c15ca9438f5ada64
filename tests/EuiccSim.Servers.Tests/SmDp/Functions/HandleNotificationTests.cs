using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Servers.SmDp;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.Tests.Support;
using EuiccSim.Testing;

namespace EuiccSim.Servers.Tests.SmDp.Functions;

/// <summary>SGP.22 v2.5 §5.6.4; the cases of SGP.23 §4.3.15.</summary>
internal sealed class HandleNotificationTests
{
    [Test]
    public void Success_makes_the_order_installed_and_is_answered_with_204()
    {
        TestServer server = Delivered(out ScriptedEuicc euicc, out Iccid iccid);
        Assert.That(euicc.NotifyInstalled(iccid), Is.EqualTo(new Answer(204, "")));
        Assert.That(server.Order().State, Is.EqualTo(OrderState.Installed));
        Assert.That(server.Events[^1], Is.EqualTo(
            new OrderEvent.Installed(TestServer.Start, iccid, euicc.Eid, 1, Octets.FromHex("A0000005591010FFFFFFFF8900001000"))));
        Assert.That(server.Order().History[^1], Is.SameAs(server.Events[^1]));
        Assert.That(server.Order().LastDelivery!.Binding, Is.Null, "what can never be sent again is not kept");
    }

    [Test]
    public void Failure_ends_the_order_unless_it_is_temporary([Values(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 127)] int reason)
    {
        TestServer server = Delivered(out ScriptedEuicc euicc, out Iccid iccid);
        Assert.That(euicc.NotifyFailed(iccid, reason).Status, Is.EqualTo(204));
        Assert.That(server.Order().State, Is.EqualTo(reason is 10 or 11 ? OrderState.Released : OrderState.Error));
        Assert.That(((OrderEvent.InstallationFailed)server.Events[^1]).Reason, Is.EqualTo((ErrorReason)reason));
    }

    [Test]
    public void What_the_eUICC_says_of_a_refused_element_is_told_with_the_element_that_the_server_knows()
    {
        // PE-NonStandard with the identification 77, before PE-End.
        Signed<ProfileElement>[] elements = [.. ProfileBuilder.Build(new()
        {
            Iccid = Iccid.FromDigits("8900012345678901234"),
            Imsi = "001010000000001",
            Key = Octets.FromHex("000102030405060708090A0B0C0D0E0F"),
            Opc = Octets.FromHex("F0E0D0C0B0A090807060504030201000"),
            ProfileType = "Test",
        }).Elements];
        Octets package = Octets.Concat([.. elements[..^1].Select(one => one.Encoded), Octets.FromHex("A90EA005800081014D81028837820100"), elements[^1].Encoded]);
        TestServer server = new(options => options with { Eligibility = EligibilityRules.WithoutServices });
        Profile profile = Profile.FromPackage(package, "ACME");
        Iccid iccid = server.Release(profile: profile).Iccid;
        ScriptedEuicc euicc = server.Euicc();
        Assert.That(euicc.Download().Code, Is.Empty);
        euicc.NotifyResult(iccid, new FinalResult.Error(new()
        {
            BppCommandId = BppCommandId.LoadProfileElements,
            ErrorReason = ErrorReason.InstallFailedDueToPEProcessingError,
            // { peStatus { { pe-not-supported, 77 } }, aborted, statusMessage "no way" }
            SimaResponse = Octets.FromHex("3014A008300680010181014D8100" + "82066E6F20776179"),
        }));
        OrderEvent.InstallationFailed told = (OrderEvent.InstallationFailed)server.Events[^1];
        ProfileFault element = told.Answer!.Elements[0];
        Assert.That((element.Number, element.Kind, element.StatusName, element.Identification), Is.EqualTo(((int?)elements.Length, (PeKind?)PeKind.NonStandard, "pe-not-supported", (int?)77)));
        Assert.That(told.Describe(), Does.EndWith(
            $": element {elements.Length} (nonStandard, identification 77): pe-not-supported (1): it does not support this element; the eUICC says: no way"));
        Assert.That(server.Order().History[^1], Is.EqualTo(told), "and it stays");
    }

    [Test]
    public void A_failure_before_the_profile_was_known_needs_no_ICCID()
    {
        TestServer server = Delivered(out ScriptedEuicc euicc, out _);
        euicc.NotifyFailed(null, 2);
        Assert.That(server.Order().State, Is.EqualTo(OrderState.Error));
    }

    [Test]
    public void An_unknown_session_is_dropped()
    {
        TestServer server = Delivered(out ScriptedEuicc euicc, out Iccid iccid);
        Dropped(server, euicc.NotifyResult(iccid, Success, id: TransactionId.Parse("AA")), NotificationFault.Unknown);
    }

    [Test]
    public void The_result_ends_its_session_and_what_is_dropped_does_not()
    {
        Delivered(out ScriptedEuicc euicc, out Iccid iccid);
        euicc.NotifyResult(iccid, Success, spoil: true);
        Assert.That(euicc.Cancel(CancelSessionReason.Timeout, spoil: true).Code, Is.EqualTo("8.1/6.1"), "the session goes on");
        euicc.NotifyResult(iccid, Success);
        Assert.That(euicc.Cancel(CancelSessionReason.Timeout).Code, Is.EqualTo("8.10.1/3.9"), "the session is over");
    }

    [Test]
    public void A_wrong_signature_is_dropped()
    {
        TestServer server = Delivered(out ScriptedEuicc euicc, out Iccid iccid);
        Dropped(server, euicc.NotifyResult(iccid, Success, spoil: true), NotificationFault.InvalidSignature);
    }

    [Test]
    public void A_signature_of_another_eUICC_is_dropped()
    {
        TestServer server = Delivered(out ScriptedEuicc euicc, out Iccid iccid);
        euicc.WithEid("89049032123451234512345678901332");
        Dropped(server, euicc.NotifyResult(iccid, Success), NotificationFault.InvalidSignature);
    }

    [Test]
    public void Another_ICCID_or_another_server_is_dropped()
    {
        TestServer server = Delivered(out ScriptedEuicc euicc, out Iccid iccid);
        Dropped(server, euicc.NotifyResult(Iccid.FromDigits("8901"), Success), NotificationFault.Mismatch);
        Dropped(server, euicc.NotifyResult(iccid, Success, oid: "2.999.11"), NotificationFault.Mismatch);
    }

    [Test]
    public void The_same_notification_counts_once()
    {
        TestServer server = Delivered(out ScriptedEuicc euicc, out Iccid iccid);
        euicc.NotifyResult(iccid, Success, number: 5);
        int events = server.Order().History.Count;
        Assert.That(euicc.NotifyResult(iccid, Success, number: 5).Status, Is.EqualTo(204));
        Assert.That(server.Order().History, Has.Count.EqualTo(events));
        Assert.That(((SmdpEvent.NotificationDropped)server.Events[^1]).Fault, Is.EqualTo(NotificationFault.Repeated));
    }

    [Test]
    public void A_result_counts_long_after_its_session()
    {
        TestServer server = Delivered(out ScriptedEuicc euicc, out Iccid iccid);
        server.Time.Advance(TimeSpan.FromDays(100));
        euicc.NotifyInstalled(iccid);
        Assert.That(server.Order().State, Is.EqualTo(OrderState.Installed));
    }

    [Test]
    public void A_late_failure_of_an_earlier_delivery_does_not_touch_the_next()
    {
        TestServer server = Delivered(out ScriptedEuicc euicc, out Iccid iccid);
        TransactionId first = euicc.TransactionId;
        Assert.That(euicc.Download().Code, Is.Empty);
        euicc.NotifyResult(iccid, Failure(12), id: first, number: 1);
        Assert.That(server.Order().State, Is.EqualTo(OrderState.Downloaded));
        euicc.NotifyResult(iccid, Success, number: 2);
        Assert.That(server.Order().State, Is.EqualTo(OrderState.Installed));
    }

    [Test]
    public void A_late_success_of_an_earlier_delivery_stands_against_the_failure_of_the_next()
    {
        TestServer server = Delivered(out ScriptedEuicc euicc, out Iccid iccid);
        TransactionId first = euicc.TransactionId;
        Assert.That(euicc.Download().Code, Is.Empty);
        euicc.NotifyResult(iccid, Success, id: first, number: 1);
        euicc.NotifyResult(iccid, Failure(9), number: 2);
        Assert.That(server.Order().State, Is.EqualTo(OrderState.Installed));
    }

    [Test]
    public void After_installation_the_order_cannot_be_downloaded_again()
    {
        Delivered(out ScriptedEuicc euicc, out Iccid iccid);
        euicc.NotifyInstalled(iccid);
        euicc.Initiate();
        Assert.That(euicc.AuthenticateClient().Code, Is.EqualTo("8.2.6/3.8"));
    }

    [TestCase(NotificationEvent.NotificationEnable)]
    [TestCase(NotificationEvent.NotificationDisable)]
    [TestCase(NotificationEvent.NotificationDelete)]
    public void What_is_done_with_the_profile_is_written_down(NotificationEvent operation)
    {
        TestServer server = Delivered(out ScriptedEuicc euicc, out Iccid iccid);
        euicc.NotifyInstalled(iccid);
        Assert.That(euicc.NotifyOther(iccid, operation), Is.EqualTo(new Answer(204, "")));
        Assert.That(server.Order().History[^1], Is.EqualTo(new OrderEvent.Notified(TestServer.Start, iccid, euicc.Eid, 2, operation)));
        Assert.That(server.Order().State, Is.EqualTo(OrderState.Installed));
    }

    [Test]
    public void Other_notifications_are_believed_with_a_good_chain_and_signature_only()
    {
        TestServer server = Delivered(out ScriptedEuicc euicc, out Iccid iccid);
        Dropped(server, euicc.NotifyOther(iccid, NotificationEvent.NotificationEnable, spoil: true), NotificationFault.InvalidSignature);
        Dropped(server, euicc.NotifyOther(Iccid.FromDigits("8901"), NotificationEvent.NotificationEnable), NotificationFault.Unknown);
        Dropped(server, euicc.NotifyOther(null, NotificationEvent.NotificationEnable), NotificationFault.Unknown);
        RspPki other = TestPki.Create(EcCurve.NistP256, new SeededRandom("another CI"), TestServer.Start.AddYears(-1));
        euicc.EumCertificate = other.Eum;
        Dropped(server, euicc.NotifyOther(iccid, NotificationEvent.NotificationEnable), NotificationFault.InvalidCertificate);
    }

    [Test]
    public void Other_notifications_of_an_eUICC_that_never_got_the_profile_are_dropped()
    {
        TestServer server = Delivered(out ScriptedEuicc euicc, out Iccid iccid);
        euicc.WithEid("89049032123451234512345678901332");
        Dropped(server, euicc.NotifyOther(iccid, NotificationEvent.NotificationEnable), NotificationFault.Mismatch);
    }

    private static void Dropped(TestServer server, Answer answer, NotificationFault fault)
    {
        Assert.That(answer, Is.EqualTo(new Answer(204, "")));
        Assert.That(server.Events[^1], Is.EqualTo(new SmdpEvent.NotificationDropped(TestServer.Start, fault)));
        Assert.That(server.Order().State, Is.EqualTo(OrderState.Downloaded));
    }

    private static TestServer Delivered(out ScriptedEuicc euicc, out Iccid iccid)
    {
        TestServer server = new();
        iccid = server.Release().Iccid;
        euicc = server.Euicc();
        Assert.That(euicc.Download().Code, Is.Empty);
        return server;
    }

    private static readonly FinalResult Success = new FinalResult.Success(new()
    {
        Aid = Octets.FromHex("A0000005591010FFFFFFFF8900001000"),
        SimaResponse = Octets.FromHex("3007A0053003800100"),
    });

    private static FinalResult Failure(int reason) =>
        new FinalResult.Error(new() { BppCommandId = BppCommandId.LoadProfileElements, ErrorReason = (ErrorReason)reason });
}
