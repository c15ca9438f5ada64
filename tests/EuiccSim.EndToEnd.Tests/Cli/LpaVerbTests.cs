using System.Text.Json;
using EuiccSim.EndToEnd.Tests.Cli.Pages;
using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Testing;

namespace EuiccSim.EndToEnd.Tests.Cli;

/// <summary>The verbs that manage profiles, each a run of its own, on a card image.</summary>
public sealed class LpaVerbTests
{
    private const string Iccid = "89882119900000000001";

    [Test]
    public async Task A_fresh_machine_has_a_card_after_the_first_verb()
    {
        using Terminal terminal = new();
        Terminal.Run first = await terminal.RunAsync("lpa", "info");
        Assert.That(first.ExitCode, Is.Zero, first.Error);
        Assert.That(first.Error, Is.EqualTo($"Made a card: {Path.Combine(terminal.DataFolder, "card.json")}{Environment.NewLine}"));
        Assert.That(first.Output, Does.Contain("89049032123451234512345678901235"));
        Terminal.Run second = await terminal.RunAsync("lpa", "info");
        Assert.That((second.Output, second.Error), Is.EqualTo((first.Output, "")));
        Assert.That(Directory.GetDirectories(terminal.DataFolder).Select(Path.GetFileName), Is.EqualTo(new[] { "pki" }));
    }

    [Test]
    public async Task Info_has_the_names_of_the_standard()
    {
        using Terminal terminal = new();
        JsonElement info = await terminal.JsonAsync("lpa info");
        Assert.That(info.EnumerateObject().Select(member => member.Name), Is.EqualTo(new[] { "event", "ok", "eid", "defaultDp", "rootDs", "euiccInfo2" }));
        JsonElement euiccInfo2 = info.GetProperty("euiccInfo2");
        Assert.That(euiccInfo2.GetProperty("svn").GetString(), Is.EqualTo("2.5.0"));
        Assert.That(euiccInfo2.GetProperty("sasAcreditationNumber").GetString(), Is.EqualTo("EUICCSIM-TEST"));
        Assert.That(euiccInfo2.GetProperty("extCardResource").GetProperty("freeNonVolatileMemory").GetInt64(), Is.EqualTo(1 << 20));
        Assert.That(Texts(euiccInfo2.GetProperty("rspCapability")), Is.EqualTo(new[] { "additionalProfile", "crlSupport", "testProfileSupport" }));
        Assert.That(Texts(euiccInfo2.GetProperty("uiccCapability")), Does.Contain("usimSupport").And.Contain("profile-a-x25519"));
        Assert.That(Texts(euiccInfo2.GetProperty("euiccCiPKIdListForSigning")), Has.Length.EqualTo(1));
    }

    /// <summary>Ctrl-C while the server is being told: what is done is done, and said; the exit code is that of what was given up.</summary>
    [Says("cancelled")]
    [TestCase("lpa download {code}", "Installed ")]
    [TestCase("lpa download {code} --enable", "Installed ")]
    [TestCase("lpa enable {iccid}", "Enabled ")]
    public async Task Who_gives_up_while_a_server_is_told_is_told_what_is_done(string words, string said)
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        using Terminal terminal = new(world);
        await terminal.MakeCardAsync();
        string code = (await world.OrderCodeAsync()).ToString();
        if (words.Contains("enable {", StringComparison.Ordinal)) await terminal.JsonAsync($"lpa download LPA:{code}");
        using CancellationTokenSource end = new();
        terminal.Servers = () => new Deaf(world.Net, end);
        string[] args = words.Replace("{code}", $"LPA:{code}", StringComparison.Ordinal).Replace("{iccid}", Iccid, StringComparison.Ordinal).Split(' ');
        Terminal.Run run = await terminal.RunAsync(args, new StringWriter(), end.Token);
        Assert.That((run.ExitCode, run.Output), Is.EqualTo((130, run.Output)), run.ToString());
        Assert.That(run.Output, Does.StartWith(said), run.ToString());
        Assert.That(run.Error, Does.Contain("given up.").And.Contain("cancelled: Given up"));
    }

    /// <summary>A server that never answers to a notification, during which somebody gives up.</summary>
    private sealed class Deaf(IEs9Transport server, CancellationTokenSource end) : IEs9Transport
    {
        public async Task<Es9HttpResponse> PostAsync(string serverAddress, string function, Octets request, CancellationToken cancellationToken)
        {
            if (function != "handleNotification") return await server.PostAsync(serverAddress, function, request, cancellationToken);
            await end.CancelAsync();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new System.Diagnostics.UnreachableException();
        }
    }

    [Test]
    public async Task A_profile_goes_through_its_life_in_one_run_for_each_step()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        using Terminal terminal = new(world);
        await terminal.MakeCardAsync();
        JsonElement installed = await terminal.JsonAsync($"lpa download LPA:{await world.OrderCodeAsync()}");
        Assert.That(installed.GetProperty("iccid").GetString(), Is.EqualTo(Iccid));
        Assert.That(installed.GetProperty("notificationsDelivered").GetBoolean());
        await ExpectListAsync(terminal, "disabled", null);

        Assert.That((await terminal.JsonAsync("lpa nickname " + Iccid, 0, "My [red]phone")).GetProperty("aid").GetString(), Does.StartWith("A000000559"));
        await ExpectListAsync(terminal, "disabled", "My [red]phone");
        await terminal.JsonAsync("lpa enable --no-notifications", 0, "My [red]phone");
        await ExpectListAsync(terminal, "enabled", "My [red]phone");
        Terminal.Run list = await terminal.RunAsync("lpa", "list");
        Assert.That(list.Output, Does.Contain("My [red]phone").And.Contain("enabled").And.Not.Contain("\u001b"));

        JsonElement refused = await terminal.JsonAsync("lpa enable " + Iccid, 1);
        Assert.That(refused.GetProperty("error").GetProperty("name").GetString(), Is.EqualTo("profileNotInDisabledState"));
        Assert.That((await terminal.JsonAsync("lpa delete " + Iccid, 1)).GetProperty("error").GetProperty("name").GetString(), Is.EqualTo("profileNotInDisabledState"));
        await terminal.JsonAsync("lpa disable A0000005591010FFFFFFFF8900001000 --no-notifications");
        await terminal.JsonAsync("lpa delete --no-notifications " + Iccid);
        Assert.That((await terminal.JsonAsync("lpa list")).GetProperty("profiles").GetArrayLength(), Is.Zero);

        JsonElement waiting = await terminal.JsonAsync("lpa notifications");
        Assert.That(Events(waiting, "notifications"), Is.EqualTo(new[] { "enable", "disable", "delete" }));
        Assert.That(Events(await terminal.JsonAsync("lpa notifications list"), "notifications"), Is.EqualTo(new[] { "enable", "disable", "delete" }));
        JsonElement sent = await terminal.JsonAsync($"lpa notifications send {waiting.GetProperty("notifications")[1].GetProperty("seqNumber")}");
        Assert.That(Events(sent, "notifications"), Is.EqualTo(new[] { "disable" }));
        JsonElement removed = await terminal.JsonAsync($"lpa notifications remove {waiting.GetProperty("notifications")[2].GetProperty("seqNumber")}");
        Assert.That(Events(removed, "removed"), Is.EqualTo(new[] { "delete" }));
        Assert.That(Events(await terminal.JsonAsync("lpa notifications send"), "notifications"), Is.EqualTo(new[] { "enable" }));
        Assert.That(Events(await terminal.JsonAsync("lpa notifications"), "notifications"), Is.Empty);
    }

    [Test]
    public async Task The_list_has_the_members_that_scripts_read()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        using Terminal terminal = new(world);
        await terminal.MakeCardAsync();
        await terminal.JsonAsync($"lpa download {await world.OrderCodeAsync()}");
        Terminal.Run list = await terminal.RunAsync("lpa", "list", "--json");
        Assert.That(list.Output.TrimEnd(), Is.EqualTo(
            "{\"event\":\"result\",\"ok\":true,\"profiles\":[{\"iccid\":\"89882119900000000001\",\"aid\":\"A0000005591010FFFFFFFF8900001000\"," +
            "\"state\":\"disabled\",\"nickname\":null,\"serviceProvider\":\"EuiccSim\",\"name\":\"End to end\",\"class\":\"operational\"}]}"));
    }

    [Test]
    public async Task A_preview_installs_nothing_and_leaves_the_order_open()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        using Terminal terminal = new(world);
        await terminal.MakeCardAsync();
        string code = (await world.OrderCodeAsync()).ToString();
        JsonElement offer = await terminal.JsonAsync($"lpa download {code} --preview");
        Assert.That(offer.GetProperty("iccid").GetString(), Is.EqualTo(Iccid));
        Assert.That((await terminal.JsonAsync("lpa list")).GetProperty("profiles").GetArrayLength(), Is.Zero);
        await terminal.JsonAsync($"lpa download {code}");
    }

    [TestCase("n\n", 1, 0)]
    [TestCase("y\n", 0, 1)]
    public async Task A_person_is_asked_before_anything_is_installed(string typed, int exitCode, int profiles)
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        using Terminal terminal = new(world);
        await terminal.MakeCardAsync();
        terminal.Typed = typed;
        Terminal.Run run = await terminal.RunAsync("lpa", "download", (await world.OrderCodeAsync()).ToString());
        Assert.That(run.ExitCode, Is.EqualTo(exitCode), run.ToString());
        Assert.That(run.Error, Does.Contain("\"End to end\" of \"EuiccSim\"").And.Contain("Install it? [y/N]"));
        Assert.That((await terminal.JsonAsync("lpa list")).GetProperty("profiles").GetArrayLength(), Is.EqualTo(profiles));
    }

    [Test]
    public async Task A_confirmation_code_comes_from_the_command_line_or_from_the_person()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        using Terminal terminal = new(world);
        await terminal.MakeCardAsync();
        string code = (await world.OrderCodeAsync(confirmation: new() { ConfirmationCode = "2468" })).ToString();
        Assert.That((await terminal.JsonAsync($"lpa download {code}", 1)).GetProperty("error").GetProperty("name").GetString(), Is.EqualTo("confirmationCodeMissing"));
        await terminal.JsonAsync($"lpa download {code} --confirmation-code 2468 --imei 359999101234564");
    }

    [Test]
    public async Task A_person_who_mistypes_the_confirmation_code_is_asked_again_and_for_nothing_else()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        using Terminal terminal = new(world);
        await terminal.MakeCardAsync();
        string code = (await world.OrderCodeAsync(confirmation: new() { ConfirmationCode = "2468" })).ToString();
        terminal.Typed = "y\n1111\n2468\n";
        Terminal.Run run = await terminal.RunAsync("lpa", "download", code);
        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        Assert.That(run.Error.Split("Confirmation Code: "), Has.Length.EqualTo(3), run.Error);
        Assert.That(run.Error.Split("Install it?"), Has.Length.EqualTo(2), run.Error);
    }

    [Test]
    public async Task What_the_server_refuses_is_told_with_its_codes()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        using Terminal terminal = new(world);
        await terminal.MakeCardAsync();
        JsonElement error = (await terminal.JsonAsync($"lpa download 1${TestWorld.Address}$NO-SUCH-ORDER", 1)).GetProperty("error");
        Assert.That(error.GetProperty("function").GetString(), Is.EqualTo("authenticateClient"));
        Assert.That(error.GetProperty("code").GetString(), Is.EqualTo("8.2.6/3.8"));
        Assert.That(error.GetProperty("message").GetString(), Is.EqualTo(
            "MatchingID: refused; the server does not know the MatchingID, or the order is used up. " +
            "Check the Activation Code; codes are good for one installation. Ask whoever gave you the Activation Code for a new one."));
    }

    [Test]
    public async Task A_server_that_is_not_there_cannot_be_asked()
    {
        using Terminal terminal = new();
        JsonElement error = (await terminal.JsonAsync("lpa download LPA:1$smdp.example.com$X --connect-to smdp.example.com=127.0.0.1:1", 2)).GetProperty("error");
        Assert.That(error.GetProperty("name").GetString(), Is.EqualTo("cannotConnect"));
        Assert.That(error.GetProperty("message").GetString(), Is.EqualTo("smdp.example.com refuses connections: nothing listens there. --connect-to HOST=ADDRESS:PORT leads elsewhere."));
    }

    [Test]
    public async Task The_default_server_is_shown_set_and_removed()
    {
        using Terminal terminal = new();
        Assert.That((await terminal.JsonAsync("lpa default-dp")).GetProperty("defaultDp").ValueKind, Is.EqualTo(JsonValueKind.Null));
        await terminal.JsonAsync("lpa default-dp dp.example.com");
        Assert.That((await terminal.JsonAsync("lpa default-dp")).GetProperty("defaultDp").GetString(), Is.EqualTo("dp.example.com"));
        await terminal.JsonAsync("lpa default-dp", 0, "");
        Assert.That((await terminal.JsonAsync("lpa info")).GetProperty("defaultDp").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public async Task A_memory_reset_deletes_everything_and_then_there_is_nothing_more_to_delete()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        using Terminal terminal = new(world);
        await terminal.MakeCardAsync();
        await terminal.JsonAsync($"lpa download {await world.OrderCodeAsync()}");
        await terminal.JsonAsync("lpa memory-reset");
        Assert.That((await terminal.JsonAsync("lpa list")).GetProperty("profiles").GetArrayLength(), Is.Zero);
        JsonElement error = (await terminal.JsonAsync("lpa memory-reset", 1)).GetProperty("error");
        Assert.That((error.GetProperty("code").GetString(), error.GetProperty("name").GetString()), Is.EqualTo(("1", "nothingToDelete")));
    }

    [TestCase("n", "", 1, 1)]
    [TestCase("", "", 1, 1)]
    [TestCase("y", "", 0, 0)]
    [TestCase("n", "--yes", 0, 0)]
    public async Task A_person_is_asked_before_a_memory_reset(string typed, string option, int exitCode, int left)
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        using Terminal terminal = new(world);
        await terminal.MakeCardAsync();
        await terminal.JsonAsync($"lpa download {await world.OrderCodeAsync()}");
        terminal.Typed = typed;
        Terminal.Run run = await terminal.RunAsync(["lpa", "memory-reset", .. option.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.That(run.ExitCode, Is.EqualTo(exitCode), run.ToString());
        Assert.That(run.Error.Contains("This deletes the profiles on the card (1) for good", StringComparison.Ordinal), Is.EqualTo(option.Length == 0), run.ToString());
        if (exitCode != 0) Assert.That(run.Error, Does.Contain("rejectedByUser: Nothing was deleted."));
        Assert.That((await terminal.JsonAsync("lpa list")).GetProperty("profiles").GetArrayLength(), Is.EqualTo(left));
    }

    [Test]
    public async Task A_nickname_that_two_profiles_have_is_ambiguous()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        using Terminal terminal = new(world);
        await terminal.MakeCardAsync();
        await terminal.JsonAsync($"lpa download {await world.OrderCodeAsync()}");
        await terminal.JsonAsync($"lpa download {await world.OrderCodeAsync(Packages.Number(2))}");
        await terminal.JsonAsync("lpa nickname 89882119900000000001 twin");
        await terminal.JsonAsync("lpa nickname 89882119900000000002 twin");
        Assert.That((await terminal.JsonAsync("lpa enable twin", 2)).GetProperty("error").GetProperty("name").GetString(), Is.EqualTo("ambiguous"));
    }

    [TestCase("lpa enable 89000123456789012341", "iccidOrAidNotFound")]
    [TestCase("lpa disable A0000005591010FFFFFFFF8900009900", "iccidOrAidNotFound")]
    [TestCase("lpa delete nobody", "profileNotFound")]
    [TestCase("lpa nickname A0000005591010FFFFFFFF8900009900 x", "iccidNotFound")]
    [TestCase("lpa notifications remove 77", "nothingToDelete")]
    [TestCase("lpa notifications send 77", "notificationNotFound")]
    public async Task What_is_not_on_the_card_is_a_no_of_the_card(string words, string name)
    {
        using Terminal terminal = new();
        Assert.That((await terminal.JsonAsync(words, 1)).GetProperty("error").GetProperty("name").GetString(), Is.EqualTo(name));
    }

    [TestCase("lpa enable")]
    [TestCase("lpa frob")]
    [TestCase("lpa notifications remove abc")]
    [TestCase("card create x.json --curve heart")]
    [TestCase("card serve --tcp 70000")]
    [TestCase("trace show")]
    public async Task A_program_reads_a_result_also_where_the_words_make_no_sense(string words)
    {
        using Terminal terminal = new();
        JsonElement error = (await terminal.JsonAsync(words, 2)).GetProperty("error");
        Assert.That(error.GetProperty("name").GetString(), Is.EqualTo("arguments"));
        Assert.That(error.GetProperty("message").GetString(), Is.Not.Empty);
    }

    [TestCase("lpa list --card no-such-file", "card")]
    [TestCase("lpa list --modem /dev/no-such-device", "modemNotOpened")]
    [TestCase("lpa list --tcp localhost:1", "cardSocket")]
    [TestCase("lpa list --trace no/such/folder/x.jsonl", "trace")]
    [TestCase("lpa list --tcp localhost", "arguments")]
    [TestCase("lpa list --tcp localhost:1 --reader 0", "arguments")]
    [TestCase("lpa info --pki no-such-folder", "pki")]
    [TestCase("lpa notifications remove", "arguments")]
    [TestCase("lpa download nonsense", "activationCode")]
    public async Task What_cannot_be_asked_is_exit_code_2(string words, string name)
    {
        using Terminal terminal = new();
        Assert.That((await terminal.JsonAsync(words, 2)).GetProperty("error").GetProperty("name").GetString(), Is.EqualTo(name));
        Terminal.Run text = await terminal.RunAsync(words.Split(' '));
        Assert.That((text.ExitCode, text.Output), Is.EqualTo((2, "")));
        Assert.That(text.Error, Does.Contain(name));
    }

    [TestCase("lpa list --nonsense")]
    [TestCase("lpa")]
    [TestCase("lpa enable")]
    [TestCase("nonsense")]
    public async Task Words_that_are_no_verb_are_exit_code_2(string words)
    {
        using Terminal terminal = new();
        Terminal.Run run = await terminal.RunAsync(words.Split(' '));
        Assert.That((run.ExitCode, run.Output), Is.EqualTo((2, "")));
        Assert.That(run.Error, Does.Contain("--help"));
    }

    [Test]
    public async Task Help_names_the_verbs()
    {
        using Terminal terminal = new();
        Terminal.Run run = await terminal.RunAsync("lpa", "--help");
        Assert.That(run.ExitCode, Is.Zero);
        Assert.That(run.Output, Does.Contain("memory-reset").And.Contain("--reader <NAME|INDEX>"));
    }

    private static async Task ExpectListAsync(Terminal terminal, string state, string? nickname)
    {
        JsonElement profile = (await terminal.JsonAsync("lpa list")).GetProperty("profiles")[0];
        Assert.That((profile.GetProperty("state").GetString(), profile.GetProperty("nickname").GetString()), Is.EqualTo((state, nickname)));
    }

    private static string[] Events(JsonElement result, string member) =>
        [.. result.GetProperty(member).EnumerateArray().Select(one => one.GetProperty("operation").GetString()!)];

    private static string[] Texts(JsonElement array) => [.. array.EnumerateArray().Select(one => one.GetString()!)];
}
