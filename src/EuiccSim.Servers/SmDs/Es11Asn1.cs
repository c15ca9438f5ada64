using System.Collections.Frozen;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es11;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.Bindings;

namespace EuiccSim.Servers.SmDs;

/// <summary>The ASN.1 binding of ES11: the same functions in other words. SGP.22 v2.5 §6.6.</summary>
internal static class Es11Asn1
{
    /// <summary>The answer to a body; 404 where it asks for no function of ES11.</summary>
    internal static ValueTask<Es9HttpResponse> HandleAsync(SmdsContext context, Octets body) => context.Shell.RunAsync("es11", "asn1", "asn1", async call =>
    {
        RemoteProfileProvisioningRequest request = Asn1Codec.Decode<RemoteProfileProvisioningRequest>(body);
        RemoteProfileProvisioningResponse? response = await AnswerAsync(call, context, request).ConfigureAwait(false);
        return response is null ? EndpointShell.Empty(404) : new(200, Asn1Codec.Encode(response));
    });

    private static async ValueTask<RemoteProfileProvisioningResponse?> AnswerAsync(
        EndpointCall call, SmdsContext context, RemoteProfileProvisioningRequest request) => request switch
        {
            RemoteProfileProvisioningRequest.InitiateAuthentication { Value: var value } =>
                new RemoteProfileProvisioningResponse.InitiateAuthentication(Initiate(call, context, value)),
            RemoteProfileProvisioningRequest.AuthenticateClient { Value: var value } =>
                new RemoteProfileProvisioningResponse.AuthenticateClientEs11(await AuthenticateAsync(call, context, value).ConfigureAwait(false)),
            _ => null,
        };

    private static InitiateAuthenticationResponse Initiate(EndpointCall call, SmdsContext context, InitiateAuthenticationRequest request)
    {
        call.Name(InitiateAuthenticationRequest.Function);
        Result<InitiateAuthenticationOkEs9> outcome = Es11Functions.InitiateAuthentication(context, request);
        if (!call.Succeeds(outcome, out InitiateAuthenticationOkEs9? answer, out StatusCode refusal))
            return new InitiateAuthenticationResponse.Error(InitiateErrors.GetValueOrDefault(refusal, (InitiateAuthenticationError)UndefinedError));
        return new InitiateAuthenticationResponse.Ok(answer);
    }

    private static async ValueTask<AuthenticateClientResponseEs11> AuthenticateAsync(
        EndpointCall call, SmdsContext context, AuthenticateClientRequest request)
    {
        call.Name(AuthenticateClientRequest.Function);
        Result<AuthenticateClientOkEs11> outcome = await Es11Functions.AuthenticateClientAsync(context, request).ConfigureAwait(false);
        if (!call.Succeeds(outcome, out AuthenticateClientOkEs11? answer, out StatusCode refusal))
            return new AuthenticateClientResponseEs11.Error(AuthenticateErrors.GetValueOrDefault(refusal, AuthenticateClientErrorEs11.UndefinedError));
        return new AuthenticateClientResponseEs11.Ok(answer);
    }

    private const int UndefinedError = 127;

    private static readonly FrozenDictionary<StatusCode, InitiateAuthenticationError> InitiateErrors =
        new Dictionary<StatusCode, InitiateAuthenticationError>
        {
            [StatusCodes.SmdsAddressRefused] = InitiateAuthenticationError.InvalidDpAddress,
            [StatusCodes.SmdsSvnUnsupported] = InitiateAuthenticationError.EuiccVersionNotSupportedByDp,
            [StatusCodes.SmdsSecurityConfigurationUnsupported] = InitiateAuthenticationError.CiPKNotSupported,
            [StatusCodes.SmdsCertificateUnavailable] = InitiateAuthenticationError.CiPKNotSupported,
        }.ToFrozenDictionary();

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
