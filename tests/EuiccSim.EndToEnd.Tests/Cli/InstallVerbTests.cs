using System.Text.Json;
using EuiccSim.EndToEnd.Tests.Cli.Pages;
using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Testing;

namespace EuiccSim.EndToEnd.Tests.Cli;

/// <summary>A package onto a card without a server elsewhere, and the card of a demonstration that is kept.</summary>
internal sealed class InstallVerbTests
{
    [Test]
    public async Task A_package_goes_onto_the_own_card_at_once()
    {
        using Terminal terminal = new();
        string file = Package(terminal);
        JsonElement installed = await terminal.JsonAsync($"lpa install {file} --enable --nickname lab");
        Assert.That(
            (installed.GetProperty("iccid").GetString(), installed.GetProperty("enabled").GetBoolean(), installed.GetProperty("notificationsDelivered").GetBoolean()),
            Is.EqualTo((Packages.FirstIccid.Digits, true, true)));
        JsonElement profile = (await terminal.JsonAsync("lpa list")).GetProperty("profiles")[0];
        Assert.That((profile.GetProperty("state").GetString(), profile.GetProperty("nickname").GetString()), Is.EqualTo(("enabled", "lab")));
        JsonElement disabled = await terminal.JsonAsync("lpa disable lab");
        Assert.That(disabled.GetProperty("notificationsDelivered").GetBoolean(), "it tells nobody, as its server has ended");
        Assert.That((await terminal.JsonAsync("lpa notifications")).GetProperty("notifications").GetArrayLength(), Is.Zero);
    }

    /// <summary>The server ends with the verb: what it was not told, it never will be.</summary>
    [Test]
    public async Task A_notification_that_no_server_can_take_is_told_with_the_command_that_removes_it()
    {
        using Terminal terminal = new();
        string card = terminal.PathOf("my card.json"), file = Package(terminal);
        await terminal.RunAsync("card", "create", card);
        Terminal.Run installed = await terminal.RunAsync("lpa", "install", file, "--card", card, "--no-notifications", "--timeout", "20");
        const string Told = "The notification 1 stays on the card, and no server can ever take it: the one of this installation has ended. ";
        Assert.That(installed.Output, Does.Contain($"{Told}'euiccsim lpa notifications remove 1 --card \"{card}\"' takes it off the card."), installed.ToString());
        await RunAsync(terminal, installed.Output[installed.Output.IndexOf(Told, StringComparison.Ordinal)..]);
        JsonElement left = JsonDocument.Parse((await terminal.RunAsync("lpa", "notifications", "--card", card, "--json")).Output).RootElement;
        Assert.That(left.GetProperty("notifications").GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task It_is_told_also_where_the_card_refuses_and_to_a_program()
    {
        using Terminal terminal = new();
        string file = Package(terminal);
        Assert.That((await terminal.JsonAsync($"lpa install {file} --no-notifications")).GetProperty("advice").GetString(), Does.Contain("'euiccsim lpa notifications remove 1' takes it off"));
        Terminal.Run again = await terminal.RunAsync("lpa", "install", file, "--no-notifications");
        Assert.That(again.Error, Does.Contain("The notification 2 stays on the card"));
        Assert.That((await terminal.JsonAsync("lpa notifications send", 2)).GetProperty("error").GetProperty("message").GetString(), Does.Contain("'euiccsim lpa notifications remove 1 2' takes them off"));
    }

    /// <summary>Runs the command that stands between single quotes.</summary>
    private static async Task RunAsync(Terminal terminal, string told)
    {
        string[] words = [.. System.CommandLine.Parsing.CommandLineParser.SplitCommandLine(told.Split('\'')[1])];
        Assert.That((await terminal.RunAsync(words[1..])).ExitCode, Is.Zero);
    }

    [Test, Says("ciUnknown")]
    public async Task A_card_under_another_CI_is_told_in_words()
    {
        using Terminal terminal = new();
        string card = terminal.PathOf("card.json"), file = Package(terminal);
        await terminal.JsonAsync($"card create {card} --pki {terminal.Pki}");
        JsonElement error = (await terminal.JsonAsync($"lpa install {file} --card {card}", 2)).GetProperty("error");
        Assert.That(error.GetProperty("name").GetString(), Is.EqualTo("ciUnknown"));
        Assert.That(error.GetProperty("message").GetString(), Does.StartWith("The card trusts the CI ").And.Contain("--pki names certificates"));
        JsonElement installed = await terminal.JsonAsync($"lpa install {file} --card {card} --pki {terminal.Pki}");
        Assert.That(installed.GetProperty("iccid").GetString(), Is.EqualTo(Packages.FirstIccid.Digits));
    }

    [TestCase("brainpool")]
    [TestCase("both")]
    public async Task A_card_of_the_other_curve_takes_it_too(string curve)
    {
        using Terminal terminal = new();
        string card = terminal.PathOf("card.json");
        await terminal.JsonAsync($"card create {card} --curve {curve}");
        await terminal.JsonAsync($"lpa install {Package(terminal)} --card {card}");
    }

    [Test]
    public async Task What_is_on_the_card_already_is_a_no_of_the_card()
    {
        using Terminal terminal = new();
        string file = Package(terminal);
        await terminal.JsonAsync($"lpa install {file}");
        await terminal.JsonAsync($"lpa install {file}", 1);
    }

    [Test]
    public async Task What_is_no_package_is_said_before_the_card_is_touched()
    {
        using Terminal terminal = new();
        string file = terminal.PathOf("junk.der");
        await File.WriteAllTextAsync(file, "junk");
        await terminal.JsonAsync($"lpa install {file}", 2);
        await terminal.JsonAsync($"lpa install {terminal.PathOf("nowhere.der")}", 2);
    }

    [Test]
    public async Task The_card_of_a_demonstration_is_kept_with_its_profile_enabled()
    {
        using Terminal terminal = new();
        string card = terminal.PathOf("demo card.json");
        JsonElement demo = await terminal.JsonAsync("demo --keep", 0, card);
        Assert.That(demo.GetProperty("kept").GetString(), Is.EqualTo(card));
        JsonElement profile = (await terminal.JsonAsync("lpa list --card", 0, card)).GetProperty("profiles")[0];
        Assert.That(
            (profile.GetProperty("iccid").GetString(), profile.GetProperty("state").GetString()), Is.EqualTo((demo.GetProperty("iccid").GetString(), "enabled")));
        Assert.That((await terminal.JsonAsync("lpa notifications --card", 0, card)).GetProperty("notifications").GetArrayLength(), Is.Zero);
        // The CI's keys are the user's own, so that more can be installed.
        await terminal.JsonAsync($"lpa install {Package(terminal)} --card", 0, card);
        JsonElement again = (await terminal.JsonAsync("demo --keep", 2, card)).GetProperty("error");
        Assert.That(again.GetProperty("name").GetString(), Is.EqualTo("exists"));
        Assert.That((await terminal.JsonAsync("lpa list --card", 0, card)).GetProperty("profiles").GetArrayLength(), Is.EqualTo(2), "nothing was overwritten");
        Terminal.Run forced = await terminal.RunAsync("demo", "--force", "--keep", card);
        Assert.That((forced.ExitCode, forced.Output), Is.EqualTo((0, forced.Output)), forced.ToString());
        Assert.That(forced.Output, Does.Contain($"The card is kept in {card}, as it was before the profile was disabled"));
        Assert.That(forced.Output, Does.Contain($"Its server has ended").And.Contain($"'euiccsim lpa notifications remove --all --card \"{card}\"'").And.Not.Contain("No other profile"));
        Assert.That(forced.Error, Does.Contain("authenticate …").And.Contain("deliver notifications …"));
        Assert.That((await terminal.JsonAsync("lpa list --card", 0, card)).GetProperty("profiles").GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    public async Task The_card_of_a_seed_takes_no_other_profile_and_that_is_told()
    {
        using Terminal terminal = new();
        string card = terminal.PathOf("card.json");
        Assert.That((await terminal.JsonAsync($"demo --seed 1 --keep {card}")).GetProperty("advice").GetString(), Does.Contain("No other profile can be installed: the card trusts a CI that was drawn for --seed"));
        await terminal.JsonAsync($"lpa install {Package(terminal)} --card {card}", 2);
        Terminal.Run again = await terminal.RunAsync("demo", "--seed", "1", "--keep", card);
        Assert.That((again.ExitCode, again.Output), Is.EqualTo((2, "")), "no table of nothing");
    }

    private static string Package(Terminal terminal)
    {
        string file = terminal.PathOf("package.der");
        File.WriteAllBytes(file, Packages.Number(1).Package.ToArray());
        return file;
    }
}
