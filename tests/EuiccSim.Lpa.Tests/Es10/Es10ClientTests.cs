using EuiccSim.Lpa.Es10;
using EuiccSim.Lpa.Tests.Fakes;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es10c;

namespace EuiccSim.Lpa.Tests.Es10;

/// <summary>STORE DATA, SGP.22 v2.5 §5.7.2.</summary>
internal sealed class Es10ClientTests
{
    [TestCase(1, new[] { "80E2910001" })]
    [TestCase(255, new[] { "80E29100FF" })]
    [TestCase(256, new[] { "80E21100FF", "80E2910101" })]
    [TestCase(510, new[] { "80E21100FF", "80E29101FF" })]
    [TestCase(511, new[] { "80E21100FF", "80E21101FF", "80E2910201" })]
    public async Task Blocks_are_numbered_and_the_last_one_says_so(int length, string[] headers)
    {
        ScriptedCard card = Segment(length);
        await new Es10Client(card.Channel).SendSegmentAsync(Counting(length));
        Assert.That(card.Apdus.Select(apdu => apdu[..10]), Is.EqualTo(headers));
        Assert.That(card.Apdus, Has.All.EndsWith("00"), "Le");
    }

    [Test]
    public async Task Any_block_size_carries_the_same_octets([Range(1, 255, 1)] int blockSize)
    {
        foreach (int length in new[] { 1, blockSize, blockSize + 1, (2 * blockSize) - 1, 2 * blockSize, 256 * blockSize })
        {
            ScriptedCard card = Segment(length);
            await new Es10Client(card.Channel, blockSize).SendSegmentAsync(Counting(length));
            Assert.That(card.Commands.Single(), Is.EqualTo(Counting(length).ToString()));
            Assert.That(card.Apdus, Has.Count.EqualTo((length + blockSize - 1) / blockSize));
            Assert.That(card.Apdus.Max(apdu => Convert.ToInt32(apdu[8..10], 16)), Is.EqualTo(Math.Min(length, blockSize)));
        }
    }

    [TestCase(1, 257, 2)]
    [TestCase(120, 30721, 121)]
    [TestCase(1, 65280, 255)]
    public async Task A_command_of_more_than_256_blocks_is_sent_in_larger_ones(int blockSize, int length, int used)
    {
        ScriptedCard card = Segment(length);
        await new Es10Client(card.Channel, blockSize).SendSegmentAsync(Counting(length));
        Assert.That(card.Apdus[0][8..10], Is.EqualTo($"{used:X2}"));
        Assert.That(card.Commands.Single(), Is.EqualTo(Counting(length).ToString()));
    }

    [TestCase(0)]
    [TestCase(65281)]
    public void No_chain_carries_so_many(int length) =>
        Assert.That(async () => await new Es10Client(new ScriptedCard().Channel).SendSegmentAsync(Counting(length)), Throws.ArgumentException);

    [TestCase(0)]
    [TestCase(256)]
    public void No_block_has_so_many(int blockSize)
    {
        Assert.That(() => new Es10Client(new ScriptedCard().Channel, blockSize), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(async () => await LpaClient.OpenAsync(new ScriptedCard(), options: new() { BlockSize = blockSize }), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public async Task P2_begins_again_with_each_command()
    {
        ScriptedCard card = new ScriptedCard().Answers("BF3103800100").Answers("BF3103800100");
        await using LpaClient lpa = await LpaClient.OpenAsync(card, options: new() { BlockSize = 12 });
        await lpa.Es10c.EnableProfileAsync(new Protocol.Rsp.Common.ProfileIdentifier.IsdpAid(Octets.FromHex("A000000559")), false);
        await lpa.Es10c.EnableProfileAsync(new Protocol.Rsp.Common.ProfileIdentifier.IsdpAid(Octets.FromHex("A000000559")), false);
        string[] once = ["80E211000CBF310CA0074F05A00000055900", "80E291010381010000"];
        Assert.That(card.Apdus, Is.EqualTo(once.Concat(once)));
    }

    [Test]
    public async Task Data_of_every_block_counts()
    {
        ChattyCard card = new(["BF3E125A10", "8904903212345123", "4512345678901235"]);
        GetEuiccDataResponse response = await new Es10Client(card, 2).SendAsync(new GetEuiccDataRequest());
        Assert.That(response.EidValue.Digits, Is.EqualTo("89049032123451234512345678901235"));
    }

    [TestCase("6A80")]
    [TestCase("6985")]
    [TestCase("6200")]
    [TestCase("6F00")]
    [TestCase("6300")]
    public async Task Another_status_word_is_a_rejection(string sw)
    {
        ScriptedCard card = new ScriptedCard().Answers("", sw);
        await using LpaClient lpa = await LpaClient.OpenAsync(card);
        CardException fault = (await Assert.ThrowsAsync<CardException>(async () => await lpa.Es10c.GetEidAsync()))!;
        Assert.That(fault.Status.ToString(), Is.EqualTo(sw));
        Assert.That(fault.Command.Encode().ToString(), Is.EqualTo("80E2910006BF3E035C015A00"));
    }

    [Test]
    public async Task After_a_rejected_block_no_other_is_sent()
    {
        ChattyCard card = new(["", ""]) { Rejects = 1 };
        await Assert.ThrowsAsync<CardException>(async () => await new Es10Client(card, 2).SendAsync(new GetEuiccDataRequest()));
        Assert.That(card.Sent, Is.EqualTo(2));
    }

    [Test]
    public async Task The_first_identifier_that_the_card_knows_is_opened()
    {
        Aid other = Aid.FromHex("A0000005591010000000008900000300");
        ScriptedCard card = new() { HasApplication = aid => aid == other };
        await using (await LpaClient.OpenAsync(card, options: new() { IsdRAids = [Aid.IsdR, other] }))
            Assert.That(card.Opened, Is.EqualTo(new[] { Aid.IsdR, other }));
        Assert.That(card.IsClosed, Is.True);
        await Assert.ThrowsAsync<NoEuiccException>(async () => await LpaClient.OpenAsync(card));
    }

    private static ScriptedCard Segment(int length) => new() { SegmentsUntilResult = length };

    private static Octets Counting(int length)
    {
        byte[] octets = new byte[length];
        for (int i = 0; i < length; i++) octets[i] = (byte)(i % 251);
        return Octets.Wrap(octets);
    }

    /// <summary>Answers each block with the next part.</summary>
    private sealed class ChattyCard(string[] parts) : IApplicationChannel
    {
        internal int Sent { get; private set; }

        internal int Rejects { get; init; } = -1;

        public ValueTask<ResponseApdu> TransmitAsync(CommandApdu command, CancellationToken cancellationToken) =>
            new(Sent++ == Rejects ? new ResponseApdu(StatusWord.IncorrectData) : new(Octets.FromHex(parts[Sent - 1])));

        public ValueTask DisposeAsync() => default;
    }
}
