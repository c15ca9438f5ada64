using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Testing;

namespace EuiccSim.Conformance.Tests.Sabotage;

/// <summary>What is changed is signed again: the tests have all keys.</summary>
internal static class Resigned
{
    internal static AuthenticateServerRequest As(this AuthenticateServerRequest request, RspPki pki, Func<ServerSigned1, ServerSigned1>? change = null)
    {
        Signed<ServerSigned1> signed = Signed<ServerSigned1>.Of(change is null ? request.ServerSigned1.Value : change(request.ServerSigned1.Value));
        return request with
        {
            ServerSigned1 = signed,
            ServerSignature1 = pki.DpAuthKey.Sign(signed.Encoded.Span),
            ServerCertificate = new(pki.DpAuth.Encoded),
            EuiccCiPKIdToBeUsed = pki.TrustedCi.SubjectKeyIdentifier,
        };
    }

    internal static AuthenticateServerResponse Signing(this AuthenticateServerResponse response, RspPki pki, Func<EuiccSigned1, EuiccSigned1> change)
    {
        if (response is not AuthenticateServerResponse.Ok { Value: var ok }) return response;
        Signed<EuiccSigned1> signed = Signed<EuiccSigned1>.Of(change(ok.EuiccSigned1.Value));
        return new AuthenticateServerResponse.Ok(ok with { EuiccSigned1 = signed, EuiccSignature1 = pki.EuiccKey.Sign(signed.Encoded.Span) });
    }

    /// <param name="request">What is signed again.</param>
    /// <param name="pki">Whose keys.</param>
    /// <param name="signature1">euiccSignature1 of the session.</param>
    /// <param name="change">What is changed.</param>
    internal static PrepareDownloadRequest As(this PrepareDownloadRequest request, RspPki pki, Octets signature1, Func<SmdpSigned2, SmdpSigned2>? change = null)
    {
        Signed<SmdpSigned2> signed = Signed<SmdpSigned2>.Of(change is null ? request.SmdpSigned2.Value : change(request.SmdpSigned2.Value));
        return request with
        {
            SmdpSigned2 = signed,
            SmdpSignature2 = pki.DpPbKey.Sign(Octets.Concat(signed.Encoded, Octets.FromHex("5F3740"), signature1).Span),
            SmdpCertificate = new(pki.DpPb.Encoded),
        };
    }

    internal static PrepareDownloadResponse Signing(this PrepareDownloadResponse response, RspPki pki, Octets signature2, Func<EuiccSigned2, EuiccSigned2> change)
    {
        if (response is not PrepareDownloadResponse.Ok { Value: var ok }) return response;
        Signed<EuiccSigned2> signed = Signed<EuiccSigned2>.Of(change(ok.EuiccSigned2.Value));
        return new PrepareDownloadResponse.Ok(new()
        {
            EuiccSigned2 = signed,
            EuiccSignature2 = pki.EuiccKey.Sign(Octets.Concat(signed.Encoded, Octets.FromHex("5F3740"), signature2).Span),
        });
    }

    internal static CancelSessionResponse Cancelled(RspPki pki, EuiccCancelSessionSigned said)
    {
        Signed<EuiccCancelSessionSigned> signed = Signed<EuiccCancelSessionSigned>.Of(said);
        return new CancelSessionResponse.Ok(new() { EuiccCancelSessionSigned = signed, EuiccCancelSessionSignature = pki.EuiccKey.Sign(signed.Encoded.Span) });
    }

    internal static ProfileInstallationResult Signing(this ProfileInstallationResult result, RspPki pki, Func<ProfileInstallationResultData, ProfileInstallationResultData> change)
    {
        Signed<ProfileInstallationResultData> data = Signed<ProfileInstallationResultData>.Of(change(result.ProfileInstallationResultData.Value));
        return new() { ProfileInstallationResultData = data, EuiccSignPIR = pki.EuiccKey.Sign(data.Encoded.Span) };
    }
}
