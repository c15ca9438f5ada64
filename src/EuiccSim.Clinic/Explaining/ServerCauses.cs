using System.Text.Json;
using EuiccSim.Clinic.Logs;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Clinic.Explaining;

/// <summary>What servers answer. SGP.22 v2.5 §5.6, §6.5.</summary>
internal static class ServerCauses
{
    internal static IEnumerable<Cause> All =>
    [
        new("challengeMismatch", "SGP.22 v2.5 §5.6.1", "Give the server the challenge that the eUICC gave last, and ask for no other one until AuthenticateServer.", OtherChallenge),
        .. s_known.Select(row => new Cause($"server.{row.Code}", row.Section, row.Advice, (steps, at) => CodeAt(steps[at]) == row.Code ? row.What : null)),
        new("server", "SGP.22 v2.5 §5.2.6", "Look the two codes up in the section of the function.", (steps, at) => CodeAt(steps[at]) is { } code ? $"The server refuses: {code}." : null),
        new("httpStatus", "SGP.22 v2.5 §6.5.1", "The request did not get to the server's functions: look at the path, X-Admin-Protocol and Content-Type.", (steps, at) =>
            steps[at].Entry is LogHttp { Status: >= 300 and var status } ? $"The server answers with HTTP status {status}." : null),
        new("noJson", "SGP.22 v2.5 §6.5.1", "The address leads to something else: a page for people, a proxy.", (steps, at) =>
            steps[at].Entry is LogHttp { Status: 200, Response: { Length: > 0 } body } && body.TrimStart() is not ['{', ..] ? "The server's answer is no JSON." : null),
    ];

    /// <summary>"8.2.6/3.8"; null where the server did not refuse, or its answer is not there.</summary>
    private static string? CodeAt(LogStep step)
    {
        if (step.Entry is not LogHttp { Response: { } body } || Read(body) is not { } json) return null;
        using (json)
        {
            if (!TryObject(json.RootElement, "header", out JsonElement header) || !TryObject(header, "functionExecutionStatus", out JsonElement status)) return null;
            if (TextOf(status, "status") is null or "Executed-Success" or "Executed-WithWarning") return null;
            return TryObject(status, "statusCodeData", out JsonElement data) ? $"{TextOf(data, "subjectCode")}/{TextOf(data, "reasonCode")}" : "?";
        }
    }

    private static string? OtherChallenge(IReadOnlyList<LogStep> steps, int at)
    {
        if (steps[at].Entry is not LogHttp { Request: { } body } || Read(body) is not { } json) return null;
        using (json)
        {
            if (TextOf(json.RootElement, "euiccChallenge") is not { } sent || !Convert.TryFromBase64String(sent, new byte[sent.Length], out _)) return null;
            string? given = steps.Take(at).Select(step => step.Field("euiccChallenge")).LastOrDefault(one => one is not null);
            string told = Octets.Wrap(Convert.FromBase64String(sent)).ToString();
            return given is null || given == told ? null : $"The server is given the challenge {told}, and the eUICC's last one is {given}.";
        }
    }

    private static JsonDocument? Read(string body)
    {
        try
        {
            JsonDocument json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind == JsonValueKind.Object) return json;
            json.Dispose();
            return null;
        }
        catch (JsonException)
        {
            // A log may have cut it.
            return null;
        }
    }

    private static bool TryObject(JsonElement element, string name, out JsonElement value) => element.TryGetProperty(name, out value) && value.ValueKind == JsonValueKind.Object;

    private static string? TextOf(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private const string Offer = "SGP.22 v2.5 §5.6.3";
    private const string Initiate = "SGP.22 v2.5 §5.6.1";
    private const string Package = "SGP.22 v2.5 §5.6.2";

    private static readonly (string Code, string Section, string What, string Advice)[] s_known =
    [
        ("8.8.1/3.8", Initiate, "The server does not answer to the address that it was called by.", "Give smdpAddress as the Activation Code has it, without a port or a path that it does not name."),
        ("8.8.2/3.1", Initiate, "The server and the eUICC have no CI in common.", "Test cards get profiles from test servers, cards for customers from servers for customers."),
        ("8.8.3/3.1", Initiate, "The server does not support the eUICC's version of SGP.22.", "Look at svn in euiccInfo1."),
        ("8.8.4/3.7", Initiate, "The server has no certificate that the eUICC can verify.", "The same as for no CI in common."),
        ("8.1.3/6.1", Offer, "The server does not take the eUICC's certificate.", "Test cards get profiles from test servers only."),
        ("8.1/6.1", Offer, "The eUICC's signature does not verify.", "Give the eUICC's octets to the server as they are."),
        ("8.1.1/3.8", Offer, "The profile is meant for another eUICC.", "Ask whoever gave you the code for which EID it is."),
        ("8.2/1.2", Offer, "The profile is not released for download.", "Ask whoever gave you the code."),
        ("8.2.6/3.8", Offer, "The server does not know the MatchingID, or the order is used up.", "See whether the code is whole: a shell eats what follows '$'."),
        ("8.2.5/4.3", Offer, "There is no profile that this device and eUICC can use.", "Look at the device's capabilities, and at the card's free memory."),
        ("8.8.5/4.10", Offer, "The order has expired.", "Ask for a new code."),
        ("8.8.5/6.4", Offer, "The download was tried too often.", "Ask for a new code."),
        ("8.10.1/3.9", Package, "The server does not know the transaction: it was over, or took too long.", "Begin the download anew."),
        ("8.2.7/2.2", Package, "The Confirmation Code is missing.", "Ask the user for it before PrepareDownload."),
        ("8.2.7/3.8", Package, "The Confirmation Code is wrong.", "hashCc is SHA-256 of SHA-256 of the code and the transactionId."),
        ("8.2.7/6.4", Package, "The Confirmation Code was wrong too often.", "Ask for a new code."),
    ];
}
