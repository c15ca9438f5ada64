using System.Text.Json;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es9;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EuiccSim.Lpa.Es9;

public sealed class Es9Client(IEs9Transport transport, ILogger? logger = null)
{
    private readonly ILogger _log = logger ?? NullLogger.Instance;

    public async Task<InitiateAuthenticationOkEs9> InitiateAuthenticationAsync(string a, Octets challenge, Signed<EuiccInfo1> info, CancellationToken ct)
    {
        JsonElement j = await CallAsync(a, "initiateAuthentication", $$"""{"smdpAddress":"{{a}}","euiccChallenge":"{{B(challenge)}}","euiccInfo1":"{{B(info.Encoded)}}"}""", ct);
        return new() { TransactionId = TransactionId.Parse(j.GetProperty("transactionId").GetString()!), ServerSigned1 = D<Signed<ServerSigned1>>(j, "serverSigned1"), ServerSignature1 = O(j, "serverSignature1").Slice(3), EuiccCiPKIdToBeUsed = O(j, "euiccCiPKIdToBeUsed").Slice(2), ServerCertificate = new(O(j, "serverCertificate")) };
    }
    public async Task<AuthenticateClientOk> AuthenticateClientAsync(string a, TransactionId t, Signed<AuthenticateServerResponse> r, CancellationToken ct)
    {
        JsonElement j = await CallAsync(a, "authenticateClient", $$"""{"transactionId":"{{t}}","authenticateServerResponse":"{{B(r.Encoded)}}"}""", ct);
        return new() { TransactionId = TransactionId.Parse(j.GetProperty("transactionId").GetString()!), ProfileMetaData = D<Signed<Protocol.Rsp.Es8.StoreMetadataRequest>>(j, "profileMetadata"), SmdpSigned2 = D<Signed<SmdpSigned2>>(j, "smdpSigned2"), SmdpSignature2 = O(j, "smdpSignature2").Slice(3), SmdpCertificate = new(O(j, "smdpCertificate")) };
    }
    public async Task<BoundPackage> GetBoundProfilePackageAsync(string a, TransactionId t, Signed<PrepareDownloadResponse> r, CancellationToken ct)
    {
        JsonElement j = await CallAsync(a, "getBoundProfilePackage", $$"""{"transactionId":"{{t}}","prepareDownloadResponse":"{{B(r.Encoded)}}"}""", ct);
        return new(TransactionId.Parse(j.GetProperty("transactionId").GetString()!), O(j, "boundProfilePackage"));
    }
    public async Task CancelSessionAsync(string a, TransactionId t, Signed<CancelSessionResponse> r, CancellationToken ct) =>
        await CallAsync(a, "cancelSession", $$"""{"transactionId":"{{t}}","cancelSessionResponse":"{{B(r.Encoded)}}"}""", ct);
    public async Task HandleNotificationAsync(string a, Octets n, CancellationToken ct) =>
        await CallAsync(a, "handleNotification", $$"""{"pendingNotification":"{{B(n)}}"}""", ct);

    private static string B(Octets o) => Convert.ToBase64String(o.Span);
    private static Octets O(JsonElement j, string n) => Octets.Wrap(j.GetProperty(n).GetBytesFromBase64());
    private static T D<T>(JsonElement j, string n) where T : IAsn1<T> => Asn1Codec.Decode<T>(O(j, n));
    private async Task<JsonElement> CallAsync(string a, string f, string json, CancellationToken ct)
    {
        Log.Calling(_log, f, a);
        Es9HttpResponse r = await transport.PostAsync(a, f, Octets.Wrap(System.Text.Encoding.UTF8.GetBytes(json)), ct);
        Log.Answered(_log, f, r.Status, r.Body.Length);
        if (r.Status is not (200 or 204)) throw new Es9TransportException($"HTTP {r.Status}");
        if (r.Body.IsEmpty) return default;
        JsonElement j = JsonDocument.Parse(r.Body.Memory).RootElement;
        JsonElement s = j.GetProperty("header").GetProperty("functionExecutionStatus");
        if (s.GetProperty("status").GetString() == "Failed")
        {
            JsonElement d = s.GetProperty("statusCodeData");
            throw new RspException(f, new(d.GetProperty("subjectCode").GetString()!, d.GetProperty("reasonCode").GetString()!));
        }
        return j;
    }
}

/// <summary>A package</summary>
public sealed record BoundPackage(TransactionId TransactionId, Octets Encoded);
