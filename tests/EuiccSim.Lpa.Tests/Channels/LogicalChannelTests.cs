using EuiccSim.Lpa.Channels;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Lpa.Tests.Channels;

/// <summary>Logical channels on cards that answer oddly. TS 102 221 §11.1.17, §11.1.1.</summary>
internal sealed class LogicalChannelTests
{
    private const string Close = "00708002";

    [Test]
    public async Task A_channel_is_opened_used_and_closed_once()
    {
        OddCard card = new("029000", "6F009000", "AB9000", "9000");
        IApplicationChannel channel = await new LogicalChannelOpener(card).OpenAsync(Aid.IsdR, default);
        ResponseApdu response = await channel.TransmitAsync(new(0x80, 0xE2, 0x91, 0x00, Octets.FromHex("BF3E00"), 256), default);
        await channel.DisposeAsync();
        await channel.DisposeAsync();
        Assert.That(((LogicalChannel)channel).SelectResponse.ToString(), Is.EqualTo("6F00"));
        Assert.That(response.Data.ToString(), Is.EqualTo("AB"));
        Assert.That(card.Commands, Is.EqualTo(new[] { "0070000001", $"02A4040010{Aid.IsdR}00", "82E2910003BF3E0000", Close }));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await channel.TransmitAsync(new(0x80, 0xE2, 0x91, 0x00), default));
    }

    [TestCase("9000", Description = "none")]
    [TestCase("01029000", Description = "two octets")]
    [TestCase("009000", Description = "the basic one")]
    [TestCase("149000", Description = "channel 20")]
    public async Task What_is_no_channel_number_is_malformed(string answer)
    {
        OddCard card = new(answer);
        await Assert.ThrowsAsync<MalformedResponseException>(async () => await new LogicalChannelOpener(card).OpenAsync(Aid.IsdR, default));
        Assert.That(card.Commands, Has.Count.EqualTo(1));
    }

    [TestCase("6A81")]
    [TestCase("6881")]
    [TestCase("6D00")]
    public async Task A_card_that_opens_none_says_why(string status)
    {
        CardException refused = (await Assert.ThrowsAsync<CardException>(
            async () => await new LogicalChannelOpener(new OddCard(status)).OpenAsync(Aid.IsdR, default)))!;
        Assert.That(refused.Message, Does.Contain(status));
    }

    [TestCase("6A82")]
    [TestCase("6985")]
    public async Task A_channel_without_the_application_is_closed_again(string status)
    {
        OddCard card = new("029000", status, "9000");
        await Assert.ThrowsAsync<CardException>(async () => await new LogicalChannelOpener(card).OpenAsync(Aid.IsdR, default));
        Assert.That(card.Commands[^1], Is.EqualTo(Close));
    }

    [Test]
    public async Task A_channel_is_closed_again_if_somebody_gives_up_before_the_application_is_there()
    {
        using CancellationTokenSource stop = new();
        OddCard card = new("029000", "9000", "9000") { Heard = command => { if (command.StartsWith("02A4", StringComparison.Ordinal)) stop.Cancel(); } };
        await Assert.CatchAsync<OperationCanceledException>(async () => await new LogicalChannelOpener(card).OpenAsync(Aid.IsdR, stop.Token));
        Assert.That(card.Commands[^1], Is.EqualTo(Close));
    }

    [Test]
    public async Task A_card_that_takes_no_Le_is_asked_otherwise()
    {
        OddCard card = new("6700", "029000", "6700", "6104", "6F0284009000", "9000");
        await using IApplicationChannel channel = await new LogicalChannelOpener(card).OpenAsync(Aid.IsdR, default);
        Assert.That(((LogicalChannel)channel).SelectResponse.ToString(), Is.EqualTo("6F028400"));
        Assert.That(card.Commands, Is.EqualTo(new[]
        {
            "0070000001", "0070000000", $"02A4040010{Aid.IsdR}00", $"02A4040010{Aid.IsdR}", "02C0000004",
        }));
    }

    [Test]
    public async Task GET_RESPONSE_is_repeated_with_the_length_that_the_card_names()
    {
        OddCard card = new("029000", "6100", "6C04", "6F0284009000", "9000");
        await using IApplicationChannel channel = await new LogicalChannelOpener(card).OpenAsync(Aid.IsdR, default);
        Assert.That(((LogicalChannel)channel).SelectResponse.ToString(), Is.EqualTo("6F028400"));
        Assert.That(card.Commands.TakeLast(2), Is.EqualTo(new[] { "02C0000000", "02C0000004" }));
    }

    [TestCase("6881")]
    [TestCase("6D00")]
    [TestCase("6A81")]
    public async Task A_card_without_logical_channels_is_used_on_its_basic_one_by_whoever_has_it_alone(string status)
    {
        OddCard card = new(status, "6F009000", "AB9000");
        IApplicationChannel channel = await new LogicalChannelOpener(card) { FallsBackToBasicChannel = true }.OpenAsync(Aid.IsdR, default);
        ResponseApdu response = await channel.TransmitAsync(new(0x80, 0xE2, 0x91, 0x00, Octets.FromHex("BF3E00"), 256), default);
        await channel.DisposeAsync();
        Assert.That(response.Data.ToString(), Is.EqualTo("AB"));
        Assert.That(card.Commands, Is.EqualTo(new[] { "0070000001", $"00A4040010{Aid.IsdR}00", "80E2910003BF3E0000" }), "the basic channel is not closed");
    }

    [Test]
    public async Task A_card_without_logical_channels_and_without_the_application_says_the_second()
    {
        OddCard card = new("6881", "6A82");
        CardException refused = (await Assert.ThrowsAsync<CardException>(
            async () => await new LogicalChannelOpener(card) { FallsBackToBasicChannel = true }.OpenAsync(Aid.IsdR, default)))!;
        Assert.That(refused.Status, Is.EqualTo(StatusWord.FileNotFound));
    }

    [Test]
    public async Task What_the_way_to_the_card_throws_at_the_close_is_nobodys_affair()
    {
        OddCard card = new("029000", "9000") { Heard = command => { if (command == Close) throw new InvalidOperationException("any way to a card"); } };
        IApplicationChannel channel = await new LogicalChannelOpener(card).OpenAsync(Aid.IsdR, default);
        await channel.DisposeAsync();
        Assert.That(card.Commands[^1], Is.EqualTo(Close), "it was tried");
    }

    [Test]
    public async Task What_the_way_to_the_card_throws_at_the_close_does_not_hide_why_there_is_no_application()
    {
        OddCard card = new("029000", "6A82") { Heard = command => { if (command == Close) throw new InvalidOperationException("any way to a card"); } };
        CardException refused = (await Assert.ThrowsAsync<CardException>(async () => await new LogicalChannelOpener(card).OpenAsync(Aid.IsdR, default)))!;
        Assert.That(refused.Status, Is.EqualTo(StatusWord.FileNotFound));
    }

    [Test]
    public async Task A_card_that_is_gone_has_closed_its_channels()
    {
        OddCard card = new("029000", "9000");
        IApplicationChannel channel = await new LogicalChannelOpener(card).OpenAsync(Aid.IsdR, default);
        await channel.DisposeAsync();
        Assert.That(card.Commands[^1], Is.EqualTo(Close), "it was tried");
    }

    /// <summary>Answers what it was told to, and is gone after that.</summary>
    private sealed class OddCard(params string[] answers) : ICardConnection
    {
        private readonly Queue<string> _answers = new(answers);

        internal List<string> Commands { get; } = [];

        internal Action<string>? Heard { get; init; }

        public ValueTask<Octets> ResetAsync(CancellationToken cancellationToken) => throw new TransportException("no reset here");

        public ValueTask<Octets> TransmitAsync(Octets command, CancellationToken cancellationToken)
        {
            Commands.Add(command.ToString());
            Heard?.Invoke(command.ToString());
            cancellationToken.ThrowIfCancellationRequested();
            return _answers.TryDequeue(out string? answer) ? new(Octets.FromHex(answer)) : throw new TransportException("the card is gone");
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
