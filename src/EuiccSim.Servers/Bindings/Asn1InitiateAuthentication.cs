using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.Authentication;

namespace EuiccSim.Servers.Bindings;

/// <summary>The answer to InitiateAuthentication in ASN.1, for SM-DP+ and SM-DS, whose codes have other subjects. SGP.22 v2.5 §6.6.2.1.</summary>
internal static class Asn1InitiateAuthentication
{
    /// <returns>Null for a refusal that has no number: a busy server has none in v2.</returns>
    internal static RemoteProfileProvisioningResponse.InitiateAuthentication? Answer(
        EndpointCall call, AuthenticationCodes codes, Result<InitiateAuthenticationOkEs9> result)
    {
        if (call.Succeeds(result, out InitiateAuthenticationOkEs9? done, out Objection refusal)) return new(new InitiateAuthenticationResponse.Ok(done));
        return ErrorOf(refusal, codes) is { } error ? new(new InitiateAuthenticationResponse.Error(error)) : null;
    }

    private static InitiateAuthenticationError? ErrorOf(StatusCode refusal, AuthenticationCodes codes)
    {
        if (refusal == codes.AddressRefused) return InitiateAuthenticationError.InvalidDpAddress;
        if (refusal == codes.SvnUnsupported) return InitiateAuthenticationError.EuiccVersionNotSupportedByDp;
        bool isAboutCi = refusal == codes.SecurityConfigurationUnsupported || refusal == codes.CertificateUnavailable;
        return isAboutCi ? InitiateAuthenticationError.CiPKNotSupported : null;
    }
}
