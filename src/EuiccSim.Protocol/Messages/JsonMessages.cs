using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Json;
using EuiccSim.Protocol.Rsp.Es11;
using EuiccSim.Protocol.Rsp.Es12;
using EuiccSim.Protocol.Rsp.Es2;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;

namespace EuiccSim.Protocol.Messages;

/// <summary>Bodies of ES2+, ES9+, ES11 and ES12 in JSON. The URL that would tell which is not there: what reads a body and loses no member of it may be meant.</summary>
internal static class JsonMessages
{
    /// <exception cref="JsonException">The text is no JSON.</exception>
    internal static MessageReading Decode(Octets body)
    {
        using JsonDocument document = UnicodeJson.Parse(body.Memory);
        JsonElement root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object) return MessageReading.None("it is JSON, and no message of ES2+, ES9+, ES11 or ES12, which are objects");
        HashSet<string> members = [.. root.EnumerateObject().Select(member => member.Name).Where(name => name != Header)];
        bool hasStatus = root.TryGetProperty(Header, out JsonElement header) && header.ValueKind == JsonValueKind.Object && header.TryGetProperty("functionExecutionStatus", out _);
        Asn1Description fields = JsonFields.Of("body", root);
        if (members.Count == 0 && hasStatus) return new([new("response with a status alone (ES2+, ES9+, ES11 or ES12)", fields)], null);
        Attempt[] attempts = [.. (hasStatus ? s_responses : s_requests).Select(row => row.Again(body) with { Name = row.Name })];
        string[] names = [.. attempts.Where(one => one.Kept is { } kept && members.Count > 0 && members.IsSubsetOf(kept)).Select(one => one.Name)];
        if (names.Length > 0) return MessageReading.Of(names.Select(name => new DecodedMessage(name, fields)));
        // The one that takes exception to what a member holds, and not to one that is missing.
        return attempts.FirstOrDefault(one => one.Fault is { } fault && members.Contains(MemberIn(fault)) && !fault.EndsWith(" is missing", StringComparison.Ordinal)) is { } near
            ? MessageReading.None($"it begins as {near.Name} does, and is none: {near.Fault}", new(near.Name, fields))
            : MessageReading.None("it is JSON, and its members are not those of a message of ES2+, ES9+, ES11 or ES12");
    }

    /// <summary>"serverSigned1: …", "rspCapability.x: …", "events[1]: …".</summary>
    private static string MemberIn(string fault) => fault[..Math.Max(fault.IndexOfAny([':', '.', '[']), 0)];

    private static (string Name, Func<Octets, Attempt> Again) Request<T>(string name)
        where T : IRspJson<T> => ($"{name}, request", static body => Members(() => RspJson.WriteRequest(RspJson.ReadRequest<T>(body))));

    private static (string Name, Func<Octets, Attempt> Again) Response<T>(string name)
        where T : IRspJson<T> => ($"{name}, response", static body => Members(() =>
            RspJson.ReadResponse<T>(body) is RspResult<T>.Ok ok ? RspJson.WriteResponse(ok.Value) : default));

    /// <summary>The members that were understood, or why the body is another message.</summary>
    private static Attempt Members(Func<Octets> again)
    {
        try
        {
            Octets written = again();
            if (written.IsEmpty) return new("", null, null);
            using JsonDocument document = JsonDocument.Parse(written.Memory);
            return new("", [.. document.RootElement.EnumerateObject().Select(member => member.Name)], null);
        }
        catch (RspMessageException fault)
        {
            return new("", null, fault.Message);
        }
    }

    private sealed record Attempt(string Name, HashSet<string>? Kept, string? Fault);

    private const string Header = "header";

    private static readonly (string Name, Func<Octets, Attempt> Again)[] s_requests =
    [
        Request<InitiateAuthenticationRequest>("ES9+ or ES11 initiateAuthentication"),
        Request<AuthenticateClientRequest>("ES9+ or ES11 authenticateClient"),
        Request<GetBoundProfilePackageRequest>("ES9+ getBoundProfilePackage"),
        Request<HandleNotification>("ES9+ handleNotification"),
        Request<CancelSessionRequestEs9>("ES9+ cancelSession"),
        Request<DownloadOrderRequest>("ES2+ downloadOrder"),
        Request<ConfirmOrderRequest>("ES2+ confirmOrder"),
        Request<CancelOrderRequest>("ES2+ cancelOrder"),
        Request<ReleaseProfileRequest>("ES2+ releaseProfile"),
        Request<HandleDownloadProgressInfoRequest>("ES2+ handleDownloadProgressInfo"),
        Request<RegisterEventRequest>("ES12 registerEvent"),
        Request<DeleteEventRequest>("ES12 deleteEvent"),
    ];

    private static readonly (string Name, Func<Octets, Attempt> Again)[] s_responses =
    [
        Response<InitiateAuthenticationOkEs9>("ES9+ or ES11 initiateAuthentication"),
        Response<AuthenticateClientOk>("ES9+ authenticateClient"),
        Response<AuthenticateClientOkEs11>("ES11 authenticateClient"),
        Response<GetBoundProfilePackageOk>("ES9+ getBoundProfilePackage"),
        Response<DownloadOrderResponse>("ES2+ downloadOrder"),
        Response<ConfirmOrderResponse>("ES2+ confirmOrder"),
    ];
}
