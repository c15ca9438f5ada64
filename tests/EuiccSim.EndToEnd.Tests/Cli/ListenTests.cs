using System.Text.Json;
using EuiccSim.EndToEnd.Tests.Support;

namespace EuiccSim.EndToEnd.Tests.Cli;

/// <summary>Where servers listen, what they have from the beginning, and what they say first.</summary>
public sealed class ListenTests
{
    [TestCase("0", ":0")]
    [TestCase("localhost:0", "https://localhost:0")]
    [TestCase("https://127.0.0.1:0/", "127.0.0.1:0")]
    public async Task A_port_alone_is_enough(string listen, string es2)
    {
        using Terminal terminal = NewTerminal();
        await using Serving server = await Serving.StartAsync(terminal, "--listen", listen, "--es2", es2);
        Assert.That(server.Es2, Does.Match("^https://127\\.0\\.0\\.1:[1-9][0-9]+$"));
    }

    [Test]
    public async Task An_address_of_IPv6_is_one_too()
    {
        using Terminal terminal = NewTerminal();
        await using Serving server = await Serving.StartAsync(terminal, "--es2", "[::1]:0");
        Assert.That(server.Es2, Does.StartWith("https://[::1]:"));
        await terminal.JsonAsync($"smdp order {Package(terminal)} --server {server.Es2}");
    }

    [TestCase("http://localhost:1", "Servers of SGP.22 speak HTTPS only.")]
    [TestCase("smdp.example.com:443", "--address says the name by which it is known.")]
    [TestCase("70000", "--listen takes a port (9443), ADDRESS:PORT or https://ADDRESS:PORT, not '70000'.")]
    [TestCase("127.0.0.1:x", "--listen takes a port")]
    public async Task What_is_no_place_is_told_with_what_is_meant(string listen, string words)
    {
        using Terminal terminal = NewTerminal();
        foreach (string verb in (string[])["smdp serve", "smds serve"])
            Assert.That((await terminal.JsonAsync($"{verb} --listen {listen}", 2)).GetProperty("error").GetProperty("message").GetString(), Does.Contain(words));
    }

    [Test]
    public async Task A_port_in_use_is_named_with_what_to_do()
    {
        using Terminal terminal = NewTerminal();
        await using Serving server = await Serving.StartAsync(terminal);
        string port = server.Address.Split(':')[1], es2 = server.Es2.Split(':')[^1];
        foreach ((string words, string used) in new[] { ($"smdp serve --listen {port} --es2 0", port), ($"smdp serve --listen 0 --es2 {es2}", es2), ($"smds serve --listen 0 --es12 {port}", port) })
        {
            JsonElement error = (await terminal.JsonAsync(words, 2)).GetProperty("error");
            Assert.That(error.GetProperty("name").GetString(), Is.EqualTo("listen"));
            Assert.That(error.GetProperty("message").GetString(), Does.StartWith($"Port {used} of 127.0.0.1 is in use by another program.").And.Match("'--listen 0 --es(2|12) 0' takes free ports"));
        }
        string other = (await terminal.JsonAsync("smdp serve --listen 192.0.2.1:0 --es2 0", 2)).GetProperty("error").GetProperty("message").GetString()!;
        Assert.That(other, Does.Contain("192.0.2.1 is no address of this machine"));
    }

    /// <summary>The first line is what scripts wait for; what follows is for a person, and works when copied.</summary>
    [Test]
    public async Task A_person_is_told_what_to_type_next_and_it_works()
    {
        using Terminal terminal = NewTerminal();
        using CancellationTokenSource end = new();
        FirstLine announced = new();
        Task<Terminal.Run> serving = Task.Run(() => terminal.RunAsync(["smdp", "serve", "--listen", "0", "--es2", "0"], announced, end.Token));
        Assert.That(await announced.Task, Does.Match("^SM-DP\\+ localhost:[0-9]+ on https://127\\.0\\.0\\.1:[0-9]+, orders on https://127\\.0\\.0\\.1:[0-9]+$"));
        await terminal.JsonAsync($"smdp order {Package(terminal)} --matching-id FIRST");
        end.Cancel();
        string said = (await serving).Error;
        Assert.That(said, Does.Contain($"LPAs trust it by the CI in {Path.Combine(terminal.DataFolder, "pki")} (--ca)."));
        Assert.That(said, Does.Match("Next, in another shell:\n  euiccsim smdp order profile.der --matching-id FIRST .*\n  euiccsim lpa download 'LPA:1\\$localhost:[0-9]+\\$FIRST'\n"));
    }

    [Test]
    public async Task A_name_that_the_certificate_lacks_is_warned_of()
    {
        using Terminal terminal = NewTerminal();
        Serving server = await Serving.StartAsync(terminal, "--address", "dp.test.example.com:8443"), right = await Serving.StartAsync(terminal, "--address", "testsmdpplus1.example.com");
        await server.DisposeAsync();
        await right.DisposeAsync();
        Assert.That(server.Said, Does.Contain(
            "is for testsmdpplus1.example.com, localhost, and not for dp.test.example.com: LPAs refuse it. '--address testsmdpplus1.example.com:8443' calls the server as it does, "
            + "and 'euiccsim pki create DIR --host dp.test.example.com' makes others, for --pki DIR."));
        Assert.That(right.Said, Does.Not.Contain("LPAs refuse it"));
    }

    [Test]
    public async Task In_a_folder_of_profiles_what_is_none_and_what_is_there_twice_is_named_and_left_out()
    {
        using Terminal terminal = NewTerminal();
        string folder = terminal.PathOf("stock");
        Directory.CreateDirectory(folder);
        JsonElement empty = (await terminal.JsonAsync($"smdp serve --listen 0 --es2 0 --profiles {folder}", 2)).GetProperty("error");
        Assert.That(empty.GetProperty("message").GetString(), Is.EqualTo($"There is no profile package (*.der, or a text) in {folder}."));
        File.WriteAllText(Path.Combine(folder, "text.der"), "no package");
        JsonElement nothing = (await terminal.JsonAsync($"smdp serve --listen 0 --es2 0 --profiles {folder}", 2)).GetProperty("error");
        Assert.That(nothing.GetProperty("message").GetString(), Is.EqualTo($"Not one of the files (*.der, or texts) in {folder} is a profile package."));
        foreach (string name in (string[])["a.der", "b.DER"]) File.WriteAllBytes(Path.Combine(folder, name), Packages.Number(1).Package.ToArray());
        File.WriteAllText(Path.Combine(folder, "c.hex"), Packages.Number(2).Package.ToString());
        Serving server = await Serving.StartAsync(terminal, "--profiles", folder);
        await terminal.JsonAsync("smdp order --profile-type a");
        Assert.That((await terminal.JsonAsync("smdp order --profile-type c")).GetProperty("iccid").GetString(), Is.EqualTo(Packages.IccidNumber(2).ToString()));
        await server.DisposeAsync();
        Assert.That(server.Said, Does.Contain($"b.DER is left out: it has the ICCID {Packages.IccidNumber(1)}, and so has a.der.").And.Contain("text.der is left out: "));
    }

    [Test]
    public async Task A_PKI_is_served_and_trusted_whatever_its_files_are_called()
    {
        using Terminal terminal = NewTerminal();
        string made = terminal.PathOf("made"), flat = terminal.PathOf("flat");
        await terminal.JsonAsync($"pki create {made}");
        Directory.CreateDirectory(flat);
        int number = 0;
        foreach (string file in Directory.GetFiles(made, "*", SearchOption.AllDirectories).Order())
            File.Copy(file, Path.Combine(flat, $"{number++}{Path.GetExtension(file)}"));
        await using Serving server = await Serving.StartAsync(terminal, "--pki", flat);
        string card = terminal.PathOf("card.json");
        await terminal.JsonAsync($"card create {card} --pki {made}");
        string code = (await terminal.JsonAsync($"smdp order {Package(terminal)}")).GetProperty("activationCode").GetString()!;
        JsonElement no = (await terminal.JsonAsync($"lpa download {code} --card {card} --preview", 2)).GetProperty("error");
        Assert.That(no.GetProperty("name").GetString(), Is.EqualTo("notTrusted"));
        await terminal.JsonAsync($"lpa download {code} --card {card} --preview --ca {flat}");
        await terminal.JsonAsync($"lpa download {code} --card {card} --ca {made}");
    }

    [Test]
    public async Task What_a_PKI_lacks_is_told_of_the_curve_that_it_is_of()
    {
        using Terminal terminal = NewTerminal();
        string folder = terminal.PathOf("half"), certificate = Path.Combine(folder, "DPpb", "CERT_S_SM_DPpb_ECDSA_NIST.der");
        await terminal.JsonAsync($"pki create {folder} --curve nist");
        File.Delete(Path.Combine(folder, "DPpb", "SK_S_SM_DPpb_ECDSA_NIST.pem"));
        JsonElement error = (await terminal.JsonAsync($"smdp serve --pki {folder}", 2)).GetProperty("error");
        Assert.That(error.GetProperty("message").GetString(), Is.EqualTo($"{certificate}: its private key is nowhere in {folder}. 'euiccsim pki create DIR' makes a folder that has all that is needed."));
    }

    private static Terminal NewTerminal() => new() { Time = TimeProvider.System };

    private static string Package(Terminal terminal)
    {
        string path = terminal.PathOf("profile.der");
        File.WriteAllBytes(path, Packages.Number(1).Package.ToArray());
        return path;
    }
}
