using System.Net.Http.Headers;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;

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
        return function switch
        {
            "initiateAuthentication" => new RemoteProfileProvisioningRequest.InitiateAuthentication(RspJson.ReadRequest<InitiateAuthenticationRequest>(json)),
            "authenticateClient" => new RemoteProfileProvisioningRequest.AuthenticateClient(RspJson.ReadRequest<AuthenticateClientRequest>(json)),
            "getBoundProfilePackage" => new RemoteProfileProvisioningRequest.GetBoundProfilePackage(RspJson.ReadRequest<GetBoundProfilePackageRequest>(json)),
            "cancelSession" => new RemoteProfileProvisioningRequest.CancelSession(RspJson.ReadRequest<CancelSessionRequestEs9>(json)),
            _ => new RemoteProfileProvisioningRequest.Notification(RspJson.ReadRequest<HandleNotification>(json)),
        };
    }

    private static Octets ToJson(RemoteProfileProvisioningResponse response) => response switch
    {
        RemoteProfileProvisioningResponse.InitiateAuthentication { Value: InitiateAuthenticationResponse.Ok { Value: var it } } =>
            RspJson.WriteResponse(it),
        RemoteProfileProvisioningResponse.AuthenticateClient { Value: AuthenticateClientResponseEs9.Ok { Value: var it } } =>
            RspJson.WriteResponse(it),
        RemoteProfileProvisioningResponse.GetBoundProfilePackage { Value: GetBoundProfilePackageResponse.Ok { Value: var it } } =>
            RspJson.WriteResponse(it),
        RemoteProfileProvisioningResponse.CancelSession { Value: CancelSessionResponseEs9.Ok } => RspJson.WriteResponse(ResponseHeader.Success),
        RemoteProfileProvisioningResponse.InitiateAuthentication { Value: InitiateAuthenticationResponse.Error error } => Failed((int)error.Value),
        RemoteProfileProvisioningResponse.AuthenticateClient { Value: AuthenticateClientResponseEs9.Error error } => Failed((int)error.Value),
        RemoteProfileProvisioningResponse.GetBoundProfilePackage { Value: GetBoundProfilePackageResponse.Error error } => Failed((int)error.Value),
        RemoteProfileProvisioningResponse.CancelSession { Value: CancelSessionResponseEs9.Error error } => Failed((int)error.Value),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static Octets Failed(int error) => RspJson.WriteResponse(ResponseHeader.Failure(new("asn1", $"{error}")));
}
