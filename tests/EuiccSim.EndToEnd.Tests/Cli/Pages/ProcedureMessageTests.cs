using System.Text.Json;
using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Lpa.Tests.Http;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es8;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Testing;

namespace EuiccSim.EndToEnd.Tests.Cli.Pages;

/// <summary>Messages about a download or an order that goes wrong in the middle, as a card or a server does something odd.</summary>
public sealed class ProcedureMessageTests
{
    [Test, Says("consentMissing")]
    public async Task Rules_that_nobody_consents_to()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        using Terminal terminal = new(world);
        await terminal.MakeCardAsync();
        await ExpectAsync(terminal, $"lpa download {await world.OrderCodeAsync(Ruled())}", 1, "consentMissing", "--yes does");
    }

    [Test, Says("pprNotAllowed")]
    public async Task Rules_that_the_card_does_not_allow()
    {
        await using EsimWorld world = await TestWorld.CreateAsync(new() { Euicc = euicc => euicc with { RulesAuthorisationTable = [] } });
        await using ServedCard card = new(world.Device.Connection, _ => null);
        using Terminal terminal = new(world);
        await ExpectAsync(terminal, $"lpa download {await world.OrderCodeAsync(Ruled())} --yes --tcp {card.Address}", 1, "pprNotAllowed", "only its operator can send another");
    }

    [Test, Says("metadataMismatch")]
    public async Task A_server_that_offers_one_profile_and_sends_another()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        using Terminal terminal = new(world) { Servers = () => new Boaster(world.Net) };
        await terminal.MakeCardAsync();
        await ExpectAsync(terminal, $"lpa download {await world.OrderCodeAsync()}", 1, "metadataMismatch", "Nothing was installed");
    }

    [Test, Says("ambiguous", "confirmationCodeMissing")]
    public async Task Profiles_that_are_meant_by_one_name_and_codes_that_are_missing()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        using Terminal terminal = new(world);
        await terminal.MakeCardAsync();
        foreach (int number in (int[])[1, 2])
        {
            await terminal.JsonAsync($"lpa download {await world.OrderCodeAsync(Packages.Number(number))}");
            await terminal.JsonAsync($"lpa nickname {Packages.IccidNumber(number)} same");
        }
        await ExpectAsync(terminal, "lpa enable same", 2, "ambiguous", "name the ICCID");
        ActivationCode code = await world.OrderCodeAsync(Packages.Number(3), new() { ConfirmationCode = "4711" });
        await ExpectAsync(terminal, $"lpa download {code}", 1, "confirmationCodeMissing", "--confirmation-code names it");
    }

    [Test, Says("postponed", "rejectedByUser")]
    public async Task A_person_who_says_no()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        using Terminal terminal = new(world) { Typed = "n\n" };
        await terminal.MakeCardAsync();
        Terminal.Run download = await terminal.RunAsync("lpa", "download", (await world.OrderCodeAsync()).ToString()), reset = await terminal.RunAsync("lpa", "memory-reset");
        Assert.That(download.Error, Does.Contain("download: postponed: Not now: the order stays open, and the same Activation Code will do again."));
        Assert.That(reset.Error, Does.Contain("eUICCMemoryReset: rejectedByUser: Nothing was deleted."));
    }

    [Test, Says("unexpectedResult")]
    public async Task A_SIM_that_does_not_answer_as_it_should()
    {
        using Terminal terminal = new();
        await File.WriteAllTextAsync(terminal.PathOf("one.json"), """{"iccid":"8949000000000000018","imsi":"001010000000123","sqn":{"init":281474976710655}}""");
        await terminal.JsonAsync($"profile build {terminal.PathOf("one.json")}");
        await ExpectAsync(terminal, $"demo --profile {terminal.PathOf("one.der")}", 1, "unexpectedResult", "The SIM answered a synchronisation failure (auts ");
    }

    [Says]
    [TestCase("httpStatus", "404 Not Found", "", "answered downloadOrder with HTTP status 404")]
    [TestCase("noAddress", "200 OK", "\"iccid\":\"8988211990000000005F\",\"matchingId\":\"ONE\"", "is ordered as ONE, but the server does not say at which address LPAs find it")]
    public async Task A_server_for_operators_that_answers_too_little(string name, string status, string members, string says)
    {
        using Terminal terminal = new() { Time = TimeProvider.System };
        string body = members.Length == 0 ? "" : $"{{\"header\":{{\"functionExecutionStatus\":{{\"status\":\"Executed-Success\"}}}},{members}}}";
        await using TlsServer server = new TlsServer(Pkis.Nist.ToTlsCertificate()).Answers(body, status).Answers(body, status);
        await ExpectAsync(terminal, $"smdp order --iccid 8988211990000000005 --server https://localhost:{server.EndPoint.Port} --ca {terminal.Pki}", 2, name, says);
    }

    private static async Task ExpectAsync(Terminal terminal, string words, int exitCode, string name, string says)
    {
        JsonElement error = (await terminal.JsonAsync(words, exitCode)).GetProperty("error");
        Assert.That(error.GetProperty("name").GetString(), Is.EqualTo(name), error.ToString());
        Assert.That(error.GetProperty("message").GetString(), Does.Contain(says));
    }

    private static Profile Ruled() => Packages.Number(1, metadata => metadata with
    {
        ProfileOwner = new() { MccMnc = Octets.FromHex("00F110") },
        ProfilePolicyRules = PprIds.Ppr1,
    });

    /// <summary>A server that calls a profile otherwise in its offer, which nobody signs.</summary>
    private sealed class Boaster(IEs9Transport server) : IEs9Transport
    {
        public async Task<Es9HttpResponse> PostAsync(string serverAddress, string function, Octets request, CancellationToken cancellationToken)
        {
            Es9HttpResponse answer = await server.PostAsync(serverAddress, function, request, cancellationToken);
            if (function != AuthenticateClientRequest.Function || Es9Answers.Read<AuthenticateClientOk>(answer.Body) is not { } offer) return answer;
            Signed<StoreMetadataRequest> other = Signed<StoreMetadataRequest>.Of(offer.ProfileMetadata.Value with { ProfileName = "Gold" });
            return new(200, RspJson.WriteResponse(offer with { ProfileMetadata = other }));
        }
    }
}
