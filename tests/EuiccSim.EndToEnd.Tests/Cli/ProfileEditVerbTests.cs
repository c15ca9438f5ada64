using System.Text.Json;
using EuiccSim.Tests;

namespace EuiccSim.EndToEnd.Tests.Cli;

/// <summary>Packages are changed, and used. K, OP and OPc: 3GPP TS 35.207 test set 1.</summary>
public sealed class ProfileEditVerbTests
{
    private const string Key = "465B5CE8B199B49FAA5F0A2EE238A6BC", Op = "CDC202D5123E20F62B6D676AC72CB318", Opc = "CD63CB71954A9F4E48A5994E37A02BAF";

    internal static IEnumerable<string> Ts48 => SharedData.Files("ts48", "*.der").Select(Path.GetFileName)!;

    /// <summary>What people come for: the demonstration installs the package, and the SIM answers a challenge of a network that has these keys.</summary>
    [TestCaseSource(nameof(Ts48))]
    public async Task A_GSMA_package_with_keys_of_ones_own_is_installed_and_authenticates(string name)
    {
        using Terminal terminal = new();
        string package = SharedData.Require($"ts48/{name}"), mine = terminal.PathOf("mine.der");
        JsonElement edited = await terminal.JsonAsync($"profile edit {package} --set algorithm=milenage --set key={Key} --set opc={Opc} --output {mine}");
        Assert.That(edited.GetProperty("installable").GetBoolean(), edited.ToString());
        Assert.That(Convert.ToHexString(await File.ReadAllBytesAsync(mine)), Does.Contain($"8210{Key}8310{Opc}"));
        Assert.That(edited.GetProperty("differences").EnumerateArray().Select(one => one.GetProperty("element").GetString()!.Split(' ')[0]).Distinct(), Is.SubsetOf(new[] { "header", "akaParameter" }));
        JsonElement demo = await terminal.JsonAsync($"demo --profile {mine}");
        Assert.That(demo.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("name").GetString()), Has.Some.Contains("authenticate"));
    }

    [Test]
    public async Task A_package_is_changed_installed_and_its_SIM_knows_the_new_key()
    {
        using Terminal terminal = new();
        string package = await BuildAsync(terminal), mine = terminal.PathOf("mine.der");
        JsonElement edited = await terminal.JsonAsync($"profile edit {package} --set op={Op} --set key={Key} --set imsi=001010123456784 --set spn=Mine --output {mine}");
        Assert.That(edited.GetProperty("notes").EnumerateArray().Select(note => note.GetString()), Has.Some.Contains("EF.IMPI held the old IMSI"));
        Assert.That(Convert.ToHexString(await File.ReadAllBytesAsync(mine)), Does.Contain($"8210{Key}8310{Opc}"));
        JsonElement demo = await terminal.JsonAsync($"demo --profile {mine}");
        Assert.That(demo.GetProperty("imsi").GetString(), Is.EqualTo("001010123456784"));
        JsonElement diff = await terminal.JsonAsync($"profile diff {package} {mine}", 1);
        Assert.That(diff.GetProperty("differences").GetArrayLength(), Is.EqualTo(edited.GetProperty("differences").GetArrayLength()));
        JsonElement spn = await terminal.JsonAsync($"profile extract {mine} --file EF.SPN");
        Assert.That(spn.GetProperty("decoded").GetString(), Does.Contain("Mine"));
    }

    [Test]
    public async Task The_result_has_the_form_of_the_package_and_goes_nowhere_by_accident()
    {
        using Terminal terminal = new();
        string package = await BuildAsync(terminal), hex = terminal.PathOf("package.hex"), mine = terminal.PathOf("mine.hex");
        await File.WriteAllTextAsync(hex, Convert.ToHexString(await File.ReadAllBytesAsync(package)));
        await terminal.JsonAsync($"profile edit {hex} --set pin1=2580 --output {mine}");
        Assert.That((await File.ReadAllTextAsync(mine)).ReplaceLineEndings(""), Does.StartWith("A0").And.Contain("32353830FFFFFFFF").IgnoreCase);
        Assert.That((await terminal.JsonAsync($"profile edit {hex} --set pin1=2580 --output {mine}", 2)).GetProperty("error").GetProperty("name").GetString(), Is.EqualTo("exists"));
        await terminal.JsonAsync($"profile edit {hex} --set pin1=2580 --output {mine} --force");
        await terminal.JsonAsync($"profile edit {hex} --set pin1=2580 --in-place");
        Assert.That(await File.ReadAllTextAsync(hex), Is.EqualTo(await File.ReadAllTextAsync(mine)));
    }

    [Test]
    public async Task Elements_files_and_applications_go_out_and_in()
    {
        using Terminal terminal = new();
        string package = await BuildAsync(terminal), taken = terminal.PathOf("taken.der"), without = terminal.PathOf("without.der"), back = terminal.PathOf("back.der");
        JsonElement shown = await terminal.JsonAsync($"profile extract {package} --element isim");
        Assert.That(shown.GetProperty("octets").GetString(), Does.StartWith("B5"));
        await terminal.JsonAsync($"profile extract {package} --element gsm-access --output {taken}");
        JsonElement removed = await terminal.JsonAsync($"profile remove {package} --element gsm-access --file ADF.USIM/EF.HPPLMN --output {without}");
        Assert.That(removed.GetProperty("installable").GetBoolean());
        await terminal.JsonAsync($"profile edit {without} --add-element {taken} --at {await PlaceOfAsync(terminal, package, "gsmAccess")} --add-file ADF.USIM/EF.HPPLMN --output {back}");
        await terminal.JsonAsync($"profile diff {package} {back} --files");
        await terminal.JsonAsync($"profile diff {package} {without} --files", 1);
    }

    [Test]
    public async Task A_second_USIM_comes_in_with_an_AID_of_its_own()
    {
        using Terminal terminal = new();
        string package = await BuildAsync(terminal), taken = terminal.PathOf("usim.der"), two = terminal.PathOf("two.der");
        await terminal.JsonAsync($"profile extract {package} --app A0000000871002FFFFFFFF8903020000 --output {taken}");
        JsonElement error = (await terminal.JsonAsync($"profile edit {package} --add-element {taken} --output {two}", 2)).GetProperty("error");
        Assert.That((error.GetProperty("name").GetString(), error.GetProperty("message").GetString()), Is.EqualTo(("alreadyThere",
            "There is an application A0000000871002FFFFFFFF8903020000: say which other AID the one that comes shall have (--aid), or remove one.")));
        JsonElement edited = await terminal.JsonAsync($"profile edit {package} --add-element {taken} --aid A0000000871002FFFFFFFF8903020001 --output {two}");
        Assert.That(edited.GetProperty("notes").EnumerateArray().Select(note => note.GetString()), Does.Contain("The ADF A0000000871002FFFFFFFF8903020001 has the temporary identifier 7FD2, as 7FD0 was taken."));
        // A package of ours has a record of EF.DIR for each of its applications, and no other.
        Assert.That(edited.GetProperty("notes").EnumerateArray().Select(note => note.GetString()), Does.Contain(
            "EF.DIR has no empty record of 26 octets to name A0000000871002FFFFFFFF8903020001, and a phone does not find it."));
        Assert.That(edited.GetProperty("broken").EnumerateArray().Select(one => one.GetProperty("id").GetString()), Is.EqualTo(new[] { "dir-application-listed" }));
        edited = await terminal.JsonAsync($"profile edit {package} --add-element {taken} --aid A0000000871002FFFFFFFF8903020001 --grow --output {two} --force");
        Assert.That(edited.GetProperty("broken").GetArrayLength(), Is.Zero, edited.ToString());
        Assert.That(edited.GetProperty("notes").EnumerateArray().Select(note => note.GetString()), Does.Contain("EF.DIR names A0000000871002FFFFFFFF8903020001."));
        // A new card of ours has one USIM; that is all that is said against the package.
        JsonElement findings = (await terminal.JsonAsync($"profile check {two}", 1)).GetProperty("findings");
        Assert.That(findings.EnumerateArray().Select(finding => finding.GetProperty("id").GetString()), Is.EqualTo(new[] { "header-service-supported" }));
    }

    /// <summary>What a change breaks is told where it is made: errors and warnings that were not there before.</summary>
    [Test]
    public async Task What_lacks_its_counterpart_now_is_told()
    {
        using Terminal terminal = new();
        string package = await BuildAsync(terminal), without = terminal.PathOf("without.der");
        JsonElement error = (await terminal.JsonAsync($"profile remove {package} --element securityDomain --output {without}", 2)).GetProperty("error");
        Assert.That(error.GetProperty("message").GetString(), Does.StartWith("Others need securityDomain (element 17): rfm (element 18), ").And.EndWith("--with-dependents removes that, too."));
        JsonElement all = await terminal.JsonAsync($"profile remove {package} --element securityDomain --with-dependents --output {without}");
        Assert.That(all.GetProperty("broken").GetArrayLength(), Is.Zero, all.ToString());
        Terminal.Run run = await terminal.RunAsync("profile", "remove", package, "--element", "akaParameter", "--output", without, "--force");
        Assert.That(run.Output, Does.Contain("ADF.USIM has no authentication key any more: --with-dependents removes usim (element 7) as well.")
            .And.Contain("Broken by this: error aka-missing: element 7 (usim), ADF.USIM: a USIM has an authentication key"));
        JsonElement odd = await terminal.JsonAsync($"profile edit {package} --set iccid=8949000000000000019 --force --output {without}");
        Assert.That(odd.GetProperty("broken").EnumerateArray().Single().GetProperty("id").GetString(), Is.EqualTo("iccid-check-digit"));
        Assert.That(odd.GetProperty("notes")[0].GetString(), Does.Contain("does not check the others"));
    }

    [Test]
    public async Task A_person_reads_what_changed_in_60_columns()
    {
        using Terminal terminal = new();
        string package = await BuildAsync(terminal), mine = terminal.PathOf("mine.der");
        Terminal.Run run = await terminal.RunAsync("profile", "edit", package, "--set", "imsi=001010123456784", "--set", "pin1=2580", "--output", mine);
        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        string[] lines = run.Output.Split('\n');
        Assert.That(lines, Does.Contain("usim").And.Contain("  ADF.USIM/EF.IMSI").And.Contain("    - 001010000000123").And.Contain("    + 001010123456784"));
        Assert.That(lines, Does.Contain("  pinCodes.pinconfig[pinAppl1].pinValue: differs"));
        Assert.That(run.Output, Does.Not.Contain("32353830"));
    }

    [Test]
    public async Task A_result_that_a_card_would_not_take_is_made_and_said()
    {
        using Terminal terminal = new();
        string package = await BuildAsync(terminal);
        Terminal.Run run = await terminal.RunAsync("profile", "edit", package, "--set", "version=9.0", "--output", terminal.PathOf("odd.der"));
        Assert.That(run.ExitCode, Is.Zero);
        Assert.That(run.Error, Does.Contain("A card would not install this package: see 'euiccsim profile check "));
    }

    private static async Task<int> PlaceOfAsync(Terminal terminal, string package, string kind)
    {
        JsonElement shown = await terminal.JsonAsync($"profile show {package}");
        return shown.GetProperty("elements").EnumerateArray().ToList().FindIndex(element => element.GetProperty("kind").GetString() == kind) + 1;
    }

    private static async Task<string> BuildAsync(Terminal terminal)
    {
        string spec = terminal.PathOf("spec.json"), package = terminal.PathOf("package.der");
        await File.WriteAllTextAsync(spec, """{"iccid":"8949000000000000018","imsi":"001010000000123"}""");
        await terminal.JsonAsync($"profile build {spec} --output {package}");
        return package;
    }
}
