using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Tests.Apdu;

public sealed class ApduExchangeTests
{
    private static readonly CommandApdu s_command = new(0x80, 0xE2, 0x91, 0x00, Octets.FromHex("BF3E00"), 0x100);

    [Test]
    public async Task GET_RESPONSE_goes_to_the_channel_of_the_command_until_nothing_is_announced()
    {
        Card card = new("01026102", "03046101", "059000");
        ResponseApdu answer = await ApduExchange.SendAsync(card.Answer, s_command, new(1), default);
        Assert.That(answer.Encode().ToString(), Is.EqualTo("01020304059000"));
        Assert.That(card.Sent, Is.EqualTo(new[] { "81E2910003BF3E0000", "01C0000002", "01C0000001" }));
    }

    [Test]
    public async Task A_command_with_a_wrong_Le_is_repeated_once_with_the_right_one()
    {
        Card card = new("6C02", "01029000");
        ResponseApdu answer = await ApduExchange.SendAsync(card.Answer, s_command, ChannelNumber.Basic, default);
        Assert.That(answer.Encode().ToString(), Is.EqualTo("01029000"));
        Assert.That(card.Sent, Is.EqualTo(new[] { "80E2910003BF3E0000", "80E2910003BF3E0002" }));
    }

    /// <summary>TS 102 221 §7.3.1.1.4: under T=0 the warning comes first.</summary>
    [TestCase("6283", new[] { "01029000" }, "01026283", 2)]
    [TestCase("6283", new[] { "6C02", "01029000" }, "01026283", 3)]
    [TestCase("62F1", new[] { "01026101", "039000" }, "01020362F1", 3)]
    [TestCase("6310", new[] { "0102910B" }, "01026310", 2)]
    [TestCase("6283", new[] { "6985" }, "6283", 2, TestName = "there is none")]
    [TestCase("6283", new[] { "6D00" }, "6283", 2, TestName = "a card that does not know the question")]
    public async Task After_a_warning_without_data_it_asks_for_the_data(string warning, string[] answers, string expected, int commands)
    {
        Card card = new([warning, .. answers]);
        ResponseApdu answer = await ApduExchange.SendAsync(card.Answer, s_command, new(1), default);
        Assert.That(answer.Encode().ToString(), Is.EqualTo(expected));
        Assert.That((card.Sent.Count, card.Sent[1]), Is.EqualTo((commands, "01C0000000")));
    }

    [TestCase("80E2910003BF3E00", "6283", TestName = "A command that asks for no answer")]
    [TestCase("80B0000000", "6282", TestName = "A command without data")]
    [TestCase("80E2910003BF3E0000", "01026283", TestName = "A warning with data")]
    public async Task It_asks_only_where_data_can_wait(string command, string answer)
    {
        Card card = new(answer);
        ResponseApdu response = await ApduExchange.SendAsync(card.Answer, CommandApdu.Parse(Octets.FromHex(command)), ChannelNumber.Basic, default);
        Assert.That((response.Encode().ToString(), card.Sent.Count), Is.EqualTo((answer, 1)));
    }

    [Test]
    public async Task An_announcement_without_an_answer_is_an_error()
    {
        Card card = new("6102", "6102");
        await Assert.ThatAsync(
            () => ApduExchange.SendAsync(card.Answer, s_command, ChannelNumber.Basic, default).AsTask(), Throws.TypeOf<MalformedResponseException>());
    }

    [Test]
    public async Task An_answer_without_end_is_an_error()
    {
        ResponseApdu more = ResponseApdu.Parse(Octets.FromHex(new string('0', 0x200) + "6100"));
        await Assert.ThatAsync(
            () => ApduExchange.SendAsync((_, _) => ValueTask.FromResult(more), s_command, ChannelNumber.Basic, default).AsTask(),
            Throws.TypeOf<MalformedResponseException>().With.Message.Contains("16777216"));
    }

    [Test]
    public async Task An_answer_that_trickles_without_end_is_an_error()
    {
        int asked = 0;
        ResponseApdu Trickle()
        {
            asked++;
            return ResponseApdu.Parse(Octets.FromHex("006101"));
        }
        await Assert.ThatAsync(
            () => ApduExchange.SendAsync((_, _) => ValueTask.FromResult(Trickle()), s_command, ChannelNumber.Basic, default).AsTask(),
            Throws.TypeOf<MalformedResponseException>().With.Message.Contains("pieces"));
        Assert.That(asked, Is.EqualTo(1 + (ApduExchange.MaximumLength / 256)));
    }

    /// <summary>TS 51.011 §9.2, §9.4: class A0, and 9F as 61; a command of it has no channel.</summary>
    [Test]
    public async Task A_command_of_the_second_generation_keeps_its_class()
    {
        Card card = new("9F02", "01029000");
        ResponseApdu answer = await ApduExchange.SendAsync(card.Answer, CommandApdu.Parse(Octets.FromHex("A0A40000023F00")), ChannelNumber.Basic, default);
        Assert.That(card.Sent, Is.EqualTo(new[] { "A0A40000023F00", "A0C0000002" }));
        Assert.That(answer.Encode().ToString(), Is.EqualTo("01029000"));
    }

    private sealed class Card(params string[] answers)
    {
        private int _next;

        internal List<string> Sent { get; } = [];

        internal ValueTask<ResponseApdu> Answer(CommandApdu command, CancellationToken cancellationToken)
        {
            Sent.Add(command.Encode().ToString());
            return ValueTask.FromResult(ResponseApdu.Parse(Octets.FromHex(answers[_next++])));
        }
    }
}
