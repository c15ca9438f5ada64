using EuiccSim.Card.Kernel;
using EuiccSim.Card.State;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;

namespace EuiccSim.Card.IsdR.Functions;

/// <summary>ES10b.PrepareDownload. SGP.22 v2.5 §5.7.5.</summary>
internal static class PrepareDownload
{
    internal static PrepareDownloadResponse Handle(PrepareDownloadRequest request, IsdRTransaction tx)
    {
        DownloadErrorCode? error = Check(request, tx, out RspSession.ServerAuthenticated? session, out RspCertificate? certificate);
        return error is { } code ? Refuse(request, code) : Accept(request, session!, certificate!, tx);
    }

    private static DownloadErrorCode? Check(
        PrepareDownloadRequest request, IsdRTransaction tx, out RspSession.ServerAuthenticated? session, out RspCertificate? certificate)
    {
        certificate = null;
        session = tx.Rsp switch
        {
            // The server may refuse the Confirmation Code and leave the session open (§5.6.2): the user's next one is prepared anew.
            RspSession.DownloadPrepared prepared => new(prepared.Server, prepared.EuiccSignature1),
            var other => other as RspSession.ServerAuthenticated,
        };
        if (session is null) return DownloadErrorCode.NoSessionContext;
        if (!ServerCertificate.TryParse(request.SmdpCertificate, tx.Environment, out certificate)) return DownloadErrorCode.InvalidCertificate;
        CertificateFault fault = Judge(certificate!, session.Server, tx);
        if (fault == CertificateFault.UnsupportedCurve) return DownloadErrorCode.UnsupportedCurve;
        if (fault != CertificateFault.None) return DownloadErrorCode.InvalidCertificate;
        Octets signed = SignatureTlv.Behind(request.SmdpSigned2.Encoded, session.EuiccSignature1);
        if (!certificate!.PublicKey!.Verify(signed.Span, request.SmdpSignature2.Span)) return DownloadErrorCode.InvalidSignature;
        if (request.SmdpSigned2.Value.TransactionId != session.Server.TransactionId) return DownloadErrorCode.InvalidTransactionId;
        // Whatever becomes of the download, there will be something to tell.
        return Notifications.HasRoomFor(tx.State, Notifications.NeedForResult(session.Server.Address)) ? null : DownloadErrorCode.UndefinedError;
    }

    /// <summary>Both certificates of the server: a list may have come since it authenticated.</summary>
    private static CertificateFault Judge(RspCertificate binding, ServerContext server, IsdRTransaction tx)
    {
        CertificateFault fault = CertificateChain.CheckProfileBinding(binding, server.Certificate, server.Ci, tx.Environment.Now);
        if (fault != CertificateFault.None) return fault;
        bool isRevoked = LoadCrl.IsRevoked(binding, server.Ci, tx.State) || LoadCrl.IsRevoked(server.Certificate, server.Ci, tx.State);
        return isRevoked ? CertificateFault.Revoked : CertificateFault.None;
    }

    private static PrepareDownloadResponse.Ok Accept(
        PrepareDownloadRequest request, RspSession.ServerAuthenticated session, RspCertificate certificate, IsdRTransaction tx)
    {
        EcKeyAgreementKey key = OneTimeKeyFor(request.SmdpSigned2.Value.BppEuiccOtpk, session.Server, certificate.PublicKey!.Curve, tx);
        Signed<EuiccSigned2> signed = Signed<EuiccSigned2>.Of(new()
        {
            TransactionId = session.Server.TransactionId,
            EuiccOtpk = key.PublicPoint,
            HashCc = request.HashCc,
        });
        Octets toSign = SignatureTlv.Behind(signed.Encoded, request.SmdpSignature2);
        if (tx.Rsp is RspSession.DownloadPrepared before) before.Key.Dispose();
        tx.Rsp = new RspSession.DownloadPrepared(session.Server, session.EuiccSignature1, certificate, key);
        return new PrepareDownloadResponse.Ok(new()
        {
            EuiccSigned2 = signed,
            EuiccSignature2 = session.Server.Credential.Key.Sign(toSign.Span),
        });
    }

    /// <summary>The key pair that a package is already bound to, if this eUICC still has it; otherwise a new one.</summary>
    private static EcKeyAgreementKey OneTimeKeyFor(Octets? bound, ServerContext server, EcCurve curve, IsdRTransaction tx)
    {
        if (tx.State.OneTimeKey is { } kept && kept.PublicPoint == bound && kept.SmdpOid == server.Oid && kept.CurveOid == curve.Oid)
            return EcKeyAgreementKey.FromScalar(curve, kept.Scalar.Span, tx.Environment.Crypto);
        EcKeyAgreementKey fresh = EcKeyAgreementKey.Generate(curve, tx.Environment.Random, tx.Environment.Crypto);
        tx.State = tx.State with { OneTimeKey = new(server.Oid, curve.Oid, fresh.PublicPoint, fresh.Scalar) };
        return fresh;
    }

    private static PrepareDownloadResponse.Error Refuse(PrepareDownloadRequest request, DownloadErrorCode code) => new(new()
    {
        TransactionId = request.SmdpSigned2.Value.TransactionId,
        DownloadErrorCode = code,
    });
}
