using EuiccSim.Lpa.Summaries;
using EuiccSim.Lpa.Tests.Fakes;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10c;

namespace EuiccSim.Lpa.Tests;

/// <summary>Whether EnableProfile and DisableProfile ask for a REFRESH, and what is done where the card refuses that. SGP.22 v2.5 §5.7.16, §5.7.17.</summary>
internal sealed class RefreshModeTests
{
    private const string EnableWith = "BF3111A00C5A0A989444999999990940F98101FF";
    private const string EnableWithout = "BF3111A00C5A0A989444999999990940F9810100";
    private const string DisableWith = "BF3211A00C5A0A989444999999990940F98101FF";
    private const string DisableWithout = "BF3211A00C5A0A989444999999990940F9810100";
    private const string EnableOk = "BF3103800100";

    private static readonly ProfileSummary Profile = new(new ProfileInfo { Iccid = Iccid.FromEf(Octets.FromHex("989444999999990940F9")) });

    [Test]
    public async Task Auto_asks_with_the_flag_and_once()
    {
        ScriptedCard card = new ScriptedCard().Answers(EnableOk, "910B", EnableWith);
        Assert.That(await EnableAsync(card, RefreshMode.Auto), Is.True);
        Assert.That(card.Commands, Is.EqualTo(new[] { EnableWith }));
    }

    [TestCase("BF3103800105", Description = "catBusy")]
    [TestCase("BF310380017F", Description = "undefinedError")]
    [TestCase("BF3103800163", Description = "a code without a name")]
    public async Task Auto_asks_without_the_flag_where_a_code_may_be_for_it(string refusal)
    {
        ScriptedCard card = new ScriptedCard().Answers(refusal, to: EnableWith).Answers(EnableOk, to: EnableWithout);
        Assert.That(await EnableAsync(card, RefreshMode.Auto), Is.False);
        Assert.That(card.Unused, Is.Zero);
    }

    [TestCase("6985")]
    [TestCase("6A80")]
    [TestCase("6F00")]
    public async Task Auto_asks_without_the_flag_where_a_status_word_may_be_for_it(string status)
    {
        ScriptedCard card = new ScriptedCard().Answers("", status, EnableWith).Answers(EnableOk, to: EnableWithout);
        Assert.That(await EnableAsync(card, RefreshMode.Auto), Is.False);
        Assert.That(card.Unused, Is.Zero);
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    public async Task What_the_card_says_of_the_profile_is_not_asked_twice(int code)
    {
        ScriptedCard card = new ScriptedCard().Answers($"BF31038001{code:X2}", to: EnableWith);
        EuiccFunctionException refusal = (await Assert.ThrowsAsync<EuiccFunctionException>(async () => await EnableAsync(card, RefreshMode.Auto)))!;
        Assert.That((refusal.Code, card.Commands.Count), Is.EqualTo((code, 1)));
    }

    [Test]
    public async Task On_asks_with_the_flag_come_what_may()
    {
        ScriptedCard card = new ScriptedCard().Answers("BF3103800105", to: EnableWith);
        await Assert.ThrowsAsync<EuiccFunctionException>(async () => await EnableAsync(card, RefreshMode.On));
        Assert.That(card.Commands, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Off_asks_without_the_flag()
    {
        ScriptedCard card = new ScriptedCard().Answers(EnableOk, to: EnableWithout);
        Assert.That(await EnableAsync(card, RefreshMode.Off), Is.False);
    }

    [Test]
    public async Task Disabling_does_the_same()
    {
        ScriptedCard card = new ScriptedCard().Answers("BF3203800105", to: DisableWith).Answers("BF3203800100", to: DisableWithout);
        await using LpaClient lpa = await LpaClient.OpenAsync(card);
        Assert.That(await lpa.DisableAsync(Profile), Is.False);
    }

    [Test]
    public async Task A_card_that_is_gone_is_not_asked_again()
    {
        ScriptedCard card = new ScriptedCard().Throws(new TransportException("gone"));
        await Assert.ThrowsAsync<TransportException>(async () => await EnableAsync(card, RefreshMode.Auto));
        Assert.That(card.Commands, Has.Count.EqualTo(1));
    }

    private static async Task<bool> EnableAsync(ScriptedCard card, RefreshMode mode)
    {
        await using LpaClient lpa = await LpaClient.OpenAsync(card, options: new() { Refresh = mode });
        return await lpa.EnableAsync(Profile);
    }
}
