using System.Net;
using System.Text;
using System.Text.Json;
using EuiccSim.Cli;
using EuiccSim.Cli.Smdp;
using EuiccSim.EndToEnd.Tests.Cli.Pages;
using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es2;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Testing;

namespace EuiccSim.EndToEnd.Tests.Cli;

/// <summary>The walk of a person on a fresh machine: serve, order, download from another shell. All over HTTPS.</summary>
public sealed class SmdpVerbTests
{
    private const string Iccid1 = "89882119900000000012";

    [Test, Says("inUse")]
    public async Task A_profile_is_ordered_on_a_running_server_and_downloaded_from_it()
    {
        using Terminal terminal = NewTerminal();
        await using Serving server = await Serving.StartAsync(terminal);
        JsonElement order = await terminal.JsonAsync($"smdp order {Package(terminal)} --matching-id WALK --confirmation-code 4711 --expires 1h --attempts 2");
        Assert.That(order.GetProperty("iccid").GetString(), Is.EqualTo(Iccid1));
        string code = order.GetProperty("activationCode").GetString()!;
        Assert.That(code, Is.EqualTo($"LPA:1${server.Address}$WALK$$1"));
        JsonElement wrong = await terminal.JsonAsync($"lpa download {code} --confirmation-code 1", 1);
        Assert.That(wrong.GetProperty("error").GetProperty("code").GetString(), Is.EqualTo("8.2.7/3.8"));
        await terminal.JsonAsync($"lpa download {code} --confirmation-code 4711");
        JsonElement list = await terminal.JsonAsync("lpa list");
        Assert.That(list.GetProperty("profiles")[0].GetProperty("iccid").GetString(), Is.EqualTo(Iccid1));
        JsonElement again = await terminal.JsonAsync($"smdp order {Package(terminal)}", 1);
        Assert.That(again.GetProperty("error").GetProperty("name").GetString(), Is.EqualTo("inUse"));
        Assert.That(again.GetProperty("error").GetProperty("message").GetString(), Does.Contain(Iccid1).And.EndsWith("--iccid gives it another."));
        JsonElement other = await terminal.JsonAsync($"smdp order {Package(terminal)} --iccid 8988211990000000021");
        await terminal.JsonAsync($"lpa download {other.GetProperty("activationCode").GetString()}");
    }

    /// <summary>What the card signed has the server's name without its port: this user's own server is found nevertheless.</summary>
    [Test]
    public async Task A_notification_that_was_kept_finds_this_users_server()
    {
        using Terminal terminal = NewTerminal();
        await using Serving server = await Serving.StartAsync(terminal);
        JsonElement order = await terminal.JsonAsync($"smdp order {Package(terminal)}");
        await terminal.JsonAsync($"lpa download {order.GetProperty("activationCode").GetString()} --no-notifications");
        Assert.That((await terminal.JsonAsync("lpa notifications")).GetProperty("notifications")[0].GetProperty("address").GetString(), Is.EqualTo("localhost"));
        Assert.That((await terminal.JsonAsync("lpa notifications send")).GetProperty("notifications")[0].GetProperty("delivered").GetBoolean());
        await server.EventAsync("installed");
    }

    [TestCase("localhost:9443", "localhost:443=localhost:9443")]
    [TestCase("localhost:9443 smdp.example.com:8443", "localhost:443=localhost:9443 smdp.example.com:443=smdp.example.com:8443")]
    [TestCase("localhost:9443 LOCALHOST:8443", "")]
    [TestCase("localhost:9443 localhost", "")]
    [TestCase("localhost", "")]
    public void A_bare_name_leads_to_a_port_only_where_one_server_can_be_meant(string addresses, string expected)
    {
        RunningServer[] all = [.. addresses.Split(' ').Select(address => new RunningServer { Address = address, Es2 = "127.0.0.1:8444", Name = "", Cis = [], ProcessId = 1 })];
        Assert.That(RunningServer.PlacesOfBareNames(all).Select(one => $"{one.Key}={((DnsEndPoint)one.Value).Host}:{((DnsEndPoint)one.Value).Port}"),
            Is.EqualTo(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Test]
    public async Task A_refused_element_is_told_to_who_downloads_and_to_who_serves()
    {
        using Terminal terminal = NewTerminal();
        // PE-NonStandard with the identification 77, which the eUICC must understand and does not (SAIP §8.5), before PE-End.
        Signed<ProfileElement>[] elements = [.. ProfilePackage.Read(Packages.Number(1).Package).Elements];
        Octets package = Octets.Concat([.. elements[..^1].Select(one => one.Encoded), Octets.FromHex("A90EA005800081014D81028837820100"), elements[^1].Encoded]);
        string file = terminal.PathOf("refused.der"), place = $"element {elements.Length} (nonStandard, identification 77)";
        File.WriteAllBytes(file, package.ToArray());
        await using Serving server = await Serving.StartAsync(terminal);
        string code = (await terminal.JsonAsync($"smdp order {file}")).GetProperty("activationCode").GetString()!;
        JsonElement error = (await terminal.JsonAsync("lpa download " + code, 1)).GetProperty("error");
        Assert.That(error.GetProperty("message").GetString(), Does.Contain("the element with the identification 77: pe-not-supported (1)"));
        JsonElement element = error.GetProperty("elements")[0];
        Assert.That((element.GetProperty("identification").GetInt32(), element.GetProperty("status").GetString(), element.GetProperty("statusCode").GetInt32()),
            Is.EqualTo((77, "pe-not-supported", 1)));

        JsonElement happened = await server.EventAsync("installationFailed");
        Assert.That((happened.GetProperty("reason").GetString(), happened.GetProperty("step").GetString()), Is.EqualTo(("installFailedDueToPEProcessingError", "loadProfileElements")));
        Assert.That(happened.GetProperty("eid").GetString(), Has.Length.EqualTo(32));
        Assert.That(happened.GetProperty("elements")[0].GetProperty("number").GetInt32(), Is.EqualTo(elements.Length));
        Assert.That(happened.GetProperty("message").GetString(), Does.Contain(place));
    }

    [Test]
    public async Task A_malformed_request_is_told_to_who_sent_it_and_to_who_serves()
    {
        using Terminal terminal = NewTerminal();
        await using Serving server = await Serving.StartAsync(terminal);
        using HttpClientHandler handler = new() { ServerCertificateCustomValidationCallback = (_, _, _, _) => true };
        using HttpClient client = new(handler);
        using HttpRequestMessage request = new(HttpMethod.Post, $"https://{server.Address}/gsma/rsp2/es9plus/authenticateClient")
        {
            Content = new StringContent("{}", Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("X-Admin-Protocol", "gsma/rsp/v2.5.0");
        using HttpResponseMessage answer = await client.SendAsync(request);
        Assert.That(await answer.Content.ReadAsStringAsync(), Is.EqualTo("""{"status":400,"function":"authenticateClient","message":"transactionId: is missing"}"""));
        JsonElement happened = await server.EventAsync("requestRejected");
        Assert.That((happened.GetProperty("function").GetString(), happened.GetProperty("httpStatus").GetInt32(), happened.GetProperty("reason").GetString()),
            Is.EqualTo(("authenticateClient", 400, "transactionId: is missing")));
    }

    [Test]
    public async Task Orders_of_a_file_are_there_when_the_server_starts()
    {
        using Terminal terminal = NewTerminal();
        string package = Package(terminal);
        string orders = terminal.PathOf("orders.json");
        File.WriteAllText(orders, $$"""
            [{"profile":"{{Path.GetFileName(package)}}","matchingId":"KNOWN","attempts":1},
             {"profile":"{{Path.GetFileName(package)}}","iccid":"8988211990000000039","matchingId":"LATER","state":"confirmed"}]
            """);
        await using Serving server = await Serving.StartAsync(terminal, "--orders", orders);
        Assert.That(server.ActivationCodes, Is.EqualTo(new[] { $"LPA:1${server.Address}$KNOWN" }));
        JsonElement later = await terminal.JsonAsync($"lpa download LPA:1${server.Address}$LATER", 1);
        Assert.That(later.GetProperty("error").GetProperty("code").GetString(), Is.EqualTo("8.2/1.2"), "not released");
        await terminal.JsonAsync($"lpa download {server.ActivationCodes[0]}");
    }

    [Test]
    public async Task Without_a_server_there_is_nobody_to_order_from()
    {
        using Terminal terminal = NewTerminal();
        JsonElement order = await terminal.JsonAsync($"smdp order {Package(terminal)}", 2);
        Assert.That(order.GetProperty("error").GetProperty("name").GetString(), Is.EqualTo("noServer"));
        await using (await Serving.StartAsync(terminal))
        {
        }
        await terminal.JsonAsync($"smdp order {Package(terminal)}", 2);
    }

    [Test]
    public async Task An_order_that_is_refused_can_be_tried_again()
    {
        using Terminal terminal = NewTerminal();
        await using Serving server = await Serving.StartAsync(terminal);
        await terminal.JsonAsync($"smdp order {Package(terminal)} --matching-id ONCE");
        string second = $"smdp order {Package(terminal)} --iccid 8988211990000000021";
        JsonElement refused = await terminal.JsonAsync(second + " --matching-id ONCE", 1);
        Assert.That(refused.GetProperty("error").GetProperty("code").GetString(), Is.EqualTo("8.2.6/3.3"));
        Assert.That((refused.GetProperty("error").GetProperty("function").GetString(), refused.GetProperty("error").GetProperty("name").GetString()),
            Is.EqualTo(("confirmOrder", "refusedByServer")));
        JsonElement order = await terminal.JsonAsync(second + " --matching-id TWICE --expires 1h");
        await terminal.JsonAsync($"lpa download {order.GetProperty("activationCode").GetString()}");
    }

    [TestCase("UNDER_SCORE", true)]
    [TestCase("A-1", false)]
    public async Task A_MatchingID_that_LPAs_may_refuse_is_told(string matchingId, bool told)
    {
        using Terminal terminal = NewTerminal();
        await using Serving server = await Serving.StartAsync(terminal);
        Terminal.Run run = await terminal.RunAsync("smdp", "order", Package(terminal), "--matching-id", matchingId);
        Assert.That((run.ExitCode, run.Error.Contains("may refuse", StringComparison.Ordinal)), Is.EqualTo((0, told)));
        Assert.That(run.Output, Does.EndWith("$" + matchingId + "\n"));
    }

    [Test]
    public async Task A_profile_in_stock_is_ordered_with_what_this_order_shall_have()
    {
        using Terminal terminal = NewTerminal();
        string folder = terminal.PathOf("stock");
        Directory.CreateDirectory(folder);
        File.Copy(Package(terminal), Path.Combine(folder, "profile.der"));
        await using Serving server = await Serving.StartAsync(terminal, "--profiles", folder);
        JsonElement order = await terminal.JsonAsync($"smdp order {Package(terminal)} --expires 2020-01-31T12:00Z");
        JsonElement late = await terminal.JsonAsync($"lpa download {order.GetProperty("activationCode").GetString()}", 1);
        Assert.That(late.GetProperty("error").GetProperty("code").GetString(), Is.EqualTo("8.8.5/4.10"));
    }

    [Test]
    public async Task What_was_dropped_of_a_state_is_told_to_the_person_and_to_a_program()
    {
        using Terminal terminal = NewTerminal();
        string state = terminal.PathOf("state");
        await using (await Serving.StartAsync(terminal, "--state", state))
        {
        }
        long length = new FileInfo(state).Length;
        await File.AppendAllTextAsync(state, "half a record");
        Serving server = await Serving.StartAsync(terminal, "--state", state);
        JsonElement told = JsonDocument.Parse(await server.NextLineAsync()).RootElement;
        Assert.That(told.GetRawText(), Is.EqualTo($$"""{"event":"stateDropped","file":"{{state}}","at":{{length}},"octets":13}"""));
        await server.DisposeAsync();
        Assert.That(server.Said, Does.Contain($"{state}: the last 13 octets, from octet {length} on, were no whole record and were dropped."));
        await using Serving again = await Serving.StartAsync(terminal, "--state", state);
        await again.DisposeAsync();
        Assert.That(again.Said, Does.Not.Contain("dropped"));
    }

    [Test]
    public async Task An_order_that_cannot_be_kept_is_told()
    {
        using Terminal terminal = NewTerminal();
        string orders = terminal.PathOf("orders.json");
        string package = Path.GetFileName(Package(terminal));
        foreach ((string member, string words) in new[]
        {
            ($"\"matchingId\":\"{new string('A', 256)}\"", "its MatchingID has 256 characters, and may have 255"),
            ("\"matchingId\":\"a$b\"", "the MatchingID 'a$b' cannot stand in an Activation Code"),
            ("\"attempts\":0", "attempts takes a number above 0, not 0"),
            ("\"attempts\":-1", "attempts takes a number above 0, not -1"),
            ("\"confirmationCode\":\"\"", "a Confirmation Code has at least one character"),
        })
        {
            File.WriteAllText(orders, $$"""[{"profile":"{{package}}",{{member}}}]""");
            JsonElement result = await terminal.JsonAsync($"smdp serve --listen https://127.0.0.1:0 --es2 https://127.0.0.1:0 --orders {orders}", 2);
            Assert.That(result.GetProperty("error").GetProperty("message").GetString(), Does.Contain(words));
        }
    }

    [Test]
    public async Task An_operator_adds_nothing_to_what_is_anothers_or_everybodys()
    {
        using Terminal terminal = NewTerminal();
        using OperatorPki other = OperatorPki.Create(new SeededRandom("other"), TimeProvider.System.GetUtcNow().AddDays(-1), "other");
        string folder = terminal.PathOf("others"), stock = terminal.PathOf("stock");
        Directory.CreateDirectory(folder);
        Directory.CreateDirectory(stock);
        other.Save(folder);
        File.WriteAllBytes(Path.Combine(stock, "everybodys.der"), Packages.Number(3).Package.ToArray());
        await using Serving server = await Serving.StartAsync(terminal, "--es2-client-ca", Path.Combine(folder, "ca.pem"), "--profiles", stock);
        Surroundings at = new(TextWriter.Null, TextWriter.Null) { DataFolder = terminal.DataFolder };
        using OperatorPki own = OperatorPki.Load(Path.Combine(terminal.DataFolder, "operator"));
        Assert.That(own.Certificate.Subject.ToString(), Does.Match("euiccsim [0-9A-F]{16}"), "a name that no other user's operator has");
        RunningServer running = RunningServer.TheOnly(RunningServer.All(at));
        using OperatorClient mine = OperatorClient.To(running, own.ToClientCertificate(), "2.999.1000", at.Time),
            theirs = OperatorClient.To(running, other.ToClientCertificate(), "2.999.1000", at.Time);
        Octets first = Packages.Number(1).Package, second = Packages.Number(2).Package;

        string name = running.Name;
        Assert.That(await PutAsync(mine, first, "?type=gold"), Is.EqualTo($"200 {Packages.IccidNumber(1)}"));
        foreach (string type in (string[])["gold", "everybodys"])
            Assert.That(await PutAsync(theirs, second, "?type=" + type), Does.StartWith("409 ").And.Contain($"'{type}' is not yours"));
        Assert.That(await PutAsync(theirs, first, ""), Does.StartWith("409 ").And.Contain("another operator's"));
        Assert.That(await OrderAsync(theirs, "gold"), Is.EqualTo("8.2.5/1.2"));
        foreach (string limit in (string[])["attempts=0", "attempts=99999999999", "expires=NaN"])
            Assert.That(await PutAsync(theirs, second, "?" + limit), Does.StartWith("400 ").And.Contain("attempts takes"));
        Assert.That(await OrderAsync(mine, "gold"), Is.EqualTo(Packages.IccidNumber(1).Digits));
        Assert.That(await PutAsync(theirs, second, "?type=lead"), Does.StartWith("200 "));
        Assert.That(await OrderAsync(theirs, "lead"), Is.EqualTo(Packages.IccidNumber(2).Digits));
        Assert.That(await OrderAsync(mine, "lead"), Is.EqualTo("8.2.5/1.2"));
        // As the tool tells it.
        Assert.That(await FailureAsync(first), Is.EqualTo((1, "stock", "inUse")));
        Assert.That(await FailureAsync(Octets.FromHex("00")), Is.EqualTo((1, "stock", "refusedByServer")));

        async Task<(int, string, string)> FailureAsync(Octets package)
        {
            CommandFailure? failure = await Assert.ThrowsAsync<CommandFailure>(() => theirs.PutAsync(new(package, null, null, null, ProfileDescription.None), default));
            return (failure!.ExitCode, failure.Function, failure.Name);
        }

        async Task<string> PutAsync(OperatorClient client, Octets package, string query)
        {
            Es9HttpResponse answer = await client.Http.PostAsync(name, "/euiccsim/stock" + query, "application/octet-stream", package, default);
            return $"{answer.Status} {Encoding.UTF8.GetString(answer.Body.Span)}";
        }
    }

    /// <summary>The ICCID that was reserved, or the status code of the refusal.</summary>
    private static async Task<string> OrderAsync(OperatorClient client, string type) => await client.Es2.DownloadOrderAsync(type) switch
    {
        RspResult<DownloadOrderResponse>.Ok ok => ok.Value.Iccid.Digits,
        RspResult<DownloadOrderResponse>.Failed no => no.Header.StatusCodeData!.Code.ToString(),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    [Test]
    public async Task A_file_of_orders_that_contradict_each_other_is_told_by_what()
    {
        using Terminal terminal = NewTerminal();
        string package = Path.GetFileName(Package(terminal)), orders = terminal.PathOf("orders.json");
        string[] seconds = ["\"matchingId\":\"SAME\"", "\"profileType\":\"gold\",\"owner\":\"other\""];
        foreach (string second in seconds)
        {
            File.WriteAllText(orders, $$"""
                [{"profile":"{{package}}","matchingId":"SAME","profileType":"gold"},
                 {"profile":"{{package}}","iccid":"8988211990000000039",{{second}}}]
                """);
            Terminal.Run run = await terminal.RunAsync("smdp", "serve", "--listen", "https://127.0.0.1:0", "--es2", "https://127.0.0.1:0", "--orders", orders);
            Assert.That(run.ExitCode, Is.EqualTo(2), run.Error);
            Assert.That(run.Error, Does.Contain("8988211990000000039").And.Contain(Iccid1).And.Not.Contain("Parameter"));
        }
    }

    [Test]
    public async Task The_activation_code_is_shown_as_a_QR_code()
    {
        using Terminal terminal = NewTerminal();
        await using Serving server = await Serving.StartAsync(terminal);
        Terminal.Run run = await terminal.RunAsync("smdp", "order", Package(terminal), "--qr");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        string[] lines = run.Output.TrimEnd().Split('\n');
        Assert.That(lines[^1], Does.StartWith("LPA:1$localhost:"));
        // ISO/IEC 18004: the finder pattern's first rows, after four light modules on each side.
        Assert.That(lines[2][..11], Is.EqualTo("████ ▄▄▄▄▄ "));
    }

    [Test]
    public async Task A_PKI_is_made_and_served()
    {
        using Terminal terminal = NewTerminal();
        string folder = terminal.PathOf("own-pki");
        await terminal.JsonAsync($"pki create {folder} --curve nist --host dp.test.example.com");
        Assert.That(File.Exists(Path.Combine(folder, "DPtls", "CERT_S_SM_DP_TLS_NIST.der")));
        Assert.That(File.Exists(Path.Combine(folder, "DPtls", "CERT_S_SM_DP_TLS_BRP.der")), Is.False);
        await terminal.JsonAsync("pki create " + folder, 2);
        await using Serving server = await Serving.StartAsync(terminal, "--pki", folder);
        JsonElement order = await terminal.JsonAsync($"smdp order {Package(terminal)}");
        await terminal.JsonAsync($"lpa download {order.GetProperty("activationCode").GetString()} --pki {folder}");
    }

    private static Terminal NewTerminal() => new() { Time = TimeProvider.System };

    private static string Package(Terminal terminal)
    {
        string path = terminal.PathOf("profile.der");
        SubscriberData data = new()
        {
            Iccid = Iccid.FromDigits(Iccid1),
            Imsi = "001010000000001",
            Key = Octets.FromHex("000102030405060708090A0B0C0D0E0F"),
            Opc = Octets.FromHex("F0F1F2F3F4F5F6F7F8F9FAFBFCFDFEFF"),
            ProfileType = "Walk",
        };
        File.WriteAllBytes(path, ProfileBuilder.Build(data).Write().ToArray());
        return path;
    }
}
