using System.Text.Json;
using System.Text.RegularExpressions;
using EuiccSim.Tests;

namespace EuiccSim.EndToEnd.Tests.Cli;

/// <summary><c>profile show</c> as a person sees it, and as a program reads it.</summary>
public sealed partial class ShowVerbTests
{
    private static readonly string[][] s_views = [[], ["--tree"], ["--files"], ["--file", "EF.IMSI"], ["--keys"], ["--apps"], ["--element", "usim"], ["--element", "2", "--element", "pinCodes 2", "--keys"]];

    [Test]
    public async Task The_summary_comes_first_and_each_option_shows_its_view()
    {
        using Terminal terminal = new();
        string package = await BuildAsync(terminal);
        string summary = await ShowAsync(terminal, package);
        Assert.That(summary, Does.Contain("IMSI       001010000000123 (MCC 001, MNC 01)").And.Contain("operator   ACME").And.Contain("number     +491701234567").And.Contain("algorithm  Milenage"));
        Assert.That(summary, Does.Match("\n 7  usim +6 +\\d+ +24  usim v1"));
        Assert.That(await ShowAsync(terminal, package, "--tree"), Does.Match("  EF\\.ICCID +2FE2 +transparent, 10 +read: always"));
        Assert.That(await ShowAsync(terminal, package, "--file", "EF.IMSI", "--file", "spn"), Does.Match(
            "^ADF\\.USIM/EF\\.IMSI \\(transparent, 9\\)\n  imsi: 001010000000123\n\nADF\\.USIM/EF\\.SPN \\(transparent, 17\\)\n  showsPlmnAtHome: (true|false)\n  showsNameAbroad: (true|false)\n  serviceProviderName: ACME\n$"));
        Assert.That(await ShowAsync(terminal, package, "--keys"), Does.Contain("0F0E0D0C0B0A09080706050403020100").And.Contain("PIN1  2580"));
        Assert.That(await ShowAsync(terminal, package, "--apps"), Does.Contain("Remote file management"));
        Assert.That(await ShowAsync(terminal, package, "--element", "akaParameter"), Does.StartWith("Element 10: akaParameter, identification 9").And.Contain("(secret: 16 octets, --keys shows them)"));
    }

    [Test]
    public async Task A_narrow_terminal_has_no_line_that_is_too_long()
    {
        using Terminal terminal = new() { Columns = 60 };
        string package = await BuildAsync(terminal);
        foreach (string[] view in s_views)
        {
            string[] lines = (await ShowAsync(terminal, package, view)).Split('\n');
            Assert.That(lines.Where(line => line.Length > 60), Is.Empty, string.Join(' ', view));
        }
        string tree = await ShowAsync(terminal, package, "--tree");
        Assert.That(tree, Does.Contain("  EF.ICCID\n      2FE2; transparent, 10; read: always"));
    }

    [Test]
    public async Task Colours_are_added_where_the_terminal_has_them_and_the_text_stays_the_same()
    {
        using Terminal terminal = new() { Columns = 120 };
        string package = await BuildAsync(terminal, "\\u001b[31mred");
        foreach (string[] view in s_views)
        {
            terminal.HasColours = false;
            string plain = await ShowAsync(terminal, package, view);
            Assert.That(plain, Does.Not.Contain('\u001B'));
            terminal.HasColours = true;
            string coloured = await ShowAsync(terminal, package, view);
            Assert.That(coloured, Does.Contain("\u001B[36m"), string.Join(' ', view));
            Assert.That(Colour().Replace(coloured, ""), Is.EqualTo(plain));
            Assert.That(coloured, Does.Not.Contain("\u001B[31m"), "an escape sequence in the package");
        }
    }

    /// <summary>The schema is looked at with each run (SchemaCheck).</summary>
    [Test]
    public async Task A_program_gets_the_summary_and_what_it_asks_for()
    {
        using Terminal terminal = new();
        string package = await BuildAsync(terminal);
        JsonElement shown = await terminal.JsonAsync($"profile show {package} --tree --files --keys --apps --element usim");
        Assert.That(shown.GetProperty("applications")[0].GetProperty("mnc").GetString(), Is.EqualTo("01"));
        Assert.That(shown.GetProperty("keys").GetProperty("authentication")[0].GetProperty("key").GetString(), Is.EqualTo("0F0E0D0C0B0A09080706050403020100"));
        JsonElement file = shown.GetProperty("files").EnumerateArray().Single(one => one.GetProperty("path").GetString() == "ADF.USIM/EF.IMSI");
        Assert.That((file.GetProperty("data").GetString(), file.GetProperty("decoded").GetProperty("imsi").GetString()), Is.EqualTo(("080910100000001032", "001010000000123")));
        Assert.That(shown.GetProperty("elementFields")[0].GetProperty("fields").GetProperty("templateID").GetString(), Is.EqualTo("2.23.143.1.2.4"));
        JsonElement plain = await terminal.JsonAsync($"profile show {package}");
        Assert.That(plain.EnumerateObject().Select(member => member.Name), Does.Not.Contain("keys").And.Not.Contain("files"));
    }

    [Test]
    public async Task A_package_that_is_partly_broken_is_shown_with_a_hint()
    {
        using Terminal terminal = new();
        string package = await BuildAsync(terminal);
        string octets = Convert.ToHexString(await File.ReadAllBytesAsync(package));
        // The identification of PE-USIM, an INTEGER, without content.
        string broken = octets.Replace("A0058000810106", "A0058000820106", StringComparison.Ordinal);
        Assert.That(broken, Is.Not.EqualTo(octets));
        await File.WriteAllBytesAsync(package, Convert.FromHexString(broken + "FFFF"));
        Terminal.Run run = await terminal.RunAsync("profile", "show", package);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Output, Does.Contain("8949000000000000018").And.Contain("cannot be read"));
        Assert.That(run.Error, Does.Contain("Element 7 (usim): it cannot be read").And.Contain("After element 21 come 2 octets").And.Contain("euiccsim profile check "));
        JsonElement shown = await terminal.JsonAsync($"profile show {package} --tree --element usim");
        Assert.That(shown.GetProperty("elements")[6].TryGetProperty("fault", out _));
        Assert.That(shown.GetProperty("faults").GetArrayLength(), Is.GreaterThan(1));
    }

    [Test]
    public async Task Every_package_of_the_field_is_shown_in_every_view()
    {
        using Terminal terminal = new();
        SharedData.Require("field/packages");
        foreach (string file in SharedData.Files("field/packages", "*.der").Concat(SharedData.Files("ts48", "*.der")))
        {
            await terminal.JsonAsync($"profile show {file} --tree --files --keys --apps");
            foreach (int number in (int[])[2, 3, 7]) await terminal.JsonAsync($"profile show {file} --element {number}");
        }
    }

    private static async Task<string> ShowAsync(Terminal terminal, string package, params string[] options)
    {
        Terminal.Run run = await terminal.RunAsync(["profile", "show", package, .. options]);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        return run.Output.ReplaceLineEndings("\n");
    }

    private static async Task<string> BuildAsync(Terminal terminal, string type = "Shown")
    {
        await File.WriteAllTextAsync(terminal.PathOf("show.json"), $$"""
            {"iccid":"8949000000000000018","imsi":"001010000000123","profileType":"{{type}}","serviceProviderName":"ACME","msisdn":"491701234567","pin1":"2580",
             "key":"0F0E0D0C0B0A09080706050403020100","opc":"00112233445566778899AABBCCDDEEFF"}
            """);
        await terminal.RunAsync("profile", "build", terminal.PathOf("show.json"), "--seed", "7", "--output", terminal.PathOf("show.der"));
        return terminal.PathOf("show.der");
    }

    [GeneratedRegex("\u001B\\[(0|1|2|36)m")]
    private static partial Regex Colour();
}
