using EuiccSim.Lpa.Tests.Fakes;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10c;

namespace EuiccSim.Lpa.Tests;

/// <summary>What is behind a status word, where it can be told; and cards that want STORE DATA otherwise.</summary>
internal sealed class CardCauseTests
{
    private const string Eid = "BF3E125A1089049032123451234512345678901235";

    [TestCase("6A82")]
    [TestCase("6A86")]
    [TestCase("6999")]
    [TestCase("6E00")]
    [TestCase("9404")]
    public async Task A_card_without_an_ISD_R_is_no_eUICC_or_has_it_under_another_AID(string status)
    {
        RefusingCard card = new(new(0x00, 0xA4, 0x04, 0x00, Aid.IsdR.Value), status);
        NoEuiccException no = (await Assert.ThrowsAsync<NoEuiccException>(async () => await LpaClient.OpenAsync(card)))!;
        Assert.That(no.Message, Does.Contain(status).And.Contain("There is no eUICC here").And.Contain("another AID than A0000005591010FFFFFFFF8900000100"));
        Assert.That((no.Status.ToString(), no.Tried), Is.EqualTo((status, new[] { Aid.IsdR })));
    }

    [Test]
    public async Task A_card_that_opens_no_channel_may_be_an_eUICC_all_the_same() =>
        await Assert.ThrowsAsync<CardException>(async () => await LpaClient.OpenAsync(new RefusingCard(CardChannels.OpenCommand, "6A81")));

    [TestCase("6881")]
    [TestCase("6E00")]
    [TestCase("6D00")]
    public async Task A_channel_on_which_the_ISD_R_answered_once_is_lost(string status)
    {
        await using LpaClient lpa = await LpaClient.OpenAsync(new ScriptedCard().Answers(Eid).Answers("", status));
        await lpa.Es10c.GetEidAsync();
        ChannelLostException lost = (await Assert.ThrowsAsync<ChannelLostException>(async () => await lpa.Es10c.GetEidAsync()))!;
        Assert.That(lost.Message, Does.Contain(status).And.Contain("the card was reset"));
    }

    [Test]
    public async Task After_a_REFRESH_conditions_that_are_not_satisfied_are_those_of_a_lost_channel()
    {
        await using LpaClient lpa = await LpaClient.OpenAsync(new ScriptedCard().Answers("BF3103800100", "910B").Answers("", "6985"));
        await lpa.Es10c.EnableProfileAsync(new ProfileIdentifier.Iccid(Iccid.FromEf(Octets.FromHex("989444999999990940F9"))));
        await Assert.ThrowsAsync<ChannelLostException>(async () => await lpa.Es10c.GetEidAsync());
    }

    [Test]
    public async Task Without_one_they_are_something_else()
    {
        await using LpaClient lpa = await LpaClient.OpenAsync(new ScriptedCard().Answers(Eid).Answers("", "6985"));
        await lpa.Es10c.GetEidAsync();
        await Assert.ThrowsAsync<CardException>(async () => await lpa.Es10c.GetEidAsync());
    }

    [Test]
    public async Task A_card_that_refuses_Le_is_asked_without_from_then_on()
    {
        ScriptedCard card = new ScriptedCard().Answers("", "6700").Answers(Eid).Answers(Eid);
        await using LpaClient lpa = await LpaClient.OpenAsync(card);
        await lpa.Es10c.GetEidAsync();
        await lpa.Es10c.GetEidAsync();
        Assert.That(card.Apdus, Is.EqualTo(new[] { "80E2910006BF3E035C015A00", "80E2910006BF3E035C015A", "80E2910006BF3E035C015A" }));
    }

    [Test]
    public async Task A_length_that_is_wrong_without_Le_too_is_the_length_of_the_block()
    {
        ScriptedCard card = new ScriptedCard().Answers("", "6700").Answers("", "6700").Answers(Eid);
        await using LpaClient lpa = await LpaClient.OpenAsync(card);
        CardException refused = (await Assert.ThrowsAsync<CardException>(async () => await lpa.Es10c.GetEidAsync()))!;
        Assert.That(refused.Status, Is.EqualTo(StatusWord.WrongLength));
        await lpa.Es10c.GetEidAsync();
        Assert.That(card.Apdus[^1], Does.EndWith("5A00"), "with Le again");
    }

    [TestCase(typeof(TransportException))]
    [TestCase(typeof(IOException))]
    [TestCase(typeof(InvalidOperationException))]
    [TestCase(typeof(OperationCanceledException))]
    public async Task Closing_never_hides_what_happened_before(Type fault)
    {
        InvalidDataException body = new("the body's own");
        InvalidDataException seen = (await Assert.ThrowsAsync<InvalidDataException>(async () =>
        {
            await using LpaClient lpa = await LpaClient.OpenAsync(new StubbornCard((Exception)Activator.CreateInstance(fault, "closing")!));
            throw body;
        }))!;
        Assert.That(seen, Is.SameAs(body));
    }

    private sealed class RefusingCard(CommandApdu command, string status) : IChannelOpener
    {
        public ValueTask<IApplicationChannel> OpenAsync(Aid aid, CancellationToken cancellationToken) =>
            throw new CardException(new(Convert.ToUInt16(status, 16)), command);
    }

    /// <summary>A card whose channel cannot be closed.</summary>
    private sealed class StubbornCard(Exception fault) : IChannelOpener, IApplicationChannel
    {
        public ValueTask<IApplicationChannel> OpenAsync(Aid aid, CancellationToken cancellationToken) => new(this);

        public ValueTask<ResponseApdu> TransmitAsync(CommandApdu command, CancellationToken cancellationToken) => throw new TransportException("not asked here");

        public ValueTask DisposeAsync() => throw fault;
    }
}
