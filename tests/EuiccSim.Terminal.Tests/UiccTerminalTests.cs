using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Uicc;

namespace EuiccSim.Terminal.Tests;

/// <summary>Power-up and proactive commands. TS 102 221 §14, TS 102 223 §6.</summary>
public sealed class UiccTerminalTests
{
    // TS 102 223 §6.6.13: Command details, Device identities.
    private const string Reset = "D009" + "8103010104" + "82028182";
    private const string MoreTime = "D009" + "8103020200" + "82028182";

    [Test]
    public async Task The_card_is_told_what_the_terminal_can_do_before_the_first_command()
    {
        ScriptedUicc card = new();
        await using UiccTerminal terminal = new(card, new() { Profile = Octets.FromHex("010080"), Capability = Octets.FromHex("A903830107") });
        await terminal.TransmitAsync(Octets.FromHex("80F2000C00"), default);
        Assert.That(card.Commands, Is.EqualTo(new[] { "reset", "8010000003010080", "80AA000005A903830107", "80F2000C00" }));
    }

    [Test]
    public async Task Without_a_profile_nothing_is_told()
    {
        ScriptedUicc card = new();
        await using UiccTerminal terminal = new(card, new() { Profile = default });
        await terminal.ResetAsync(default);
        Assert.That(card.Commands, Is.EqualTo(new[] { "reset" }));
    }

    [Test]
    public async Task A_REFRESH_with_a_reset_is_fetched_answered_and_performed()
    {
        ScriptedUicc card = new("9000", "910B", Reset + "9000", "9000");
        await using UiccTerminal terminal = new(card);
        await terminal.TransmitAsync(Octets.FromHex("80F2000C00"), default);
        Assert.That(terminal.HasProactiveCommand, Is.True);
        IReadOnlyList<ProactiveCommand> served = await terminal.ServeAsync();
        Assert.That(served.Select(command => command.Name), Is.EqualTo(new[] { "REFRESH" }));
        Assert.That(card.Commands.Skip(3), Is.EqualTo(new[] { "801200000B", "801400000C" + "8103010104" + "82028281" + "830100", "reset", "8010000003010080" }));
        Assert.That(terminal.HasProactiveCommand, Is.False);
    }

    [Test]
    public async Task What_nobody_performs_is_beyond_the_terminal()
    {
        ScriptedUicc card = new("9000", "910B", MoreTime + "9000");
        await using UiccTerminal terminal = new(card);
        await terminal.TransmitAsync(Octets.FromHex("80F2000C00"), default);
        await terminal.ServeAsync();
        Assert.That(card.Commands[^1], Is.EqualTo("801400000C" + "8103020200" + "82028281" + "830130"));
    }

    [Test]
    public async Task A_handler_performs_and_several_commands_are_served_in_turn()
    {
        ScriptedUicc card = new("9000", "910B", MoreTime + "9000", "910B", Reset + "9000");
        List<string> told = [];
        await using UiccTerminal terminal = new(card, new()
        {
            Handlers = new Dictionary<byte, ProactiveHandler> { [ProactiveCommand.MoreTime] = (_, _) => new(new TerminalResponse(0x00)) },
            Performed = (command, response) => told.Add($"{command.Name} {response.Result:X2}"),
            ResetsOnRefresh = false,
        });
        await terminal.TransmitAsync(Octets.FromHex("80F2000C00"), default);
        await terminal.ServeAsync();
        Assert.That(told, Is.EqualTo(new[] { "MORE TIME 00", "REFRESH 00" }));
        Assert.That(card.Commands, Has.Exactly(1).EqualTo("reset"));
    }

    [Test]
    public async Task A_card_that_never_ends_does_not_hold_the_terminal()
    {
        string[] endless = [.. Enumerable.Repeat(new[] { MoreTime + "9000", "910B" }, 20).SelectMany(two => two)];
        ScriptedUicc card = new(["9000", "910B", .. endless]);
        await using UiccTerminal terminal = new(card, new() { MaximumCommands = 3 });
        await terminal.TransmitAsync(Octets.FromHex("80F2000C00"), default);
        Assert.That(await terminal.ServeAsync(), Has.Count.EqualTo(3));
        Assert.That(terminal.HasProactiveCommand, Is.False);
    }

    [Test]
    public async Task An_answer_without_a_status_word_is_malformed()
    {
        await using UiccTerminal terminal = new(new ScriptedUicc("9000", "90"));
        await Assert.ThrowsAsync<MalformedResponseException>(async () => await terminal.TransmitAsync(Octets.FromHex("80F2000C00"), default));
    }
}
