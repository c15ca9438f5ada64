using System.Text;
using System.Text.Json;
using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Tests;

namespace EuiccSim.EndToEnd.Tests.Cli;

/// <summary>Packages from form to form through the tool, and verbs that take them in any.</summary>
public sealed class ConvertVerbTests
{
    private static readonly string[] s_forms = ["der", "hex", "base64", "json", "vn"];

    [Test]
    public async Task A_package_comes_back_to_the_same_octets_from_each_form()
    {
        using Terminal terminal = new();
        await ComesBackAsync(terminal, Packages.Number(1).Package.ToArray());
    }

    /// <summary>GSMA's test profiles, and odd ones of the field.</summary>
    [TestCase("ts48/TS48v1_A.der")]
    [TestCase("ts48/TS48v3_SAIP2.1_BERTLV.der")]
    [TestCase("ts48/TS48v5_SAIP2.3_BERTLV_SUCI.der")]
    [TestCase("field/packages/saip_3_1.der")]
    [TestCase("field/packages/nonstandard_mandated.der")]
    public async Task So_does_one_from_elsewhere(string file)
    {
        using Terminal terminal = new();
        await ComesBackAsync(terminal, await File.ReadAllBytesAsync(SharedData.Require(file)));
    }

    [Test]
    public async Task Every_verb_takes_every_form()
    {
        using Terminal terminal = new();
        string package = await WriteAsync(terminal, Packages.Number(1).Package.ToArray());
        foreach (string form in s_forms)
        {
            string text = terminal.PathOf("text." + form);
            await terminal.JsonAsync($"profile convert {package} {text} --to {form}");
            Assert.That((await terminal.JsonAsync($"profile show {text}")).GetProperty("iccid").GetString(), Is.EqualTo(Packages.IccidNumber(1).ToString()));
            await terminal.JsonAsync($"profile check {text}");
            await terminal.JsonAsync($"profile diff {text} {package}");
            Assert.That((await terminal.JsonAsync($"decode {text}")).GetProperty("form").GetString(), Is.EqualTo(form));
            await File.WriteAllTextAsync(terminal.PathOf("spec.json"), $$"""{"iccid":"8949000000000000018","imsi":"001010000000123","template":"text.{{form}}"}""");
            await terminal.JsonAsync($"profile build {terminal.PathOf("spec.json")} --output {terminal.PathOf("built.der")} --force");
        }
        await terminal.JsonAsync($"lpa install {terminal.PathOf("text.json")} --no-notifications");
        await terminal.JsonAsync($"demo --profile {terminal.PathOf("text.vn")}");
    }

    [Test]
    public async Task The_package_goes_to_the_output()
    {
        using Terminal terminal = new();
        string package = await WriteAsync(terminal, Packages.Number(1).Package.ToArray());
        Terminal.Run run = await terminal.RunAsync("profile", "convert", package, "-", "--to", "hex");
        Assert.That((run.ExitCode, run.Output.Replace("\n", "")), Is.EqualTo((0, Packages.Number(1).Package.ToString())), run.Error);
    }

    [Test]
    public async Task What_is_there_is_replaced_by_force_only_and_is_nobody_elses()
    {
        using Terminal terminal = new();
        string package = await WriteAsync(terminal, Packages.Number(1).Package.ToArray()), there = terminal.PathOf("there.hex");
        await File.WriteAllTextAsync(there, "mine");
        JsonElement error = (await terminal.JsonAsync($"profile convert {package} {there}", 2)).GetProperty("error");
        Assert.That((error.GetProperty("name").GetString(), await File.ReadAllTextAsync(there)), Is.EqualTo(("exists", "mine")));
        JsonElement result = await terminal.JsonAsync($"profile convert {package} {there} --force");
        Assert.That((result.GetProperty("from").GetString(), result.GetProperty("to").GetString(), result.GetProperty("size").GetInt64()), Is.EqualTo(("der", "hex", new FileInfo(there).Length)));
        if (!OperatingSystem.IsWindows()) Assert.That(File.GetUnixFileMode(there), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    /// <summary>A dump, quotes, other encodings and line ends: what people have is taken as it is.</summary>
    [Test]
    public async Task Texts_come_as_programs_write_them()
    {
        using Terminal terminal = new();
        byte[] octets = Packages.Number(1).Package.ToArray();
        string package = await WriteAsync(terminal, octets), notation = terminal.PathOf("p.vn"), hex = Convert.ToHexString(octets);
        await terminal.JsonAsync($"profile convert {package} {notation}");
        string text = await File.ReadAllTextAsync(notation);
        StringBuilder dump = new();
        for (int at = 0; at < octets.Length; at += 16)
            dump.Append($"{at:x8}: {string.Join(' ', Convert.ToHexStringLower(octets.AsSpan(at, Math.Min(16, octets.Length - at))).Chunk(4).Select(pair => new string(pair)))}  deadbeef\n");
        foreach (byte[] file in (byte[][])[
            [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)], Encoding.ASCII.GetBytes(text.Replace("\n", "\r\n", StringComparison.Ordinal)),
            Encoding.ASCII.GetBytes($"-- by an editor\n/* of many */\n{text}"), Encoding.ASCII.GetBytes(dump.ToString()), Encoding.ASCII.GetBytes($"\"{hex}\";"),
            Encoding.ASCII.GetBytes($"data:;base64,{Convert.ToBase64String(octets)}")])
        {
            await File.WriteAllBytesAsync(terminal.PathOf("given"), file);
            await terminal.JsonAsync($"profile convert {terminal.PathOf("given")} {terminal.PathOf("back.der")} --force");
            Assert.That(await File.ReadAllBytesAsync(terminal.PathOf("back.der")), Is.EqualTo(octets));
        }
    }

    private static async Task ComesBackAsync(Terminal terminal, byte[] octets)
    {
        string package = await WriteAsync(terminal, octets);
        foreach (string form in s_forms)
        {
            await terminal.JsonAsync($"profile convert {package} {terminal.PathOf("there")} --to {form} --force");
            await terminal.JsonAsync($"profile convert {terminal.PathOf("there")} {terminal.PathOf("back.der")} --force");
            Assert.That(await File.ReadAllBytesAsync(terminal.PathOf("back.der")), Is.EqualTo(octets), form);
        }
    }

    private static async Task<string> WriteAsync(Terminal terminal, byte[] octets)
    {
        await File.WriteAllBytesAsync(terminal.PathOf("package.der"), octets);
        return terminal.PathOf("package.der");
    }
}
