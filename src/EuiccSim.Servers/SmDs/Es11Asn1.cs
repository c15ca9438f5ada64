using System.Collections.Frozen;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es11;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;

namespace EuiccSim.Servers.SmDs;

/// <summary>The ASN.1 binding of ES11: the same functions in other words. SGP.22 v2.5 §6.6.</summary>
internal static class Es11Asn1
{
    /// <summary>The answer to a request, or null where ES11 has no such function.</summary>
    internal static RemoteProfileProvisioningResponse? Answer(SmdsContext context, RemoteProfileProvisioningRequest request) => request switch
    {
        RemoteProfileProvisioningRequest.InitiateAuthentication { Value: var value } =>
            new RemoteProfileProvisioningResponse.InitiateAuthentication(Initiate(context, value)),
        RemoteProfileProvisioningRequest.AuthenticateClient { Value: var value } =>
            new RemoteProfileProvisioningResponse.AuthenticateClientEs11(Authenticate(context, value)),
        _ => null,
    };

    private static InitiateAuthenticationResponse Initiate(SmdsContext context, InitiateAuthenticationRequest request)
    {
        Result<InitiateAuthenticationOkEs9> outcome = Es11Functions.InitiateAuthentication(context, request);
        if (!outcome.Succeeds(out InitiateAuthenticationOkEs9? answer, out StatusCode refusal))
        {
            Refused(context, InitiateAuthenticationRequest.Function, refusal);
            return new InitiateAuthenticationResponse.Error(InitiateErrors.GetValueOrDefault(refusal, (InitiateAuthenticationError)UndefinedError));
        }
        return new InitiateAuthenticationResponse.Ok(answer);
    }

    private static AuthenticateClientResponseEs11 Authenticate(SmdsContext context, AuthenticateClientRequest request)
    {
        Result<AuthenticateClientOkEs11> outcome = Es11Functions.AuthenticateClient(context, request);
        if (!outcome.Succeeds(out AuthenticateClientOkEs11? answer, out StatusCode refusal))
        {
            Refused(context, AuthenticateClientRequest.Function, refusal);
            return new AuthenticateClientResponseEs11.Error(AuthenticateErrors.GetValueOrDefault(refusal, AuthenticateClientErrorEs11.UndefinedError));
        }
        return new AuthenticateClientResponseEs11.Ok(answer);
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
