using System.Text.Json;
using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Testing;

namespace EuiccSim.EndToEnd.Tests.Cli;

/// <summary>What follows a change of profiles: the servers are told, a person was asked, and each step shows.</summary>
internal sealed class ProfileChangeVerbTests
{
    private static string Iccid => Packages.FirstIccid.Digits;

    [Test]
    public async Task Servers_are_told_of_what_was_done_and_of_nothing_else()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        using Terminal terminal = new(world);
        await terminal.MakeCardAsync();
        await terminal.JsonAsync($"lpa download {await world.OrderCodeAsync()}");
        JsonElement waiting = await terminal.JsonAsync($"lpa enable {Iccid} --no-notifications");
        Assert.That((waiting.GetProperty("notificationsDelivered").GetBoolean(), Events(waiting)), Is.EqualTo((false, "")));
        JsonElement disabled = await terminal.JsonAsync($"lpa disable {Iccid}");
        Assert.That((disabled.GetProperty("notificationsDelivered").GetBoolean(), Events(disabled)), Is.EqualTo((true, "disable")));
        JsonElement deleted = await terminal.JsonAsync($"lpa delete {Iccid}");
        Assert.That((deleted.GetProperty("notificationsDelivered").GetBoolean(), Events(deleted)), Is.EqualTo((true, "delete")));
        Assert.That(Events(await terminal.JsonAsync("lpa notifications")), Is.EqualTo("enable"), "what waited before, waits");
    }

    [Test]
    public async Task Enabling_one_tells_the_server_of_the_other_too()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        using Terminal terminal = new(world);
        await terminal.MakeCardAsync();
        await terminal.JsonAsync($"lpa download {await world.OrderCodeAsync()} --enable");
        await terminal.JsonAsync($"lpa download {await world.OrderCodeAsync(Packages.Number(2))}");
        JsonElement enabled = await terminal.JsonAsync($"lpa enable {Packages.IccidNumber(2)}");
        Assert.That(Events(enabled), Is.EqualTo("disable, enable"));
        Assert.That(Events(await terminal.JsonAsync("lpa notifications")), Is.Empty);
    }

    [Test]
    public async Task A_server_that_cannot_be_told_is_a_warning_and_the_exit_code_is_that_of_the_operation()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        using Terminal terminal = new(world);
        string card = terminal.PathOf("my card.json");
        await terminal.JsonAsync($"card create --pki {terminal.Pki}", 0, card);
        await terminal.JsonAsync($"lpa download {await world.OrderCodeAsync()} --card", 0, card);
        terminal.Servers = () => new NoServer();
        Terminal.Run enabled = await terminal.RunAsync("lpa", "enable", Iccid, "--card", card);
        Assert.That(enabled.ExitCode, Is.Zero, enabled.ToString());
        Assert.That(enabled.Error, Does.Contain("Warning: The notification").And.Contain("stays on the card: nobody there"));
        Assert.That(enabled.Error, Does.Contain($"'euiccsim lpa notifications send --card \"{card}\"' tries again."), "with the words that a shell takes");
        JsonElement disabled = await terminal.JsonAsync($"lpa disable {Iccid} --card", 0, card);
        Assert.That((disabled.GetProperty("notificationsDelivered").GetBoolean(), Events(disabled)), Is.EqualTo((false, "disable")));
        Assert.That(disabled.GetProperty("notifications")[0].GetProperty("fault").GetString(), Is.EqualTo("nobody there"));
        Assert.That(Events(await terminal.JsonAsync("lpa notifications --card", 0, card)), Is.EqualTo("enable, disable"));
    }

    [Test]
    public async Task A_download_that_tells_nobody_leaves_it_on_the_card()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        using Terminal terminal = new(world);
        await terminal.MakeCardAsync();
        JsonElement installed = await terminal.JsonAsync($"lpa download {await world.OrderCodeAsync()} --no-notifications");
        Assert.That((installed.GetProperty("notificationsDelivered").GetBoolean(), Events(installed)), Is.EqualTo((false, "install")));
        Assert.That(installed.GetProperty("notifications")[0].GetProperty("delivered").GetBoolean(), Is.False);
        Assert.That(Events(await terminal.JsonAsync("lpa notifications")), Is.EqualTo("install"));
        await terminal.JsonAsync("lpa notifications send");
    }

    [Test]
    public async Task A_download_can_name_and_enable_what_it_installed()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        using Terminal terminal = new(world);
        await terminal.MakeCardAsync();
        JsonElement installed = await terminal.JsonAsync($"lpa download {await world.OrderCodeAsync()} --enable --nickname", 0, "my line");
        Assert.That((installed.GetProperty("nickname").GetString(), installed.GetProperty("enabled").GetBoolean()), Is.EqualTo(("my line", true)));
        Assert.That((installed.GetProperty("notificationsDelivered").GetBoolean(), Events(installed)), Is.EqualTo((true, "install, enable")));
        JsonElement profile = (await terminal.JsonAsync("lpa list")).GetProperty("profiles")[0];
        Assert.That((profile.GetProperty("state").GetString(), profile.GetProperty("nickname").GetString()), Is.EqualTo(("enabled", "my line")));
    }

    [Test]
    public async Task A_profile_that_cannot_be_enabled_is_installed_all_the_same()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        using Terminal terminal = new(world);
        // disallowedByPolicy to EnableProfile.
        await using ServedCard card = new(world.Device.Connection, command => command.Ins == 0xE2 && command.Data.Length > 1 && command.Data[0] == 0xBF
            && command.Data[1] == 0x31 ? new(Octets.FromHex("BF3103800103")) : null);
        JsonElement refused = await terminal.JsonAsync($"lpa download {await world.OrderCodeAsync()} --tcp {card.Address} --enable --nickname", 1, "my line");
        Assert.That(refused.GetProperty("error").GetProperty("name").GetString(), Is.EqualTo("disallowedByPolicy"));
        Assert.That((refused.GetProperty("iccid").GetString(), refused.GetProperty("enabled").GetBoolean()), Is.EqualTo((Iccid, false)));
        Assert.That((refused.GetProperty("nickname").GetString(), Events(refused)), Is.EqualTo(("my line", "install")));
        Assert.That(world.Device.Profiles, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_nickname_that_is_too_long_is_said_before_anything_is_installed()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        using Terminal terminal = new(world);
        await terminal.MakeCardAsync();
        await terminal.JsonAsync($"lpa download {await world.OrderCodeAsync()} --nickname {new string('x', 65)}", 2);
        Assert.That((await terminal.JsonAsync("lpa list")).GetProperty("profiles").GetArrayLength(), Is.Zero);
    }

    [TestCase("n", "", 1, 1)]
    [TestCase("", "", 1, 1)]
    [TestCase("y", "", 0, 0)]
    [TestCase("n", "--yes", 0, 0)]
    [TestCase(null, "", 0, 0, Description = "nobody is there: who called it has decided")]
    public async Task A_person_is_asked_before_a_profile_is_deleted(string? typed, string option, int exitCode, int left)
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        using Terminal terminal = new(world);
        await terminal.MakeCardAsync();
        await terminal.JsonAsync($"lpa download {await world.OrderCodeAsync()}");
        terminal.Typed = typed;
        Terminal.Run run = await terminal.RunAsync(["lpa", "delete", Iccid, .. option.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.That(run.ExitCode, Is.EqualTo(exitCode), run.ToString());
        bool isAsked = typed is not null && option.Length == 0;
        Assert.That(run.Error.Contains($"This deletes {Iccid} (\"End to end\" of \"EuiccSim\") for good. Go on? [y/N]", StringComparison.Ordinal), Is.EqualTo(isAsked), run.ToString());
        if (exitCode != 0) Assert.That(run.Error, Does.Contain("rejectedByUser: Nothing was deleted."));
        Assert.That((await terminal.JsonAsync("lpa list")).GetProperty("profiles").GetArrayLength(), Is.EqualTo(left));
    }

    [TestCase("n", "", 1, 1)]
    [TestCase("y", "", 0, 0)]
    [TestCase("n", "-y", 0, 0)]
    [TestCase(null, "", 0, 0)]
    public async Task A_person_is_asked_before_a_card_is_reset(string? typed, string option, int exitCode, int left)
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        using Terminal terminal = new(world);
        string card = terminal.PathOf("card.json");
        await terminal.JsonAsync($"card create --pki {terminal.Pki}", 0, card);
        await terminal.JsonAsync($"lpa download {await world.OrderCodeAsync()} --card", 0, card);
        terminal.Typed = typed;
        Terminal.Run run = await terminal.RunAsync(["card", "reset", card, .. option.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.That(run.ExitCode, Is.EqualTo(exitCode), run.ToString());
        Assert.That(run.Error.Contains("Go on? [y/N]", StringComparison.Ordinal), Is.EqualTo(typed is not null && option.Length == 0), run.ToString());
        Assert.That((await terminal.JsonAsync("lpa list --card", 0, card)).GetProperty("profiles").GetArrayLength(), Is.EqualTo(left));
    }

    [Test]
    public async Task Steps_are_lines_among_the_messages_and_the_result_stays_alone()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        using Terminal terminal = new(world);
        await terminal.MakeCardAsync();
        Terminal.Run run = await terminal.RunAsync("lpa", "download", (await world.OrderCodeAsync()).ToString());
        Assert.That(run.Output.Trim().Split('\n'), Has.Length.EqualTo(1), run.Output);
        string[] lines = run.Error.Trim().Split(Environment.NewLine);
        Assert.That(lines, Does.Contain("get euicc challenge …").And.Contain("load bound profile package …").And.Contain("handle notification …"));
        Assert.That(lines, Is.Unique);
        Assert.That(run.Error, Does.Not.Contain("\r[").And.Not.Contain("Installing ["), "no bar where there is no screen");
    }

    [Test]
    public async Task On_a_screen_a_bar_moves_on_a_line_of_its_own_and_the_result_stays_alone_all_the_same()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        using Terminal terminal = new(world) { IsScreen = true };
        await terminal.MakeCardAsync();
        Terminal.Run run = await terminal.RunAsync("lpa", "download", (await world.OrderCodeAsync()).ToString());
        Assert.That(run.Output.Trim().Split('\n'), Has.Length.EqualTo(1), run.Output);
        Assert.That(run.Error, Does.Contain($"\rInstalling [####################] 100 %{Environment.NewLine}handle notification …{Environment.NewLine}"));
        JsonElement json = await terminal.JsonAsync($"lpa download {await world.OrderCodeAsync(Packages.Number(2))}");
        Assert.That(json.GetProperty("enabled").GetBoolean(), Is.False);
    }

    private static string Events(JsonElement result) =>
        string.Join(", ", result.GetProperty("notifications").EnumerateArray().Select(one => one.GetProperty("operation").GetString()));

    private sealed class NoServer : IEs9Transport
    {
        public Task<Es9HttpResponse> PostAsync(string serverAddress, string function, Octets request, CancellationToken cancellationToken) =>
            throw new Es9TransportException("nobody there");
    }
}
