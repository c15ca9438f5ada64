using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using EuiccSim.EndToEnd.Tests.Cli.Pages;
using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Servers.AspNetCore.SmDp;
using EuiccSim.Servers.AspNetCore.Tls;
using EuiccSim.Servers.SmDp;
using EuiccSim.Testing;

namespace EuiccSim.EndToEnd.Tests.Cli;

/// <summary>On which server <c>smdp order</c> orders, and what it says of a profile.</summary>
public sealed class OrderServerTests
{
    // 1 by 1 pixel; what it shows nobody looks at. PNG (ISO/IEC 15948) §5.2: the first eight octets.
    private static readonly byte[] s_icon = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    [Test, Says("severalServers")]
    public async Task Of_two_servers_of_one_user_each_is_found_and_stays_so_when_the_other_ends()
    {
        using Terminal terminal = NewTerminal();
        await using Serving first = await Serving.StartAsync(terminal);
        Serving second = await Serving.StartAsync(terminal);
        string both = (await ErrorAsync(terminal, "", 2)).GetProperty("message").GetString()!;
        Assert.That(both, Does.Contain($"--server {first.Es2} ").And.Contain($"--server {second.Es2} ").And.Contain(second.Address));
        foreach ((Serving server, int number) in new[] { (first, 1), (second, 2) })
        {
            JsonElement order = await OrderAsync(terminal, number, "--server " + server.Es2);
            Assert.That(order.GetProperty("smdpAddress").GetString(), Is.EqualTo(server.Address));
        }
        string place = first.Es2["https://".Length..];
        foreach ((string form, int number) in new[] { (place, 3), (place.Replace("127.0.0.1", "localhost", StringComparison.Ordinal), 4), (first.Address, 5), (place.Split(':')[1], 6), (first.Es2 + "/gsma/rsp2/es2plus/", 7) })
            Assert.That((await OrderAsync(terminal, number, "--server " + form)).GetProperty("smdpAddress").GetString(), Is.EqualTo(first.Address), form);
        await second.DisposeAsync();
        Assert.That((await OrderAsync(terminal, 8)).GetProperty("smdpAddress").GetString(), Is.EqualTo(first.Address));
    }

    [Test]
    public async Task What_a_server_that_was_killed_left_behind_is_in_nobodys_way()
    {
        using Terminal terminal = NewTerminal();
        await using Serving server = await Serving.StartAsync(terminal);
        string folder = Path.Combine(terminal.DataFolder, "servers"), left = Path.Combine(folder, "smdp-1-1.json");
        File.WriteAllText(left, File.ReadAllText(Directory.GetFiles(folder)[0]).Replace(server.Es2["https://".Length..], "127.0.0.1:1", StringComparison.Ordinal));
        await OrderAsync(terminal, 1);
    }

    [Test]
    public async Task Names_icon_class_and_policy_rules_reach_the_LPA()
    {
        using Terminal terminal = NewTerminal();
        await using Serving server = await Serving.StartAsync(terminal);
        File.WriteAllBytes(terminal.PathOf("icon.png"), s_icon);
        string said = $"--provider Tel --name Mine --icon {terminal.PathOf("icon.png")} --policy-rules ppr1,ppr2";
        string code = (await OrderAsync(terminal, 1, said)).GetProperty("activationCode").GetString()!;
        JsonElement offer = await terminal.JsonAsync($"lpa download {code} --preview");
        Assert.That(Words(offer, "serviceProvider", "name", "class"), Is.EqualTo("Tel Mine operational"));
        Assert.That((await terminal.RunAsync("lpa", "download", code, "--preview")).Output, Does.Match("policy rules +ppr1, ppr2"));
        await terminal.JsonAsync($"lpa download {code} --yes");
        JsonElement profile = (await terminal.JsonAsync("lpa list")).GetProperty("profiles")[0];
        Assert.That(Words(profile, "serviceProvider", "name"), Is.EqualTo("Tel Mine"));
        await terminal.JsonAsync("lpa enable " + Packages.IccidNumber(1));
        JsonElement no = (await terminal.JsonAsync("lpa disable " + Packages.IccidNumber(1), 1)).GetProperty("error");
        Assert.That(no.GetProperty("name").GetString(), Is.EqualTo("disallowedByPolicy"), "PPR1, SGP.22 v2.5 §2.9.1");
    }

    [Test]
    public async Task A_profile_in_stock_is_called_anew_where_the_order_says_how()
    {
        using Terminal terminal = NewTerminal();
        string stock = terminal.PathOf("stock");
        Directory.CreateDirectory(stock);
        File.Copy(Package(terminal, 1), Path.Combine(stock, "one.der"));
        File.Copy(Package(terminal, 2), Path.Combine(stock, "two.der"));
        await using Serving server = await Serving.StartAsync(terminal, "--profiles", stock);
        string named = (await OrderAsync(terminal, 1, "--profile-name Anew --class provisioning")).GetProperty("activationCode").GetString()!;
        Assert.That(Words(await terminal.JsonAsync($"lpa download {named} --preview"), "name", "class"), Is.EqualTo("Anew provisioning"));
        JsonElement byType = await terminal.JsonAsync("smdp order --profile-type two");
        Assert.That(byType.GetProperty("iccid").GetString(), Is.EqualTo(Packages.IccidNumber(2).Digits));
        string unnamed = byType.GetProperty("activationCode").GetString()!;
        Assert.That(Words(await terminal.JsonAsync($"lpa download {unnamed} --preview"), "name"), Is.EqualTo("End to end"));
    }

    [TestCase("--class best", "a profile class is operational, provisioning or test, not 'best'")]
    [TestCase("--ppr ppr3", "a policy rule is ppr1, ppr2 or pprUpdateControl, not 'ppr3'")]
    [TestCase("--name 12345678901234567890123456789012345678901234567890123456789012345", "the profile's name has 65 characters, and may have 64")]
    [TestCase("--client-key key.pem", "--client-key goes with --client-cert")]
    public async Task What_cannot_be_ordered_so_is_told_in_words(string words, string message)
    {
        using Terminal terminal = NewTerminal();
        await using Serving server = await Serving.StartAsync(terminal);
        Assert.That((await ErrorAsync(terminal, words, 2)).GetProperty("message").GetString(), Does.Contain(message));
    }

    [TestCase("smdp order", "What is ordered?")]
    [TestCase("smdp order --iccid 89882119900000000012 --name x", "go with a package")]
    [TestCase("smdp order --iccid 89882119900000000012 --server http://localhost:1", "--server takes")]
    public async Task An_order_that_says_too_little_is_told_what_is_missing(string words, string message)
    {
        using Terminal terminal = NewTerminal();
        Assert.That((await terminal.JsonAsync(words, 2)).GetProperty("error").GetProperty("message").GetString(), Does.Contain(message));
    }

    /// <summary>A server of another make: ES2+ as SGP.22 has it, a CA of its own for operators, and no path for packages.</summary>
    [Test, Says("noStock", "noServer")]
    public async Task A_profile_is_ordered_on_any_server_that_trusts_the_operator()
    {
        using Terminal terminal = NewTerminal();
        using OperatorPki operators = OperatorPki.Create(new SeededRandom("operator"), TimeProvider.System.GetUtcNow().AddDays(-1), "other");
        string folder = terminal.PathOf("operator");
        Directory.CreateDirectory(folder);
        operators.Save(folder);
        SmdpServer server = new(new() { Address = "dp.example.com", Credentials = [SmdpCredential.From(Pkis.Nist)] });
        foreach (int number in (int[])[1, 2]) await server.Orders.AddAsync(Packages.Number(number));
        using X509Certificate2 tls = Pkis.Nist.ToTlsCertificate(), ca = X509CertificateLoader.LoadCertificate(operators.Ca.Encoded.Span);
        await using SmdpHost host = await SmdpHost.StartAsync(server, new()
        {
            Certificates = [new ServerTlsCertificate(tls)],
            Es2 = new() { EndPoints = [new(IPAddress.Loopback, 0)], ClientCas = [ca] },
        });
        string url = $"--server https://localhost:{host.Es2Addresses[0].Port}/gsma/rsp2/es2plus";
        string me = $"--client-cert {Path.Combine(folder, "operator.pem")} --client-key {Path.Combine(folder, "operator-key.pem")}";

        JsonElement untrusted = await ErrorAsync(terminal, $"{url} {me}", 2);
        Assert.That(untrusted.GetProperty("message").GetString(), Does.Contain("not trusted"));
        Assert.That(untrusted.GetProperty("name").GetString(), Is.EqualTo("notTrusted"), "somebody answers");
        Assert.That((await ErrorAsync(terminal, $"--server https://localhost:1 {me}", 2)).GetProperty("name").GetString(), Is.EqualTo("noServer"));
        JsonElement order = await OrderAsync(terminal, 1, $"{url} {me} --ca {terminal.Pki} --matching-id ONE");
        Assert.That(order.GetProperty("activationCode").GetString(), Is.EqualTo("LPA:1$dp.example.com$ONE"));
        Assert.That((await server.Orders.FindAsync(Packages.IccidNumber(1)))!.OrderedBy, Is.EqualTo("other"));
        JsonElement unknown = (await terminal.JsonAsync($"smdp order --iccid 8988211990000000039 {url} {me} --ca {terminal.Pki}", 1)).GetProperty("error");
        Assert.That(unknown.GetProperty("code").GetString(), Is.EqualTo("8.2.1/3.9"));
        string noStock = (await ErrorAsync(terminal, $"{url} {me} --ca {terminal.Pki} --name Mine", 2, number: 2)).GetProperty("message").GetString()!;
        Assert.That(noStock, Does.Contain("The server takes no packages from here"));
        // The user's own certificate is of another CA.
        Assert.That((await terminal.RunAsync([.. $"smdp order --iccid 8988211990000000039 {url} --ca {terminal.Pki}".Split(' ')])).ExitCode, Is.EqualTo(2));
        string wrong = (await terminal.JsonAsync($"smdp order --iccid 8988211990000000039 {url} --client-cert {Path.Combine(folder, "ca.pem")}", 2)).GetProperty("error").GetProperty("message").GetString()!;
        Assert.That(wrong, Does.Contain("does not hold a certificate and its private key in PEM"));
    }

    private static Terminal NewTerminal() => new() { Time = TimeProvider.System };

    private static async Task<JsonElement> OrderAsync(Terminal terminal, int number, string words = "") =>
        await terminal.JsonAsync($"smdp order {Package(terminal, number)} {words}".TrimEnd());

    private static async Task<JsonElement> ErrorAsync(Terminal terminal, string words, int exitCode, int number = 1) =>
        (await terminal.JsonAsync($"smdp order {Package(terminal, number)} {words}".TrimEnd(), exitCode)).GetProperty("error");

    private static string Words(JsonElement json, params string[] names) => string.Join(' ', names.Select(name => json.GetProperty(name).ToString()));

    private static string Package(Terminal terminal, int number)
    {
        string path = terminal.PathOf($"{number}.der");
        File.WriteAllBytes(path, Packages.Number(number).Package.ToArray());
        return path;
    }
}
