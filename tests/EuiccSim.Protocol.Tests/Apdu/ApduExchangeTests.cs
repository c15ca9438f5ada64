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

    private sealed class Card(params string[] answers)
    {
        private int _next;

        internal List<string> Sent { get; } = [];

        internal ValueTask<ResponseApdu> Answer(CommandApdu command, CancellationToken ct)
        {
            Sent.Add(command.Encode().ToString());
            return ValueTask.FromResult(ResponseApdu.Parse(Octets.FromHex(answers[_next++])));
        }
    }
}
