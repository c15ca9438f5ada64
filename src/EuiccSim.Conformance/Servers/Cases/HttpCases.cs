using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Roles;
using EuiccSim.Conformance.Servers.Calls;
using EuiccSim.Conformance.Servers.Wire;
using EuiccSim.Http;
using EuiccSim.Protocol.Asn1;
using static EuiccSim.Conformance.Servers.Cases.ServerRow;

namespace EuiccSim.Conformance.Servers.Cases;

/// <summary>HTTP and the two bindings, whatever the function. SGP.22 v2.5 §6.2 to §6.6.</summary>
internal static class HttpCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Reads("ES9+/headers", "SGP.22 §6.3", "An answer names its content type and the version of SGP.22", async bench =>
            ExpectHeaders(bench, await bench.Session(bench.Stranger()).AskInitiateAsync(), RspHttpWords.Json), ServerOption.Ci),
        Reads("ES9+/headers-refusal", "SGP.22 §6.3", "So does a refusal", async bench =>
        {
            ServerSession session = bench.Session(bench.Stranger());
            session.Address = "another-server.example.com";
            FunctionAnswer answer = await session.AskInitiateAsync();
            answer.ExpectRefused(Refusals.AddressRefused);
            ExpectHeaders(bench, answer, RspHttpWords.Json);
        }, ServerOption.Ci),
        Reads("ES9+/headers-asn1", "SGP.22 §6.6", "An answer in ASN.1 names its content type and the version of SGP.22", async bench =>
            ExpectHeaders(bench, await bench.Session(bench.Stranger(), RspBinding.Asn1).AskInitiateAsync(), RspHttpWords.Asn1), ServerOption.Ci, ServerOption.Asn1),
        Reads("ES9+/unknown-function", "SGP.22 §6.5.2", "A path of no function is not found", async bench =>
        {
            HttpAnswer answer = await bench.SendAsync(bench.Server.Wire, HttpAsk.Json("es9plus", "noSuchFunction", Octets.Of("{}"u8)));
            bench.Expect(answer.Status is 404 or 400 or 405 or 501, "HTTP status 404, or another that says so", Status(answer));
        }),
        Reads("ES9+/get", "SGP.22 §6.2", "GET is no way to call a function", async bench =>
        {
            HttpAnswer answer = await bench.SendAsync(bench.Server.Wire, HttpAsk.Json("es9plus", "initiateAuthentication", Octets.Empty) with { Method = "GET" });
            bench.Expect(answer.Status is 405 or 400 or 404 or 501, "HTTP status 405, or another that says so", Status(answer));
        }),
        .. ((string[])["2.0.0", "2.1.0", "2.2.2", "2.4.0"]).Select(version =>
            Executed($"admin-protocol-{version}", "SGP.22 §6.2", $"An LPA of version {version} is served (X-Admin-Protocol)",
            ask => ask with { AdminProtocol = $"gsma/rsp/v{version}" })),
        Executed("user-agent-lpae", "SGP.22 §6.2", "An LPA in the eUICC is served (User-Agent)", ask => ask with { UserAgent = "gsma-rsp-lpae" }),
        Executed("charset", "SGP.22 §6.5.1", "A content type that names UTF-8 is taken", ask => ask with { ContentType = "application/json;charset=UTF-8" }),
        Executed("unknown-members", "SGP.22 §6.5.1", "Members that only a later version knows are passed over", ask => ask with { Body = Changed(ask.Body, json =>
        {
            json["lpaRspCapability"] = "hAIFoA==";
            json["somethingNew"] = new JsonObject { ["list"] = new JsonArray(1, 2, 3), ["nothing"] = null };
        }) }),
        Executed("member-order", "SGP.22 §6.5.1", "The members of a request may come in any order, with white space between them", ask => ask with { Body = Reversed(ask.Body) }),
        Executed("escapes", "SGP.22 §6.5.1", "Characters in strings may be escaped (RFC 8259 §7)", ask => ask with { Body = Escaped(ask.Body) }),
        Answered("content-type-text", "Another content type is answered, and is no fault of the server", ask => ask with { ContentType = "text/plain" }),
        Answered("no-admin-protocol", "A request without X-Admin-Protocol is answered, and is no fault of the server", ask => ask with { AdminProtocol = null }),
        Reads("ES9+/large-body", "SGP.22 §6.2", "A body of a mebibyte is not taken, and does the server no harm", async bench =>
        {
            HttpAsk ask = Initiate(bench);
            try
            {
                (await bench.AskAsync(ask with { Body = Changed(ask.Body, json => json["smdpAddress"] = new string('a', 1 << 20)) })).ExpectNotDone();
            }
            catch (Protocol.Rsp.Es9.Es9TransportException fault) when (fault.Fault == Protocol.Rsp.Es9.Es9TransportFault.ConnectionLost)
            {
                bench.Expect(true, "the server hangs up");
            }
            await bench.Session(bench.Stranger()).InitiateAsync();
        }, ServerOption.Ci),
        Reads("ES9+/lower-case-transaction", "SGP.22 §6.5.2.8", "Letter case does not matter in a transactionId", async bench =>
        {
            ServerSession session = await bench.ApplicantAsync(bench.Maker().Given());
            HttpAsk ask = FunctionCall.AuthenticateClient(session.TransactionId, session.Authenticated()).In(RspBinding.Json);
            // The session is known, then: nothing waits under this MatchingID.
            (await bench.AskAsync(ask with { Body = Changed(ask.Body,
                json => json["transactionId"] = session.TransactionId.ToString().ToLowerInvariant()) })).ExpectRefused(Refusals.MatchingId);
        }, ServerOption.Keys),
        Reads("ES9+/no-operator", "SGP.22 §5.3", "Where LPAs come without a certificate, ES2+ is not to be had", async bench =>
        {
            HttpAnswer answer = await bench.SendAsync(bench.Server.Wire,
                HttpAsk.Json("es2plus", "downloadOrder", FunctionCall.Write(Orders.Es2Request.DownloadOrder(bench.Random, Digits.DrawIccid(bench.Random)))));
            bench.Expect(answer.Status is >= 400 and < 500 or 501, "HTTP status 404, or another that refuses", Status(answer));
        }, ServerOption.Tls),
    ];

    /// <summary>A good request of InitiateAuthentication.</summary>
    internal static HttpAsk Initiate(ServerBench bench) =>
        FunctionCall.InitiateAuthentication(Digits.DrawOctets(bench.Random, 16), bench.Stranger().Info1(), bench.Server.Address).In(RspBinding.Json);

    /// <summary>A body with its members changed.</summary>
    internal static Octets Changed(Octets body, Action<JsonObject> change)
    {
        JsonObject json = Parse(body);
        change(json);
        return FunctionCall.Write(json);
    }

    private static ConformanceCase Executed(string word, string section, string title, Func<HttpAsk, HttpAsk> change) => Reads($"ES9+/{word}", section, title, async bench =>
        (await bench.AskAsync(change(Initiate(bench)))).ExpectDone(), ServerOption.Ci);

    /// <summary>The standard says what the client sends, and not what becomes of other things: yes and no are right, and a fault is not.</summary>
    private static ConformanceCase Answered(string word, string title, Func<HttpAsk, HttpAsk> change) => Reads($"ES9+/{word}", "SGP.22 §6.2", title, async bench =>
    {
        HttpAnswer answer = await bench.SendAsync(bench.Server.Wire, change(Initiate(bench)));
        bench.Expect(answer.Status is 200 or (>= 400 and < 500), "HTTP status 200 or 4xx", Status(answer));
    }, ServerOption.Ci);

    private static void ExpectHeaders(ServerBench bench, FunctionAnswer answer, string mediaType)
    {
        bench.ExpectEqual(answer.Http.MediaType, mediaType, "Content-Type");
        string? version = answer.Http.AdminProtocol;
        bool isVersion = version?.StartsWith("gsma/rsp/v", StringComparison.OrdinalIgnoreCase) == true && Version.TryParse(version["gsma/rsp/v".Length..], out _);
        bench.Expect(isVersion, "X-Admin-Protocol is gsma/rsp/v and a version", version ?? "no such header");
    }

    private static JsonObject Parse(Octets body) => JsonNode.Parse(body.Span)!.AsObject();

    private static Octets Reversed(Octets body)
    {
        string members = string.Join(" ,\r\n\t", Parse(body).Reverse().Select(member => $"\"{member.Key}\" : {member.Value!.ToJsonString()}"));
        return Octets.Wrap(Encoding.UTF8.GetBytes($" {{\n{members}\n}} "));
    }

    private static Octets Escaped(Octets body)
    {
        static string Escape(string text) => string.Concat(text.Select(letter => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}")));
        string members = string.Join(",", Parse(body).Select(member => $"\"{member.Key}\":\"{Escape(member.Value!.GetValue<string>())}\""));
        return Octets.Wrap(Encoding.UTF8.GetBytes($"{{{members}}}"));
    }

    private static string Status(HttpAnswer answer) => string.Create(CultureInfo.InvariantCulture, $"HTTP status {answer.Status}");
}
