using System.Text.Json;
using EuiccSim.EndToEnd.Tests.Cli.Pages;
using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Testing;

namespace EuiccSim.EndToEnd.Tests.Cli;

/// <summary>What waits at an SM-DS, and the download of it; the eUICC checks the SM-DS's certificate and signature.</summary>
public sealed class DiscoverVerbTests
{
    [Test]
    public async Task What_waits_is_listed_and_downloaded()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        FakeSmds smds = new(Pkis.Nist, world.Net);
        using Terminal terminal = new(world) { Servers = () => smds };
        await terminal.MakeCardAsync();
        Assert.That((await terminal.JsonAsync("lpa discover")).GetProperty("events").GetArrayLength(), Is.Zero);
        Assert.That((await terminal.RunAsync("lpa", "discover")).Output, Is.EqualTo("Nothing waits." + Environment.NewLine));

        ActivationCode order = await world.OrderCodeAsync();
        smds.Events.Add(new() { EventId = order.MatchingId, RspServerAddress = TestWorld.Address });
        JsonElement one = (await terminal.JsonAsync("lpa discover")).GetProperty("events")[0];
        Assert.That((one.GetProperty("eventId").GetString(), one.GetProperty("rspServerAddress").GetString(), one.GetProperty("smds").GetString()),
            Is.EqualTo((order.MatchingId, TestWorld.Address, FakeSmds.Address)));
        Assert.That((one.GetProperty("activationCode").GetString(), smds.AskedFor), Is.EqualTo((order.ToQrText(), default(string))));

        JsonElement installed = (await terminal.JsonAsync("lpa discover --download")).GetProperty("events")[0];
        Assert.That((installed.GetProperty("installed").GetBoolean(), installed.GetProperty("iccid").GetString()), Is.EqualTo((true, "89882119900000000001")));
        Assert.That((await terminal.JsonAsync("lpa list")).GetProperty("profiles").GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    public async Task An_event_that_fails_does_not_keep_back_the_others()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        FakeSmds smds = new(Pkis.Nist, world.Net);
        using Terminal terminal = new(world) { Servers = () => smds };
        await terminal.MakeCardAsync();
        smds.Events.Add(new() { EventId = "NOBODY-KNOWS", RspServerAddress = TestWorld.Address });
        smds.Events.Add(new() { EventId = "X", RspServerAddress = "nowhere.example.com" });
        smds.Events.Add(new() { EventId = (await world.OrderCodeAsync()).MatchingId, RspServerAddress = TestWorld.Address });
        JsonElement result = await terminal.JsonAsync("lpa discover --download", 1);
        Assert.That(result.GetProperty("events").EnumerateArray().Select(one => one.GetProperty("installed").GetBoolean()), Is.EqualTo(new[] { false, false, true }));
        Assert.That(result.GetProperty("error").GetProperty("code").GetString(), Is.EqualTo("8.2.6/3.8"));
        Assert.That(result.GetProperty("events")[1].GetProperty("trouble").GetString(), Is.EqualTo("There is no server at nowhere.example.com."));
    }

    [Test, Says("noAnswer", "serverMismatch")]
    public async Task A_server_that_is_no_SM_DS_is_told()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        using Terminal terminal = new(world);
        await terminal.MakeCardAsync();
        JsonElement error = (await terminal.JsonAsync($"lpa discover --sm-ds {TestWorld.Address}", 1)).GetProperty("error");
        Assert.That(error.GetProperty("message").GetString(), Does.EndWith("role is SM-DP+ instead of SM-DS."));
        error = (await terminal.JsonAsync("lpa discover --sm-ds nowhere.example.com", 2)).GetProperty("error");
        Assert.That(error.GetProperty("message").GetString(), Is.EqualTo("There is no server at nowhere.example.com."));
    }

    [Test]
    public async Task An_SM_DS_of_another_CI_is_refused_by_the_eUICC()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        FakeSmds smds = new(EuiccSim.Testing.TestPki.Create(Protocol.Crypto.EcCurve.NistP256, new EuiccSim.Testing.SeededRandom("others"), Pkis.Start.AddYears(-1)), world.Net);
        using Terminal terminal = new(world) { Servers = () => smds };
        await terminal.MakeCardAsync();
        JsonElement error = (await terminal.JsonAsync("lpa discover", 1)).GetProperty("error");
        Assert.That((error.GetProperty("function").GetString(), error.GetProperty("name").GetString()), Is.EqualTo(("AuthenticateServer", "ciPKUnknown")));
    }
}
