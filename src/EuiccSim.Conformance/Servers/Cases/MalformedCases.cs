using System.Text;
using System.Text.Json.Nodes;
using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Roles;
using EuiccSim.Conformance.Servers.Calls;
using EuiccSim.Conformance.Servers.Wire;
using EuiccSim.Protocol.Asn1;
using static EuiccSim.Conformance.Servers.Cases.ServerRow;

namespace EuiccSim.Conformance.Servers.Cases;

/// <summary>Requests that are none. SGP.22 v2.5 §6.5, §6.6: what a server says to them is its own choice, as long as it does nothing and lives on.</summary>
internal static class MalformedCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Body("no-json", "A body that is no JSON", _ => Octets.Of("euiccChallenge=AAECAwQFBgcICQoLDA0ODw=="u8)),
        Body("empty", "An empty body", _ => Octets.Empty),
        Body("cut", "A JSON object that ends too early", body => body.Slice(0, body.Length / 2)),
        Body("array", "A JSON array", body => Octets.Wrap(Encoding.UTF8.GetBytes($"[{Encoding.UTF8.GetString(body.Span)}]"))),
        Member("number", "A number in the place of a string", json => json["smdpAddress"] = 5),
        Member("null", "A member that is null", json => json["euiccInfo1"] = null),
        Member("base64", "Characters that are not in base64", json => json["euiccInfo1"] = "!" + json["euiccInfo1"]!.GetValue<string>()),
        Member("cut-der", "A DER structure that ends too early", json => json["euiccInfo1"] = Cut(json, octets => octets.Slice(0, octets.Length - 1))),
        Member("after-der", "Octets after the end of a DER structure", json => json["euiccInfo1"] = Cut(json, octets => Octets.Concat(octets, Octets.Of([0x05, 0x00])))),
        Member("short-challenge", "An euiccChallenge of 15 octets", json => json["euiccChallenge"] = FunctionCall.Base64(Octets.Of(new byte[15]))),
        Member("long-challenge", "An euiccChallenge of 17 octets", json => json["euiccChallenge"] = FunctionCall.Base64(Octets.Of(new byte[17]))),
        .. s_functions.Select(MissingMembers),
        .. s_functions.Skip(1).Select(WrongStructure),
        Asn1("garbage", "A body that is no DER", Octets.Of("not DER at all"u8)),
        Asn1("empty", "An empty body", Octets.Empty),
        Asn1("function", "A request of a function that there is not", Octets.FromHex("A2079F81008003010203")),
    ];

    private static ConformanceCase Body(string word, string title, Func<Octets, Octets> change) =>
        Reads($"ES9+/body-{word}", "SGP.22 §6.5.1", $"{title} is not executed, and the server lives on", async bench =>
        {
            HttpAsk ask = HttpCases.Initiate(bench);
            (await bench.AskAsync(ask with { Body = change(ask.Body) })).ExpectNotDone();
            (await bench.AskAsync(HttpCases.Initiate(bench))).ExpectDone();
        }, ServerOption.Ci);

    private static ConformanceCase Member(string word, string title, Action<JsonObject> change) =>
        Reads($"ES9+/member-{word}", "SGP.22 §6.5.2.6", $"{title} is not executed", async bench =>
        {
            HttpAsk ask = HttpCases.Initiate(bench);
            (await bench.AskAsync(ask with { Body = HttpCases.Changed(ask.Body, change) })).ExpectNotDone();
        }, ServerOption.Ci);

    /// <summary>Each member of a request in turn is left out.</summary>
    private static ConformanceCase MissingMembers(FunctionCall call) =>
        Reads($"ES9+/missing-{call.Function}", "SGP.22 §6.5.2", $"{call.Function} without one of its members is not executed", async bench =>
        {
            foreach (string member in call.Json.Select(member => member.Key))
            {
                bench.Step($"{member} is missing");
                HttpAsk ask = call.In(RspBinding.Json);
                (await bench.AskAsync(ask with { Body = HttpCases.Changed(ask.Body, json => json.Remove(member)) })).ExpectNotDone();
            }
        });

    /// <summary>What the eUICC would have signed is another structure.</summary>
    private static ConformanceCase WrongStructure(FunctionCall call) =>
        Reads($"ES9+/structure-{call.Function}", "SGP.22 §6.5.2", $"{call.Function} with another structure than its own is not executed", async bench =>
        {
            HttpAsk ask = call.In(RspBinding.Json);
            string member = call.Json.Last().Key;
            foreach (string structure in (string[])["3003020101", "BF20050403010203", "05", "BF3880"])
            {
                bench.Step($"{member} is '{structure}'");
                (await bench.AskAsync(ask with { Body = HttpCases.Changed(ask.Body, json => json[member] = FunctionCall.Base64(Octets.FromHex(structure))) })).ExpectNotDone();
            }
        });

    private static ConformanceCase Asn1(string word, string title, Octets body) =>
        Reads($"ES9+/asn1-{word}", "SGP.22 §6.6", $"{title} in the ASN.1 binding is answered with HTTP status 4xx", async bench =>
        {
            HttpAnswer answer = await bench.SendAsync(bench.Server.Wire, HttpAsk.Asn1("asn1", body));
            bench.Expect(answer.Status is >= 400 and < 500, "HTTP status 4xx", answer.Status.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }, ServerOption.Asn1);

    private static string Cut(JsonObject json, Func<Octets, Octets> change) =>
        FunctionCall.Base64(change(Octets.Wrap(Convert.FromBase64String(json["euiccInfo1"]!.GetValue<string>()))));

    private static readonly Octets s_transaction = Octets.FromHex("00112233445566778899AABBCCDDEEFF");

    // Requests of nobody, as far as they go.
    private static readonly FunctionCall[] s_functions =
    [
        FunctionCall.InitiateAuthentication(s_transaction, PlayedEuicc.Info1Of(new(2, 5), [], [], Octets.Empty), "smdp.example.com"),
        FunctionCall.AuthenticateClient(s_transaction, PlayedEuicc.Refusal("BF38", s_transaction, 1)),
        FunctionCall.GetBoundProfilePackage(s_transaction, PlayedEuicc.Refusal("BF21", s_transaction, 1)),
        FunctionCall.CancelSession(s_transaction, Octets.FromHex("BF4103810105")),
    ];
}
