using System.Text.Json;
using EuiccSim.EndToEnd.Tests.Cli.Pages;
using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Testing;

namespace EuiccSim.EndToEnd.Tests.Cli;

/// <summary>Verbs on cards that take less than others: what is done by itself, what an option does, and what is said otherwise.</summary>
internal sealed class CardQuirkTests
{
    private const string OtherAid = "A0000005591010000000008900000300";
    private const byte Select = 0xA4, StoreData = 0xE2, ManageChannel = 0x70;

    [Test, Says("noEuicc")]
    public async Task An_ISD_R_under_another_AID_is_found_by_its_name()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        using Terminal terminal = new(world);
        await using ServedCard card = new(world.Device.Connection, command => IsSelect(command, Aid.IsdR.ToString()) ? new(StatusWord.FileNotFound) : null);
        card.Odd.Means = command => IsSelect(command, OtherAid) ? new(command.Cla, command.Ins, command.P1, command.P2, Aid.IsdR.Value, command.Ne) : command;
        JsonElement error = (await terminal.JsonAsync($"lpa info --tcp {card.Address}", 1)).GetProperty("error");
        Assert.That((error.GetProperty("name").GetString(), error.GetProperty("code").GetString()), Is.EqualTo(("noEuicc", "6A82")));
        Assert.That(error.GetProperty("message").GetString(), Does.Contain("There is no eUICC here").And.Contain("another AID").And.Contain("--aid"));
        JsonElement info = await terminal.JsonAsync($"lpa info --tcp {card.Address} --aid {OtherAid}");
        Assert.That(info.GetProperty("eid").GetString(), Is.EqualTo(world.Device.Eid.Digits));
    }

    [TestCase("--aid A0")]
    [TestCase("--aid nonsense")]
    [TestCase("--block-size 0")]
    [TestCase("--block-size 256")]
    [TestCase("--block-size many")]
    public async Task Options_that_mean_nothing_are_said(string option)
    {
        using Terminal terminal = new();
        JsonElement error = (await terminal.JsonAsync($"lpa info {option}", 2)).GetProperty("error");
        Assert.That(error.GetProperty("message").GetString(), Does.Contain(option.Split(' ')[0]).Or.Contain(option.Split(' ')[1]));
    }

    [TestCase("6700")]
    [TestCase("6A80")]
    [TestCase("6601")]
    public async Task A_card_that_takes_120_octets_at_once_is_served(string status)
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        using Terminal terminal = new(world);
        await using ServedCard card = new(
            world.Device.Connection, command => command.Ins == StoreData && command.Data.Length > 120 ? new(new StatusWord(Convert.ToUInt16(status, 16))) : null);
        string code = (await world.OrderCodeAsync()).ToString();
        JsonElement installed = await terminal.JsonAsync($"lpa download {code} --tcp {card.Address}");
        Assert.That(installed.GetProperty("iccid").GetString(), Is.EqualTo(Packages.FirstIccid.Digits));
    }

    [Test]
    public async Task A_card_that_takes_fewer_still_is_told_by_the_message_and_served_by_the_option()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        using Terminal terminal = new(world);
        await using ServedCard card = new(world.Device.Connection, command => command.Ins == StoreData && command.Data.Length > 60 ? new(StatusWord.WrongLength) : null);
        string code = (await world.OrderCodeAsync()).ToString();
        JsonElement error = (await terminal.JsonAsync($"lpa download {code} --tcp {card.Address}", 1)).GetProperty("error");
        Assert.That(error.GetProperty("code").GetString(), Is.EqualTo("6700"));
        Assert.That(error.GetProperty("message").GetString(), Does.Contain("may not take 120 octets at once").And.Contain("--block-size 60"));
        JsonElement installed = await terminal.JsonAsync($"lpa download {code} --tcp {card.Address} --block-size 60");
        Assert.That(installed.GetProperty("iccid").GetString(), Is.EqualTo(Packages.FirstIccid.Digits));
    }

    [TestCase("6881")]
    [TestCase("6D00")]
    public async Task A_card_without_logical_channels_has_a_life_on_its_basic_one(string status)
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        using Terminal terminal = new(world);
        await using ServedCard card = new(
            world.Device.Connection, command => command.Ins == ManageChannel ? new(new StatusWord(Convert.ToUInt16(status, 16))) : null);
        string target = $"--tcp {card.Address}";
        await terminal.JsonAsync($"lpa download {await world.OrderCodeAsync()} {target}");
        await terminal.JsonAsync($"lpa enable {Packages.FirstIccid} {target}");
        Assert.That((await terminal.JsonAsync($"lpa list {target}")).GetProperty("profiles")[0].GetProperty("state").GetString(), Is.EqualTo("enabled"));
        JsonElement imsi = await terminal.JsonAsync($"uicc read 3F00/2FE2 {target}");
        Assert.That(imsi.GetProperty("ok").GetBoolean());
    }

    [Test]
    public async Task A_card_that_takes_no_Le_is_asked_without()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        using Terminal terminal = new(world);
        // Without Le, the answer is announced, as under T=0.
        string file = terminal.PathOf("card.json");
        await terminal.JsonAsync($"card create --pki {terminal.Pki} --personality t0", 0, file);
        using var store = EuiccSim.Card.Store.FileCardStore.Open(file);
        await using EuiccSim.Card.CardConnection image = new(EuiccSim.Card.VirtualEuicc.Load(new(world.Time, new SeededRandom("card")), new() { Store = store }));
        await using ServedCard card = new(image, command => command.Ins is StoreData or Select && command.Ne > 0 ? new(StatusWord.WrongLength) : null);
        JsonElement installed = await terminal.JsonAsync($"lpa download {await world.OrderCodeAsync()} --tcp {card.Address}");
        Assert.That(installed.GetProperty("iccid").GetString(), Is.EqualTo(Packages.FirstIccid.Digits));
        Assert.That(card.Odd.Commands.Count(one => one[2..4] == "E2" && CommandApdu.Parse(Octets.FromHex(one)).Ne > 0), Is.EqualTo(1), "it is asked once");
    }

    [Test, Says("channelLost")]
    public async Task A_card_that_another_program_resets_has_lost_the_channel()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        using Terminal terminal = new(world);
        int commands = 0;
        await using ServedCard card = new(world.Device.Connection, command =>
        {
            if (command.Ins == StoreData && ++commands == 2) world.Device.Connection.ResetAsync(default).AsTask().Wait();
            return null;
        });
        JsonElement error = (await terminal.JsonAsync($"lpa info --tcp {card.Address}", 1)).GetProperty("error");
        Assert.That(error.GetProperty("name").GetString(), Is.EqualTo("channelLost"));
        Assert.That(error.GetProperty("message").GetString(), Does.Contain("the card was reset meanwhile").And.Contain("another program"));
    }

    [Test]
    public async Task A_card_that_refuses_the_refreshFlag_is_asked_without_it()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        using Terminal terminal = new(world);
        // catBusy to refreshFlag FF.
        await using ServedCard card = new(world.Device.Connection, command => command.Ins == StoreData && command.Data.ToString() is { } data
            && data.StartsWith("BF31", StringComparison.Ordinal) && data.EndsWith("8101FF", StringComparison.Ordinal) ? new(Octets.FromHex("BF3103800105")) : null);
        string target = $"--tcp {card.Address}";
        await terminal.JsonAsync($"lpa download {await world.OrderCodeAsync()} {target}");
        JsonElement refused = await terminal.JsonAsync($"lpa enable {Packages.FirstIccid} --refresh on {target}", 1);
        Assert.That(refused.GetProperty("error").GetProperty("name").GetString(), Is.EqualTo("catBusy"));
        JsonElement enabled = await terminal.JsonAsync($"lpa enable {Packages.FirstIccid} {target}");
        Assert.That((enabled.GetProperty("refresh").GetBoolean(), enabled.GetProperty("notificationsDelivered").GetBoolean()), Is.EqualTo((false, true)));
        Assert.That((await terminal.JsonAsync($"lpa disable {Packages.FirstIccid} {target}")).GetProperty("refresh").GetBoolean(), Is.True);
        Assert.That((await terminal.JsonAsync($"lpa enable {Packages.FirstIccid} --refresh off {target}")).GetProperty("refresh").GetBoolean(), Is.False);
    }

    private static bool IsSelect(CommandApdu command, string aid) => command.Ins == Select && command.Data.ToString() == aid;
}
