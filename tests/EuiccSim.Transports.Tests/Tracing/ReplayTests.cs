using EuiccSim.Lpa.Download;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;
using EuiccSim.Testing;
using EuiccSim.Transports.Tracing;

namespace EuiccSim.Transports.Tests.Tracing;

public sealed class ReplayTests
{
    [TestCase(false, TestName = "From JSON lines")]
    [TestCase(true, TestName = "From pcapng")]
    public async Task A_recorded_download_plays_the_card_to_a_client(bool pcapng)
    {
        IReadOnlyList<TraceEvent> trace = await RecordAsync(pcapng);
        ScriptedCard card = new(trace);
        DownloadOutcome outcome = await PhoneSession.DownloadAsync(TestWorld.Create(), card);
        Assert.That(outcome, Is.InstanceOf<DownloadOutcome.Installed>());
        await PhoneSession.StartSimAsync(card);
        Assert.That(card.IsAtEnd);
    }

    [TestCase(false, TestName = "JSON lines to a card")]
    [TestCase(true, TestName = "pcapng to a card")]
    public async Task A_recorded_download_plays_the_client_to_a_card(bool pcapng)
    {
        SequenceOf<ReplayDifference> differences = await TraceReplay.RunAsync(await RecordAsync(pcapng), TestWorld.Create().Device.Connection);
        Assert.That(differences, Is.Empty);
    }

    [Test]
    public async Task Another_card_differs_first_in_its_challenge_and_it_is_shown_where()
    {
        IReadOnlyList<TraceEvent> trace = await RecordAsync(pcapng: false);
        SequenceOf<ReplayDifference> differences = await TraceReplay.RunAsync(trace, TestWorld.Create(seed: "another").Device.Connection);
        ReplayDifference first = differences[0];
        // BF2E 12 80 10, then 16 octets of challenge. SGP.22 §5.7.7.
        Assert.That((first.What, first.Command, first.FirstDifference), Is.EqualTo(("answer", (Octets?)Octets.FromHex("81E2910003BF2E0000"), 5)));
        Assert.That(first.ToString(), Does.StartWith($"Record {first.Index} (81E2910003BF2E0000): the answer differs from octet 5 on\n  recorded BF2E128010"));
    }

    [Test]
    public void The_first_different_octet_is_marked()
    {
        ReplayDifference difference = new(7, "answer", Octets.FromHex("00B0000000"), Octets.FromHex("000102030405060708090A0B9000"), Octets.FromHex("000102030405060708090AFF9000"));
        Assert.That(difference.ToString(), Is.EqualTo(
            "Record 7 (00B0000000): the answer differs from octet 11 on\n" +
            "  recorded ...030405060708090A0B9000\n" +
            "  now      ...030405060708090AFF9000\n" +
            "                              ^^"));
    }

    [Test]
    public async Task A_client_that_does_something_else_is_told_at_once()
    {
        ScriptedCard card = new([Written.Exchange("00A40004023F0000", "9000")]);
        ReplayException? fault = await Assert.ThrowsAsync<ReplayException>(async () => await card.TransmitAsync(Octets.FromHex("00A40004027F1000"), CancellationToken.None));
        Assert.That(fault!.Difference.FirstDifference, Is.EqualTo(5));
        Assert.That(fault.Message, Does.Contain("the command differs from octet 5 on"));
    }

    [Test]
    public async Task A_client_that_resets_or_goes_on_where_the_trace_does_not_is_told_so()
    {
        ScriptedCard card = new([Written.Reset("3B00"), Written.Exchange("00708001", "9000")]);
        Assert.That(async () => await card.TransmitAsync(Octets.FromHex("00708001"), CancellationToken.None),
            Throws.TypeOf<ReplayException>().With.Message.Contains("where the trace has a reset"));
        await card.ResetAsync(CancellationToken.None);
        Assert.That(async () => await card.ResetAsync(CancellationToken.None),
            Throws.TypeOf<ReplayException>().With.Message.Contains("where the trace has a command"));
        await card.TransmitAsync(Octets.FromHex("00708001"), CancellationToken.None);
        Assert.That(async () => await card.ResetAsync(CancellationToken.None),
            Throws.TypeOf<ReplayException>().With.Message.Contains("where the trace ends"));
    }

    [Test]
    public async Task A_card_that_was_removed_is_removed_again()
    {
        Octets command = Octets.FromHex("00708001");
        ScriptedCard card = new([new TraceEvent.Unanswered(Written.Time, command, "removed"), Written.Reset("3B00")]);
        Assert.That(async () => await card.TransmitAsync(command, CancellationToken.None), Throws.TypeOf<TransportException>().With.Message.EqualTo("removed"));
        Assert.That(await card.ResetAsync(CancellationToken.None), Is.EqualTo(Octets.FromHex("3B00")));
    }

    /// <summary>T=0 in one, T=1 in the other: whole answers in the trace, parts from the card, and the other way round.</summary>
    [TestCase(true, TestName = "Whole then, in parts now")]
    [TestCase(false, TestName = "In parts then, whole now")]
    public async Task Answers_in_parts_and_whole_ones_are_the_same(bool wholeThen)
    {
        TraceEvent[] whole = [Written.Exchange("01A4040003A0000100", "0102030405069000"), Written.Exchange("00708001", "9000")];
        TraceEvent[] parts =
        [
            Written.Exchange("01A4040003A0000100", "6104"), Written.Exchange("01C0000004", "010203046102"), Written.Exchange("01C0000002", "05069000"),
            Written.Exchange("00708001", "9000"),
        ];
        ScriptedCard card = new(wholeThen ? parts : whole);
        Assert.That(await TraceReplay.RunAsync(wholeThen ? whole : parts, card), Is.Empty);
        Assert.That(card.IsAtEnd);
    }

    [Test]
    public async Task A_part_that_differs_is_a_difference_of_its_command()
    {
        ScriptedCard card = new([Written.Exchange("01A4040003A0000100", "6102"), Written.Exchange("01C0000002", "01FF9000")]);
        ReplayDifference difference = (await TraceReplay.RunAsync([Written.Exchange("01A4040003A0000100", "01029000")], card))[0];
        Assert.That((difference.Index, difference.FirstDifference, difference.Actual?.ToString()), Is.EqualTo((0, 1, "01FF9000")));
    }

    [Test]
    public async Task A_connection_that_tells_no_ATR_does_not_differ_in_it() =>
        Assert.That(await TraceReplay.RunAsync([Written.Reset("3B00")], new ScriptedCard([Written.Reset("")])), Is.Empty);

    private static async Task<IReadOnlyList<TraceEvent>> RecordAsync(bool pcapng)
    {
        EsimWorld world = TestWorld.Create();
        MemorySink sink = new();
        await using TracedConnection card = new(world.Device.Connection, [sink], world.Time);
        Assert.That(await PhoneSession.DownloadAsync(world, card), Is.InstanceOf<DownloadOutcome.Installed>());
        await PhoneSession.StartSimAsync(card);
        return await Written.ReadAsync(pcapng ? await Written.AsPcapngAsync(sink.Records) : await Written.AsJsonLinesAsync(sink.Records));
    }
}
