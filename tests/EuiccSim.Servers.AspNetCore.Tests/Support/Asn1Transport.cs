using System.Net.Http.Headers;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.Servers.AspNetCore.Tests.Support;

/// <summary>Carries the calls of our LPA, which speaks JSON, in the ASN.1 binding. Errors come back as the number, in the place of a code.</summary>
internal sealed class Asn1Transport(HttpClient client) : IEs9Transport
{
    internal List<(byte[] Request, byte[] Response)> Calls { get; } = [];

    public async Task<Es9HttpResponse> PostAsync(string serverAddress, string function, Octets request, CancellationToken cancellationToken)
    {
        byte[] body = Asn1Codec.Encode(ToAsn1(function, request)).ToArray();
        (int status, byte[] answer) = await PostAsync(body);
        Calls.Add((body, answer));
        return status == 200 ? new(200, ToJson(Asn1Codec.Decode<RemoteProfileProvisioningResponse>(Octets.Wrap(answer), strict: true))) : new(status, Octets.Empty);
    }

    internal async Task<(int Status, byte[] Body)> PostAsync(byte[] body, string type = "application/x-gsma-rsp-asn1")
    {
        using HttpRequestMessage message = new(HttpMethod.Post, $"https://{Site.Address}/gsma/rsp2/asn1") { Content = new ByteArrayContent(body) };
        message.Headers.Add("X-Admin-Protocol", "gsma/rsp/v2.5.0");
        message.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        using HttpResponseMessage response = await client.SendAsync(message);
        if (response.StatusCode == System.Net.HttpStatusCode.OK)
            Assert.That(response.Content.Headers.ContentType!.ToString(), Is.EqualTo("application/x-gsma-rsp-asn1"));
        return ((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync());
    }

    private static RemoteProfileProvisioningRequest ToAsn1(string function, Octets json)
    {
        switch (function)
        {
            case "initiateAuthentication":
                InitiateAuthenticationJsonRequest begin = Es9Json.ReadRequest<InitiateAuthenticationJsonRequest>(json);
                return new RemoteProfileProvisioningRequest.InitiateAuthentication(
                    new() { EuiccChallenge = begin.EuiccChallenge, EuiccInfo1 = begin.EuiccInfo1, SmdpAddress = begin.SmdpAddress });
            case "authenticateClient":
                AuthenticateClientJsonRequest authenticate = Es9Json.ReadRequest<AuthenticateClientJsonRequest>(json);
                return new RemoteProfileProvisioningRequest.AuthenticateClient(
                    new() { TransactionId = authenticate.TransactionId, AuthenticateServerResponse = authenticate.AuthenticateServerResponse });
            case "getBoundProfilePackage":
                GetBoundProfilePackageJsonRequest get = Es9Json.ReadRequest<GetBoundProfilePackageJsonRequest>(json);
                return new RemoteProfileProvisioningRequest.GetBoundProfilePackage(
                    new() { TransactionId = get.TransactionId, PrepareDownloadResponse = get.PrepareDownloadResponse });
            case "cancelSession":
                CancelSessionJsonRequest cancel = Es9Json.ReadRequest<CancelSessionJsonRequest>(json);
                return new RemoteProfileProvisioningRequest.CancelSession(
                    new() { TransactionId = cancel.TransactionId, CancelSessionResponse = cancel.CancelSessionResponse.Value });
            default:
                HandleNotificationJsonRequest notify = Es9Json.ReadRequest<HandleNotificationJsonRequest>(json);
                return new RemoteProfileProvisioningRequest.Notification(new() { PendingNotification = notify.PendingNotification.Value });
        }
    }

    private static Octets ToJson(RemoteProfileProvisioningResponse response) => response switch
    {
        RemoteProfileProvisioningResponse.InitiateAuthentication { Value: InitiateAuthenticationResponse.Ok { Value: var it } } =>
            Es9Json.WriteResponse(new InitiateAuthenticationJsonResponse
            {
                TransactionId = it.TransactionId,
                ServerSigned1 = it.ServerSigned1,
                ServerSignature1 = it.ServerSignature1,
                EuiccCiPKIdToBeUsed = it.EuiccCiPKIdToBeUsed,
                ServerCertificate = it.ServerCertificate,
            }),
        RemoteProfileProvisioningResponse.AuthenticateClient { Value: AuthenticateClientResponseEs9.Ok { Value: var it } } =>
            Es9Json.WriteResponse(new AuthenticateClientJsonResponse
            {
                TransactionId = it.TransactionId,
                ProfileMetadata = it.ProfileMetaData,
                SmdpSigned2 = it.SmdpSigned2,
                SmdpSignature2 = it.SmdpSignature2,
                SmdpCertificate = it.SmdpCertificate,
            }),
        RemoteProfileProvisioningResponse.GetBoundProfilePackage { Value: GetBoundProfilePackageResponse.Ok { Value: var it } } =>
            Es9Json.WriteResponse(new GetBoundProfilePackageJsonResponse { TransactionId = it.TransactionId, BoundProfilePackage = it.BoundProfilePackage }),
        RemoteProfileProvisioningResponse.CancelSession { Value: CancelSessionResponseEs9.Ok } => Es9Json.WriteResponse(ResponseHeader.Success),
        RemoteProfileProvisioningResponse.InitiateAuthentication { Value: InitiateAuthenticationResponse.Error error } => Failed((int)error.Value),
        RemoteProfileProvisioningResponse.AuthenticateClient { Value: AuthenticateClientResponseEs9.Error error } => Failed((int)error.Value),
        RemoteProfileProvisioningResponse.GetBoundProfilePackage { Value: GetBoundProfilePackageResponse.Error error } => Failed((int)error.Value),
        RemoteProfileProvisioningResponse.CancelSession { Value: CancelSessionResponseEs9.Error error } => Failed((int)error.Value),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static Octets Failed(int error) => Es9Json.WriteResponse(ResponseHeader.Failure(new("asn1", $"{error}")));
}
