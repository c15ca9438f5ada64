using System.Text.Json;
using EuiccSim.EndToEnd.Tests.Support;

namespace EuiccSim.EndToEnd.Tests.Cli;

/// <summary>Whatever verb shows contents, it shows keys and PINs to who asks for them only.</summary>
public sealed class ShownSecretsTests
{
    /// <summary>KSI, CK and IK: TS 31.102 §4.2.3.</summary>
    private static readonly string s_keys = "02" + string.Concat(Enumerable.Repeat("C4", 32));

    [TestCase("profile extract {0} --file ADF.USIM/EF.Keys")]
    [TestCase("profile extract {0} --element usim")]
    [TestCase("profile extract {0} --app A0000000871002FFFFFFFF8903020000")]
    [TestCase("profile show {0} --file ADF.USIM/EF.Keys")]
    [TestCase("profile show {0} --element usim")]
    [TestCase("decode {0}")]
    [TestCase("profile diff {1} {0}", 1)]
    public async Task A_file_with_keys_is_shown_to_who_asks_for_keys(string words, int exitCode = 0)
    {
        using Terminal terminal = await WithKeysAsync();
        string line = string.Format(null, words, terminal.PathOf("keys.der"), terminal.PathOf("a.der"));
        foreach (string[] more in (string[][])[[], ["--json"]])
        {
            Terminal.Run masked = await terminal.RunAsync([.. line.Split(' '), .. more]), open = await terminal.RunAsync([.. line.Split(' '), "--keys", .. more]);
            Assert.That((masked.ExitCode, open.ExitCode), Is.EqualTo((exitCode, exitCode)), masked.ToString());
            Assert.That(Flat(masked.Output), Does.Not.Contain("C4C4C4"));
            Assert.That(Flat(open.Output), Does.Contain("C4C4C4"), open.ToString());
        }
    }

    [TestCase("akaParameter")]
    [TestCase("pinCodes")]
    [TestCase("pukCodes")]
    [TestCase("securityDomain")]
    public async Task An_element_with_keys_or_PINs_is_masked_and_its_file_has_it_whole(string element)
    {
        using Terminal terminal = await WithKeysAsync();
        JsonElement masked = await terminal.JsonAsync($"profile extract {terminal.PathOf("a.der")} --element {element} --output {terminal.PathOf("it")}");
        Assert.That((masked.GetProperty("masked").GetBoolean(), masked.TryGetProperty("octets", out _)), Is.EqualTo((true, false)));
        JsonElement open = await terminal.JsonAsync($"profile extract {terminal.PathOf("a.der")} --element {element} --keys");
        Assert.That(open.GetProperty("octets").GetString(), Is.EqualTo(Convert.ToHexString(await File.ReadAllBytesAsync(terminal.PathOf("it")))));
        Terminal.Run run = await terminal.RunAsync("profile", "extract", terminal.PathOf("a.der"), "--element", element);
        Assert.That(run.Output.Trim(), Is.EqualTo($"(secret: {masked.GetProperty("size").GetInt32()} octets, --keys shows them)"));
    }

    [Test]
    public async Task What_is_no_secret_needs_no_asking()
    {
        using Terminal terminal = await WithKeysAsync();
        JsonElement imsi = await terminal.JsonAsync($"profile extract {terminal.PathOf("a.der")} --file EF.IMSI");
        Assert.That((imsi.GetProperty("octets").GetString()!.Length, imsi.TryGetProperty("masked", out _)), Is.EqualTo((18, false)));
        Assert.That((await terminal.RunAsync("decode", terminal.PathOf("a.der"))).Output, Does.Contain("(secret: 16 octets, --keys shows them)").And.Contain("ef-imsi"));
    }

    private static string Flat(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private static async Task<Terminal> WithKeysAsync()
    {
        Terminal terminal = new();
        await File.WriteAllBytesAsync(terminal.PathOf("a.der"), Packages.Number(1).Package.ToArray());
        await terminal.JsonAsync($"profile edit {terminal.PathOf("a.der")} --set ADF.USIM/EF.Keys=0x{s_keys} --output {terminal.PathOf("keys.der")}");
        return terminal;
    }
}
