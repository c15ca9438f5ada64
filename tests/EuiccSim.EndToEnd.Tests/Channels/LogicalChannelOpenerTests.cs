using EuiccSim.Card;
using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Lpa.Channels;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Testing;

namespace EuiccSim.EndToEnd.Tests.Channels;

/// <summary>The client's logical channels on the virtual card.</summary>
public sealed class LogicalChannelOpenerTests
{
    private static readonly CommandApdu Unknown = new(0x80, 0xCC, 0x00, 0x00, ne: 256);

    [TestCase(false)]
    [TestCase(true)]
    public async Task Channel_is_opened_used_and_closed(bool t0)
    {
        await using EsimWorld world = await WorldAsync(new() { ShapesAsT0 = t0 });
        IApplicationChannel channel = await new LogicalChannelOpener(world.Device.Connection).OpenAsync(Aid.Ecasd, default);
        Assert.That(((LogicalChannel)channel).SelectResponse.ToString(), Does.StartWith("6F188410" + Aid.Ecasd));
        Assert.That((await channel.TransmitAsync(Unknown, default)).Status, Is.EqualTo(StatusWord.InstructionNotSupported));
        await channel.DisposeAsync();
        await channel.DisposeAsync();

        Assert.That(CommandsOf(world)[0], Is.EqualTo("0070000001"));
        Assert.That(CommandsOf(world)[1], Is.EqualTo($"01A4040010{Aid.Ecasd}00"));
        if (t0) Assert.That(CommandsOf(world)[2], Is.EqualTo("01C000001A"));
        Assert.That(CommandsOf(world)[^2], Is.EqualTo("81CC000000"));
        Assert.That(CommandsOf(world)[^1], Is.EqualTo("00708001"));
    }

    [Test]
    public async Task Channels_above_three_use_the_other_class()
    {
        await using EsimWorld world = await WorldAsync(new());
        LogicalChannelOpener opener = new(world.Device.Connection);
        for (int i = 1; i <= 4; i++) await opener.OpenAsync(Aid.Ecasd, default);
        Assert.That(CommandsOf(world)[^1], Does.StartWith("40A40400"));
    }

    [Test]
    public async Task Unknown_application_is_refused_and_its_channel_closed()
    {
        await using EsimWorld world = await WorldAsync(new());
        CardException? refusal = await Assert.ThrowsAsync<CardException>(
            async () => await new LogicalChannelOpener(world.Device.Connection).OpenAsync(Aid.FromHex("A000000099"), default));
        Assert.That(refusal!.Status, Is.EqualTo(StatusWord.FileNotFound));
        Assert.That(CommandsOf(world)[^1], Is.EqualTo("00708001"));
    }

    [Test]
    public async Task No_free_channel()
    {
        await using EsimWorld world = await WorldAsync(new() { ChannelCount = 1 });
        CardException? refusal = await Assert.ThrowsAsync<CardException>(
            async () => await new LogicalChannelOpener(world.Device.Connection).OpenAsync(Aid.Ecasd, default));
        Assert.That(refusal!.Status, Is.EqualTo(StatusWord.FunctionNotSupported));
    }

    [Test]
    public async Task Wrong_Le_is_repeated_with_the_right_one()
    {
        await using EsimWorld world = await WorldAsync(new() { ShapesAsT0 = true });
        ResponseApdu status = await ApduExchange.SendAsync(world.Device.Connection, new(0x80, 0xF2, 0, 0, ne: 256), ChannelNumber.Basic, default);
        Assert.That(status.Status, Is.EqualTo(StatusWord.Ok));
        Assert.That(status.Data.ToString(), Does.StartWith("6218"));
        Assert.That(CommandsOf(world), Is.EqualTo(new[] { "80F2000000", "80F200001A" }));
    }

    private static async Task<EsimWorld> WorldAsync(Personality personality) => await TestWorld.CreateAsync(new() { Card = new() { Personality = personality } });

    private static string[] CommandsOf(EsimWorld world) => [.. world.Events.Apdus.Select(apdu => apdu.Command.ToString())];
}
