using System.Text;
using System.Text.Json.Nodes;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.Conformance.Tests.Sabotage;

/// <summary>A fault that a real SM-DP+ could have, and by what it must be found.</summary>
/// <param name="Area">What it is about.</param>
/// <param name="Name">What the server does.</param>
/// <param name="Section">The requirement that it breaks.</param>
/// <param name="Cases">Which cases are run: beginnings of ids with '*', between blanks.</param>
/// <param name="Words">What the case that finds it says.</param>
/// <param name="Make">What becomes of the answer to a function.</param>
internal sealed record ServerSabotage(string Area, string Name, string Section, string Cases, string Words, Func<Func<string, Es9HttpResponse, Es9HttpResponse>> Make)
{
    private const string Authentication = "SM-DP+: whom it believes";
    private const string Orders = "SM-DP+: orders and packages";

    internal static IEnumerable<ServerSabotage> All =>
    [
        Grants(Authentication, "a false server address is taken", "§5.6.1", "initiateAuthentication", "8.8.1/3.8", "4.3.12*"),
        Grants(Authentication, "any SVN is taken", "§5.6.1", "initiateAuthentication", "8.8.3/3.1", "4.3.12*"),
        Grants(Authentication, "an eUICC of another CI is taken", "§5.6.1", "initiateAuthentication", "8.8.2/3.1", "4.3.12*"),
        Grants(Authentication, "CERT.EUM is not verified", "§5.6.3", "authenticateClient", "8.1.2/6.1", "4.3.14.2.2*"),
        Grants(Authentication, "an expired CERT.EUM is taken", "§5.6.3", "authenticateClient", "8.1.2/6.3", "4.3.14.2.2*"),
        Grants(Authentication, "CERT.EUICC is not verified", "§5.6.3", "authenticateClient", "8.1.3/6.1", "4.3.14.2.2*"),
        Grants(Authentication, "an expired CERT.EUICC is taken", "§5.6.3", "authenticateClient", "8.1.3/6.3", "4.3.14.2.2*"),
        Grants(Authentication, "euiccSignature1 is not verified", "§5.6.3", "authenticateClient", "8.1/6.1", "4.3.14.2.2*"),
        Grants(Authentication, "a transaction that is not known is taken", "§5.6.3", "authenticateClient", "8.10.1/3.9", "4.3.14.2.2*"),
        Changes(Authentication, "serverSignature1 is wrong", "§5.6.1", "initiateAuthentication", "serverSignature1", "4.3.12#1", "serverSignature1 verifies"),
        Changes(Authentication, "the transactionId in serverSigned1 is another", "§5.6.1", "initiateAuthentication", "transactionId", "4.3.12#1", "transactionId in serverSigned1"),
        Repeats(Authentication, "a session is given to everybody", "§5.6.1", "initiateAuthentication", "4.3.12*", ""),
        Grants(Orders, "a MatchingID that nobody has leads to an order", "§5.6.3", "authenticateClient", "8.2.6/3.8", "4.3.14.2.2*"),
        Grants(Orders, "an order for one EID is given to another", "§5.6.3", "authenticateClient", "8.1.1/3.8", "4.3.14.2.2*"),
        Grants(Orders, "a wrong Confirmation Code is taken", "§5.6.2", "getBoundProfilePackage", "8.2.7/3.8", "4.3.13.2.10*"),
        Grants(Orders, "no Confirmation Code is asked for", "§5.6.2", "getBoundProfilePackage", "8.2.7/2.2", "4.3.13.2.10*"),
        Grants(Orders, "euiccSignature2 is not verified", "§5.6.2", "getBoundProfilePackage", "8.1/6.1", "4.3.13.2.10*"),
        Grants(Orders, "a transaction that is not known gets a package", "§5.6.2", "getBoundProfilePackage", "8.10.1/3.9", "4.3.13.2.10*"),
        Grants(Orders, "a cancellation that the eUICC did not sign is taken", "§5.6.5", "cancelSession", "8.1/6.1", "4.3.16*"),
        Grants(Orders, "a cancellation at another server is taken", "§5.6.5", "cancelSession", "8.8/3.10", "4.3.16*"),
        Changes(Orders, "smdpSignature2 is wrong", "§5.6.3", "authenticateClient", "smdpSignature2", "4.3.14.2.1#11", "smdpSignature2 verifies"),
        Changes(Orders, "the package has a wrong MAC", "§2.5.4", "getBoundProfilePackage", "boundProfilePackage", "4.3.13.2.1/senc", "opens under the session keys"),
        new(Orders, "a notification is answered with a body's status", "SGP.22 §6.5.1", "4.3.15.2.1#1", "the HTTP status is 204; came: 200", () => (function, answer) => function == "handleNotification" ? answer with { Status = 200 } : answer),
        Repeats(Orders, "a package is kept and given again", "§5.6.2", "getBoundProfilePackage", "4.3.13.2.1*", ""),
    ];

    public override string ToString() => $"{Area}: {Name}";

    /// <summary>Where the good server refuses with a code, this one says what it said when it did as it was asked.</summary>
    private static ServerSabotage Grants(string area, string name, string section, string function, string code, string cases) => new(area, name, $"SGP.22 {section}", cases, code, () =>
    {
        Es9HttpResponse? granted = null;
        return (called, answer) =>
        {
            if (called != function) return answer;
            if (CodeOf(answer) is not { } refused)
            {
                if (answer.Status is 200 or 204) granted = answer;
                return answer;
            }
            return refused == code ? granted ?? new(200, Bytes("{\"header\":{\"functionExecutionStatus\":{\"status\":\"Executed-Success\"}}}")) : answer;
        };
    });

    private static ServerSabotage Changes(string area, string name, string section, string function, string member, string cases, string words) => new(area, name, $"SGP.22 {section}", cases, words, () =>
        (called, answer) => called == function && CodeOf(answer) is null && JsonNode.Parse(answer.Body.Span) is JsonObject json && json[member] is { } value ? answer with { Body = With(json, member, Damaged(value.GetValue<string>())) } : answer);

    private static ServerSabotage Repeats(string area, string name, string section, string function, string cases, string words) => new(area, name, $"SGP.22 {section}", cases, words, () =>
    {
        Es9HttpResponse? first = null;
        return (called, answer) => called == function && CodeOf(answer) is null ? first ??= answer : answer;
    });

    private static string? CodeOf(Es9HttpResponse answer)
    {
        if (answer.Status != 200 || answer.Body.IsEmpty || JsonNode.Parse(answer.Body.Span)!["header"]?["functionExecutionStatus"] is not { } status || status["statusCodeData"] is not { } data) return null;
        return $"{data["subjectCode"]}/{data["reasonCode"]}";
    }

    private static Octets With(JsonObject json, string member, string value)
    {
        json[member] = value;
        return Bytes(json.ToJsonString());
    }

    private static Octets Bytes(string text) => Octets.Wrap(Encoding.UTF8.GetBytes(text));

    /// <summary>The last octet of base64, or the last digit, is another one.</summary>
    private static string Damaged(string text)
    {
        if (text.All(char.IsAsciiHexDigit)) return text[..^1] + (text[^1] == '0' ? '1' : '0');
        byte[] octets = Convert.FromBase64String(text);
        octets[^1] ^= 1;
        return Convert.ToBase64String(octets);
    }
}
