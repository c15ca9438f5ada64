using System.Collections.Frozen;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es11;
using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.Servers.SmDs;

/// <summary>The ASN.1 binding of ES11: the same functions in other words. SGP.22 v2.5 §6.6.</summary>
internal static class Es11Asn1
{
    /// <summary>The answer to a request, or null where ES11 has no such function.</summary>
    internal static async ValueTask<RemoteProfileProvisioningResponse?> AnswerAsync(
        SmdsContext context, RemoteProfileProvisioningRequest request) => request switch
    {
        RemoteProfileProvisioningRequest.InitiateAuthentication { Value: var value } =>
            new RemoteProfileProvisioningResponse.InitiateAuthentication(Initiate(context, value)),
        RemoteProfileProvisioningRequest.AuthenticateClient { Value: var value } =>
            new RemoteProfileProvisioningResponse.AuthenticateClientEs11(await AuthenticateAsync(context, value).ConfigureAwait(false)),
        _ => null,
    };

    private static InitiateAuthenticationResponse Initiate(SmdsContext context, InitiateAuthenticationRequest request)
    {
        Result<InitiateAuthenticationJsonResponse> outcome = Es11Functions.InitiateAuthentication(context, new()
        {
            EuiccChallenge = request.EuiccChallenge,
            EuiccInfo1 = request.EuiccInfo1,
            SmdpAddress = request.SmdpAddress,
        });
        if (!outcome.Succeeds(out InitiateAuthenticationJsonResponse? answer, out StatusCode refusal))
        {
            Refused(context, InitiateAuthenticationJsonRequest.Function, refusal);
            return new InitiateAuthenticationResponse.Error(InitiateErrors.GetValueOrDefault(refusal, (InitiateAuthenticationError)UndefinedError));
        }
        return new InitiateAuthenticationResponse.Ok(new()
        {
            TransactionId = answer.TransactionId,
            ServerSigned1 = answer.ServerSigned1,
            ServerSignature1 = answer.ServerSignature1,
            EuiccCiPKIdToBeUsed = answer.EuiccCiPKIdToBeUsed,
            ServerCertificate = answer.ServerCertificate,
        });
    }

    private static async ValueTask<AuthenticateClientResponseEs11> AuthenticateAsync(SmdsContext context, AuthenticateClientRequest request)
    {
        Result<AuthenticateClientEs11JsonResponse> outcome = await Es11Functions.AuthenticateClientAsync(context, new()
        {
            TransactionId = request.TransactionId,
            AuthenticateServerResponse = request.AuthenticateServerResponse,
        }).ConfigureAwait(false);
        if (!outcome.Succeeds(out AuthenticateClientEs11JsonResponse? answer, out StatusCode refusal))
        {
            Refused(context, AuthenticateClientJsonRequest.Function, refusal);
            return new AuthenticateClientResponseEs11.Error(AuthenticateErrors.GetValueOrDefault(refusal, AuthenticateClientErrorEs11.UndefinedError));
        }
        return new AuthenticateClientResponseEs11.Ok(new() { TransactionId = answer.TransactionId, EventEntries = answer.EventEntries });
    }

    private static void Refused(SmdsContext context, string function, StatusCode refusal) =>
        context.Raise(new SmdsActivity.Refused(context.Now, function, refusal));

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
