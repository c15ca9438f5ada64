using EuiccSim.Lpa.Es9;
using EuiccSim.Lpa.Notifications;
using EuiccSim.Lpa.Tests.Fakes;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es9;
using static EuiccSim.Lpa.Tests.Download.DownloadScene;

namespace EuiccSim.Lpa.Tests.Notifications;

/// <summary>SGP.22 v2.5 §3.5: a notification leaves the card only once its server has it.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ProcessNotificationsTests
{
    private readonly ScriptedCard _card = new();
    private readonly ScriptedServer _server = new();


    [Test]
    public async Task All_are_sent_in_the_order_of_their_numbers()
    {
        List(9, 3);
        Waiting(3).Removed(3).Waiting(9).Removed(9);
        _server.AnswersRaw("handleNotification", 204).AnswersRaw("handleNotification", 204);
        SequenceOf<NotificationResult> results = await Process();
        Assert.That(results, Has.All.TypeOf<NotificationResult.Delivered>());
        Assert.That(results.Select(result => result.Metadata.SeqNumber), Is.EqualTo(new long[] { 3, 9 }));
        Assert.That(_server.Calls.Select(call => call.Address), Is.EqualTo(new[] { "s3.example", "s9.example" }));
        Assert.That(_server.Calls.Select(call => call.Body.GetProperty("pendingNotification").GetString()), Is.EqualTo(new[] { Base64(Pending(3)), Base64(Pending(9)) }));
    }

    /// <summary>Some eUICCs begin to count at 0.</summary>
    [Test]
    public async Task Number_0_is_a_number()
    {
        List(0, 1);
        Waiting(0).Removed(0);
        _server.AnswersRaw("handleNotification", 204);
        SequenceOf<NotificationResult> results = await Process(new() { SeqNumbers = [0] });
        Assert.That((results.Single().Metadata.SeqNumber, results.Single()), Is.EqualTo((0L, results.OfType<NotificationResult.Delivered>().Single())));
        Assert.That(_card.Unused, Is.Zero);
    }

    [Test]
    public async Task Only_those_wanted_are_sent()
    {
        List(1, 2, 3);
        Waiting(2).Removed(2);
        _server.AnswersRaw("handleNotification", 204);
        SequenceOf<NotificationResult> results = await Process(new() { SeqNumbers = [2, 5] });
        Assert.That(results.Single().Metadata.SeqNumber, Is.EqualTo(2));
    }

    [Test]
    public async Task Only_those_about_an_event_are_listed()
    {
        _card.Answers("BF2802A000", to: "BF280481020410");
        Assert.That(await Process(new() { Events = NotificationEvent.NotificationDelete }), Is.Empty);
    }

    [TestCase("transport", typeof(Es9TransportException))]
    [TestCase("500", typeof(Es9TransportException))]
    [TestCase("refusal", typeof(RspException))]
    [TestCase("nonsense", typeof(MalformedResponseException))]
    public async Task One_that_is_not_delivered_stays_and_does_not_keep_back_the_next(string how, Type fault)
    {
        List(1, 2);
        Waiting(1).Waiting(2).Removed(2);
        if (how == "transport") _server.Does("handleNotification", () => throw new Es9TransportException("gone"));
        else if (how == "500") _server.AnswersRaw("handleNotification", 500);
        else if (how == "refusal") _server.Refuses("handleNotification", "8.1", "6.1");
        else _server.AnswersRaw("handleNotification", 200, "<html>");
        _server.AnswersRaw("handleNotification", 204);
        SequenceOf<NotificationResult> results = await Process();
        Assert.That(results[0], Is.TypeOf<NotificationResult.NotDelivered>());
        Assert.That(((NotificationResult.NotDelivered)results[0]).Fault, Is.TypeOf(fault));
        Assert.That(results[1], Is.TypeOf<NotificationResult.Delivered>());
        Assert.That(_card.Commands, Has.None.EqualTo("BF3003800101"));
    }

    [TestCase("BF2B02A000", "9000")]
    [TestCase("BF2B0381017F", "9000")]
    [TestCase("BF2B03", "9000")]
    [TestCase("", "6985")]
    public async Task One_that_the_card_does_not_give_is_not_sent(string answer, string sw)
    {
        List(1);
        _card.Answers(answer, sw, to: "BF2B05A003800101");
        SequenceOf<NotificationResult> results = await Process();
        Assert.That(results.Single(), Is.TypeOf<NotificationResult.NotDelivered>());
        Assert.That(_server.Calls, Is.Empty);
    }

    [TestCase("BF300380017F", "9000")]
    [TestCase("", "6F00")]
    [TestCase("3000", "9000")]
    public async Task One_that_the_card_does_not_remove_was_delivered_all_the_same(string answer, string sw)
    {
        List(1);
        Waiting(1);
        _card.Answers(answer, sw, to: "BF3003800101");
        _server.AnswersRaw("handleNotification", 204);
        Assert.That((await Process()).Single(), Is.TypeOf<NotificationResult.NotRemoved>());
    }

    [Test]
    public async Task One_that_is_gone_already_is_as_good_as_removed()
    {
        List(1);
        Waiting(1);
        _card.Answers("BF3003800101", to: "BF3003800101");
        _server.AnswersRaw("handleNotification", 204);
        Assert.That((await Process()).Single(), Is.TypeOf<NotificationResult.Delivered>());
    }

    /// <summary>A server in Latin-1, events that are no bits, a certificate that is none, a kind that SGP.22 v3 has: the octets are the server's affair.</summary>
    [TestCase("810206400C0A73322E6578616D706C65", "30", "5F37023737", TestName = "A signature of two octets")]
    [TestCase("81000C0A73322E6578616D706C65", "30", "", TestName = "An event that is none")]
    [TestCase("810206400C0B73322E6578616D706C65", "30", "", TestName = "A server whose length is wrong by one")]
    [TestCase("810206400C0A73322E6578616D706C65", "A1", "", TestName = "A kind of SGP.22 v3")]
    public async Task What_cannot_be_read_is_sent_as_it_is(string fields, string tag, string rest)
    {
        string metadata = Tlv("BF2F", "800102" + fields), pending = Tlv(tag, metadata + rest);
        bool isServerKnown = !fields.Contains("0C0B", StringComparison.Ordinal);
        _card.Answers(Tlv("BF28", Tlv("A0", MetadataOf(1) + metadata + MetadataOf(3))), to: "BF2800");
        Waiting(1).Removed(1);
        _server.AnswersRaw("handleNotification", 204).AnswersRaw("handleNotification", 204);
        _card.Answers(Tlv("BF2B", Tlv("A0", pending)), to: "BF2B05A003800102");
        if (isServerKnown)
        {
            Removed(2);
            _server.AnswersRaw("handleNotification", 204);
        }
        Waiting(3).Removed(3);
        SequenceOf<NotificationResult> results = await Process();
        Assert.That(results.Select(one => one is NotificationResult.Delivered), Is.EqualTo(new[] { true, isServerKnown, true }));
        if (isServerKnown) Assert.That(_server.Calls[1].Body.GetProperty("pendingNotification").GetString(), Is.EqualTo(Base64(pending)));
        else Assert.That(results[1].Trouble, Is.EqualTo("The server that the notification is for cannot be read."));
    }

    /// <summary>The list has it wrong, the notification itself has it right.</summary>
    [Test]
    public async Task The_server_may_be_read_in_the_notification_itself()
    {
        _card.Answers(Tlv("BF28", Tlv("A0", Tlv("BF2F", "800103" + "81020640" + "0C02E9E9"))), to: "BF2800");
        Waiting(3).Removed(3);
        _server.AnswersRaw("handleNotification", 204);
        Assert.That((await Process()).Single(), Is.TypeOf<NotificationResult.Delivered>());
        Assert.That(_server.Calls.Single().Address, Is.EqualTo("s3.example"));
    }

    /// <summary>Number 0 is a notification, too: one without a number is not taken for it.</summary>
    [Test]
    public async Task One_without_a_number_stays_and_does_not_keep_back_the_others()
    {
        _card.Answers(Tlv("BF28", Tlv("A0", Tlv("BF2F", "8000" + "81020640" + "0C0173") + MetadataOf(0))), to: "BF2800");
        Waiting(0).Removed(0);
        _server.AnswersRaw("handleNotification", 204);
        SequenceOf<NotificationResult> results = await Process();
        Assert.That(results.Select(one => (one.GetType(), one.Summary.SeqNumber)), Is.EqualTo(new (Type, long?)[]
        {
            (typeof(NotificationResult.Delivered), 0), (typeof(NotificationResult.NotDelivered), null),
        }));
        Assert.That(results[1].Trouble, Does.StartWith("The number of the notification cannot be read"));
    }

    [Test]
    public async Task The_callers_token_leaves_the_rest_on_the_card()
    {
        using CancellationTokenSource source = new();
        List(1, 2);
        Waiting(1).Removed(1);
        _server.Does("handleNotification", () =>
        {
            source.Cancel();
            return new(204, default);
        });
        Assert.That(async () => await Process(cancellationToken: source.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(_card.Commands[^1], Is.EqualTo("BF3003800101"), "what the server has, is removed");
    }

    [Test]
    public async Task A_card_that_refuses_the_list_is_an_error()
    {
        _card.Answers("BF280381017F", to: "BF2800");
        await Assert.ThrowsAsync<EuiccFunctionException>(async () => await Process());
    }

    private async Task<SequenceOf<NotificationResult>> Process(NotificationFilter? filter = null, CancellationToken cancellationToken = default)
    {
        await using LpaClient lpa = await LpaClient.OpenAsync(_card, _server, cancellationToken: CancellationToken.None);
        SequenceOf<NotificationResult> results = await lpa.ProcessNotificationsAsync(filter, cancellationToken);
        Assert.That((_card.Unused, _server.Unused), Is.EqualTo((0, 0)), "script");
        return results;
    }

    private void List(params int[] numbers) =>
        _card.Answers(Tlv("BF28", Tlv("A0", string.Concat(numbers.Select(MetadataOf)))), to: "BF2800");

    private ProcessNotificationsTests Waiting(int number)
    {
        _card.Answers(Tlv("BF2B", Tlv("A0", Pending(number))), to: $"BF2B05A0038001{number:X2}");
        return this;
    }

    private ProcessNotificationsTests Removed(int number)
    {
        _card.Answers("BF3003800100", to: $"BF30038001{number:X2}");
        return this;
    }

    private static string Pending(int number) => Tlv("30", MetadataOf(number) + "5F3740" + new string('7', 128) + "30003000");

    private static string MetadataOf(int number) => Tlv(
        "BF2F", $"8001{number:X2}" + "81020640" + Tlv("0C", Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes($"s{number}.example"))) + "5A0A989444999999990940F9");
}
