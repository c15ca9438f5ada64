using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using EuiccSim.Conformance.Roles;
using EuiccSim.Conformance.Servers.Wire;
using EuiccSim.Protocol.Asn1;
using static EuiccSim.Conformance.Roles.BoundPackage;

namespace EuiccSim.Conformance.Servers.Calls;

/// <summary>How functions of ES9+ and ES11 are called. SGP.22 v2.5 §6.5, §6.6.</summary>
internal enum RspBinding
{
    /// <summary>A path for each function, and a JSON object.</summary>
    Json,

    /// <summary>One path, and a RemoteProfileProvisioningRequest.</summary>
    Asn1,
}

/// <summary>A function of ES9+ or ES11 with its request, in both bindings.</summary>
/// <param name="Function">The last part of the path.</param>
/// <param name="Json">The JSON object.</param>
/// <param name="Asn1">The RemoteProfileProvisioningRequest, 'A2'.</param>
internal sealed record FunctionCall(string Function, JsonObject Json, Octets Asn1)
{
    internal static FunctionCall InitiateAuthentication(Octets challenge, Octets info1, string address) => new(
        "initiateAuthentication",
        new() { ["euiccChallenge"] = Base64(challenge), ["euiccInfo1"] = Base64(info1), ["smdpAddress"] = address },
        Request("BF39", Tlv("81", challenge), Tlv("83", Utf8(address)), info1));

    /// <param name="transactionId">The session.</param>
    /// <param name="response">'BF38'.</param>
    internal static FunctionCall AuthenticateClient(Octets transactionId, Octets response) => new(
        "authenticateClient",
        new() { ["transactionId"] = transactionId.ToString(), ["authenticateServerResponse"] = Base64(response) },
        Request("BF3B", Tlv("80", transactionId), response));

    /// <param name="transactionId">The session.</param>
    /// <param name="response">'BF21'.</param>
    internal static FunctionCall GetBoundProfilePackage(Octets transactionId, Octets response) => new(
        "getBoundProfilePackage",
        new() { ["transactionId"] = transactionId.ToString(), ["prepareDownloadResponse"] = Base64(response) },
        Request("BF3A", Tlv("80", transactionId), response));

    /// <param name="transactionId">The session.</param>
    /// <param name="response">'BF41', whose tag is another one in the ASN.1 binding.</param>
    internal static FunctionCall CancelSession(Octets transactionId, Octets response) => new(
        "cancelSession",
        new() { ["transactionId"] = transactionId.ToString(), ["cancelSessionResponse"] = Base64(response) },
        Request("BF41", Tlv("80", transactionId), Tlv("A1", TlvNode.Read(response).Value)));

    /// <param name="notification">'BF37' or '30'.</param>
    internal static FunctionCall HandleNotification(Octets notification) => new(
        "handleNotification",
        new() { ["pendingNotification"] = Base64(notification) },
        Request("BF3D", Tlv("A0", notification)));

    /// <summary>The request, as it is sent.</summary>
    internal HttpAsk In(RspBinding binding) => binding == RspBinding.Json ? HttpAsk.Json("es9plus", Function, Write(Json)) : HttpAsk.Asn1(Function, Asn1);

    /// <summary>A JSON object as octets, with '+' and '/' as they are.</summary>
    internal static Octets Write(JsonNode json)
    {
        using MemoryStream body = new();
        using (Utf8JsonWriter writer = new(body, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) json.WriteTo(writer);
        return Octets.Wrap(body.ToArray());
    }

    internal static string Base64(Octets octets) => Convert.ToBase64String(octets.Span);

    private static Octets Request(string tag, params ReadOnlySpan<Octets> fields) => Tlv("A2", Tlv(tag, Octets.Concat(fields)));

    private static Octets Utf8(string text) => Octets.Wrap(Encoding.UTF8.GetBytes(text));
}
