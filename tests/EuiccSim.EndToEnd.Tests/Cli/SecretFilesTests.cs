using System.Runtime.Versioning;

namespace EuiccSim.EndToEnd.Tests.Cli;

/// <summary>Whatever holds keys is for its owner's eyes only, also in folders and under names that were there before.</summary>
[Platform(Exclude = "Win", Reason = "Windows has no such modes")]
[UnsupportedOSPlatform("windows")]
public sealed class SecretFilesTests
{
    private const UnixFileMode Owners = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Test]
    public async Task Private_keys_are_so_in_a_folder_that_everybody_can_read()
    {
        using Terminal terminal = new();
        string folder = terminal.PathOf("there-already");
        Directory.CreateDirectory(folder);
        await terminal.JsonAsync($"pki create {folder} --curve nist");
        string[] keys = Directory.GetFiles(folder, "SK_*", SearchOption.AllDirectories);
        Assert.That(keys, Has.Length.GreaterThanOrEqualTo(5));
        Assert.That(keys.Select(File.GetUnixFileMode), Has.All.EqualTo(Owners));
    }

    [Test]
    public async Task Packages_traces_and_cards_are_so_also_where_a_file_for_all_was()
    {
        using Terminal terminal = new();
        File.WriteAllText(terminal.PathOf("spec.json"), """{"iccid":"8988211990000000013","imsi":"001010000000001"}""");
        string package = Existing("profile.der"), lines = Existing("trace.jsonl"), capture = Existing("trace.pcapng");
        string card = terminal.PathOf("card.json");
        Existing("card.json.new");
        await terminal.JsonAsync($"profile build {terminal.PathOf("spec.json")} --output {package} --force");
        await terminal.JsonAsync($"card create {card} --pki {terminal.Pki}");
        await terminal.JsonAsync($"lpa list --card {card} --trace {lines} --trace {capture}");
        foreach (string file in (string[])[package, lines, capture, card]) Assert.That(File.GetUnixFileMode(file), Is.EqualTo(Owners), file);
        Assert.That(new FileInfo(lines).Length, Is.GreaterThan(100));

        string Existing(string name)
        {
            File.WriteAllText(terminal.PathOf(name), "before");
            File.SetUnixFileMode(terminal.PathOf(name), Owners | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite);
            return terminal.PathOf(name);
        }
    }

    [TestCase("profile build {0}/spec.json --output {0}/link.jsonl", "output")]
    [TestCase("lpa list --trace {0}/link.jsonl", "trace")]
    public async Task A_link_under_the_name_is_refused_and_what_it_leads_to_left_as_it_is(string words, string name)
    {
        using Terminal terminal = new();
        await terminal.MakeCardAsync();
        string folder = Path.GetDirectoryName(terminal.Pki)!, victim = terminal.PathOf("victim");
        File.WriteAllText(terminal.PathOf("spec.json"), """{"iccid":"8988211990000000013","imsi":"001010000000001"}""");
        File.WriteAllText(victim, "dear");
        File.CreateSymbolicLink(terminal.PathOf("link.jsonl"), victim);
        Terminal.Run run = await terminal.RunAsync([.. string.Format(null, words, folder).Split(' '), "--json"]);
        Assert.That(run.ExitCode, Is.EqualTo(2), run.ToString());
        Assert.That(run.Output, Does.Contain($"\"name\":\"{name}\"").And.Contain("is a symbolic link"));
        Assert.That(File.ReadAllText(victim), Is.EqualTo("dear"));
    }

    [Test]
    public async Task A_card_is_one_by_its_symbolic_link_and_refused_with_a_second_hard_link()
    {
        using Terminal terminal = new();
        string card = terminal.PathOf("card.json"), link = terminal.PathOf("link.json"), second = terminal.PathOf("second.json");
        await terminal.JsonAsync($"card create {card} --pki {terminal.Pki}");
        File.CreateSymbolicLink(link, "card.json");
        using (Card.Store.FileCardStore.Open(link))
        {
            string message = (await terminal.JsonAsync($"lpa list --card {card}", 2)).GetProperty("error").GetProperty("message").GetString()!;
            Assert.That(message, Does.Contain("in use by another program"));
        }
        await terminal.JsonAsync($"lpa default-dp dp.example.com --card {link}");
        Assert.That(new FileInfo(link).LinkTarget, Is.EqualTo("card.json"));
        Assert.That(File.ReadAllText(card), Does.Contain("dp.example.com"));
        System.Diagnostics.Process.Start("ln", [card, second]).WaitForExit();
        foreach (string name in (string[])[card, second])
        {
            string message = (await terminal.JsonAsync($"lpa list --card {name}", 2)).GetProperty("error").GetProperty("message").GetString()!;
            Assert.That(message, Does.Contain("it has 2 names (hard links)"));
        }
    }
}
