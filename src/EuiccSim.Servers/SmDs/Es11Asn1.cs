using System.Collections.Frozen;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es11;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.Bindings;
using Request = EuiccSim.Protocol.Rsp.Es9.RemoteProfileProvisioningRequest;
using Response = EuiccSim.Protocol.Rsp.Es9.RemoteProfileProvisioningResponse;

namespace EuiccSim.Servers.SmDs;

/// <summary>The ASN.1 binding of ES11: the same functions in other words. SGP.22 v2.5 §6.6.</summary>
internal static class Es11Asn1
{
    /// <summary>The answer to a body; 404 where it asks for no function of ES11.</summary>
    internal static ValueTask<Es9HttpResponse> HandleAsync(SmdsContext context, Octets body) => context.Common.Shell.RunAsync("es11", "asn1", "asn1", async call =>
        Asn1Codec.Decode<Request>(body) switch
        {
            Request.InitiateAuthentication { Value: var request } => Initiate(call, context, request) is { } response ? Written(response) : context.Common.Shell.Reject(InitiateAuthenticationRequest.Function, 503, Busy),
            Request.AuthenticateClient { Value: var request } =>
                Written(new Response.AuthenticateClientEs11(await AuthenticateAsync(call, context, request).ConfigureAwait(false))),
            _ => context.Common.Shell.Reject("asn1", 404, "is no function of ES11, which has initiateAuthentication and authenticateClient"),
        });

    private static Es9HttpResponse Written(Response response) => new(200, Asn1Codec.Encode(response));

    private static Response.InitiateAuthentication? Initiate(EndpointCall call, SmdsContext context, InitiateAuthenticationRequest request)
    {
        call.Name(InitiateAuthenticationRequest.Function);
        return Asn1InitiateAuthentication.Answer(call, context.Common.Identity.Codes, Es11Functions.InitiateAuthentication(context, request));
    }

    private static async ValueTask<AuthenticateClientResponseEs11> AuthenticateAsync(
        EndpointCall call, SmdsContext context, AuthenticateClientRequest request)
    {
        call.Name(AuthenticateClientRequest.Function);
        Result<AuthenticateClientOkEs11> outcome = await Es11Functions.AuthenticateClientAsync(context, request).ConfigureAwait(false);
        if (!call.Succeeds(outcome, out AuthenticateClientOkEs11? answer, out Objection refusal))
            return new AuthenticateClientResponseEs11.Error(AuthenticateErrors.GetValueOrDefault(refusal, AuthenticateClientErrorEs11.UndefinedError));
        return new AuthenticateClientResponseEs11.Ok(answer);
    }

    private const string Busy = "there are too many sessions now; try again later";

    private static readonly FrozenDictionary<StatusCode, AuthenticateClientErrorEs11> AuthenticateErrors =
        new Dictionary<StatusCode, AuthenticateClientErrorEs11>
        {
            [StatusCodes.EumCertificateInvalid] = AuthenticateClientErrorEs11.EumCertificateInvalid,
            [StatusCodes.EumCertificateExpired] = AuthenticateClientErrorEs11.EumCertificateExpired,
            [StatusCodes.EuiccCertificateInvalid] = AuthenticateClientErrorEs11.EuiccCertificateInvalid,
            [StatusCodes.EuiccCertificateExpired] = AuthenticateClientErrorEs11.EuiccCertificateExpired,
            [StatusCodes.EuiccSignatureInvalid] = AuthenticateClientErrorEs11.EuiccSignatureInvalid,
            [StatusCodes.EventRecordUnknown] = AuthenticateClientErrorEs11.EventIdUnknown,
            [StatusCodes.TransactionIdUnknown] = AuthenticateClientErrorEs11.InvalidTransactionId,
        }.ToFrozenDictionary();
}
