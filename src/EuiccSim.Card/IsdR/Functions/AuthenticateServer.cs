using EuiccSim.Card.Chip;
using EuiccSim.Card.Kernel;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;

namespace EuiccSim.Card.IsdR.Functions;

/// <summary>ES10b.AuthenticateServer. SGP.22 v2.5 §5.7.13.</summary>
internal static class AuthenticateServer
{
    internal static AuthenticateServerResponse Handle(AuthenticateServerRequest request, IsdRTransaction tx)
    {
        RspSession session = tx.Rsp;
        // A challenge answers one request, whatever comes of it.
        tx.EndRspSession();
        AuthenticateErrorCode? error = Check(request, session, tx, out ServerContext? server);
        return error is { } code ? Refuse(request, code) : Accept(request, server!, tx);
    }

    private static AuthenticateErrorCode? Check(AuthenticateServerRequest request, RspSession session, IsdRTransaction tx, out ServerContext? server)
    {
        server = null;
        EuiccConfiguration euicc = tx.Euicc;
        if (session is not RspSession.ChallengeIssued { EuiccChallenge: var challenge }) return AuthenticateErrorCode.NoSessionContext;
        if (euicc.FindCredential(request.EuiccCiPKIdToBeUsed) is not { } credential) return AuthenticateErrorCode.CiPKUnknown;
        if (ServerCertificate.Read(request.ServerCertificate, tx.State, tx.Environment, out RspCertificate? certificate, out TrustedCi? ci) is { } fault)
            return ErrorOf(fault);
        if (!certificate!.PublicKey!.Verify(request.ServerSigned1.Encoded.Span, request.ServerSignature1.Span)) return AuthenticateErrorCode.InvalidSignature;
        ServerSigned1 signed = request.ServerSigned1.Value;
        if (signed.EuiccChallenge != challenge) return AuthenticateErrorCode.EuiccChallengeMismatch;
        server = new(signed.TransactionId, signed.ServerAddress, certificate.Extensions.RegisteredIds[0], ci!, certificate, credential);
        return null;
    }

    private static AuthenticateServerResponse.Ok Accept(AuthenticateServerRequest request, ServerContext server, IsdRTransaction tx)
    {
        ServerSigned1 asked = request.ServerSigned1.Value;
        Signed<EuiccSigned1> signed = Signed<EuiccSigned1>.Of(new()
        {
            TransactionId = asked.TransactionId,
            ServerAddress = asked.ServerAddress,
            ServerChallenge = asked.ServerChallenge,
            EuiccInfo2 = GetEuiccInfo.Info2(tx),
            CtxParams1 = request.CtxParams1,
        });
        Octets signature = server.Credential.Key.Sign(signed.Encoded.Span);
        tx.Rsp = new RspSession.ServerAuthenticated(server, signature);
        return new AuthenticateServerResponse.Ok(new()
        {
            EuiccSigned1 = signed,
            EuiccSignature1 = signature,
            EuiccCertificate = new(server.Credential.Euicc.Encoded),
            EumCertificate = new(server.Credential.Eum.Encoded),
        });
    }

    private static AuthenticateServerResponse.Error Refuse(AuthenticateServerRequest request, AuthenticateErrorCode code) => new(new()
    {
        TransactionId = request.ServerSigned1.Value.TransactionId,
        AuthenticateErrorCode = code,
    });

    private static AuthenticateErrorCode ErrorOf(CertificateFault fault) => fault switch
    {
        CertificateFault.UnsupportedCurve => AuthenticateErrorCode.UnsupportedCurve,
        CertificateFault.MissingOid => AuthenticateErrorCode.InvalidOid,
        _ => AuthenticateErrorCode.InvalidCertificate,
    };
}
