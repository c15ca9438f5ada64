using EuiccSim.Card.Kernel;
using EuiccSim.Card.State;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;

namespace EuiccSim.Card.IsdR.Functions;

/// <summary>ES10b.CancelSession. SGP.22 v2.5 §5.7.14.</summary>
internal static class CancelSession
{
    internal static CancelSessionResponse Handle(CancelSessionRequest request, IsdRTransaction tx)
    {
        if (tx.Rsp is not RspSession.WithServer { Server: var server })
            return new CancelSessionResponse.Error(CancelSessionResponseError.UndefinedError);
        if (server.TransactionId != request.TransactionId) return new CancelSessionResponse.Error(CancelSessionResponseError.InvalidTransactionId);
        Signed<EuiccCancelSessionSigned> signed = Signed<EuiccCancelSessionSigned>.Of(new()
        {
            TransactionId = server.TransactionId,
            SmdpOid = server.Oid,
            Reason = request.Reason,
        });
        tx.EndRspSession();
        // Only a download that may be taken up again keeps its key.
        if (request.Reason is not (CancelSessionReason.Postponed or CancelSessionReason.Timeout) && tx.State.OneTimeKey is not null)
            tx.State = tx.State with { OneTimeKey = null };
        return new CancelSessionResponse.Ok(new()
        {
            EuiccCancelSessionSigned = signed,
            EuiccCancelSessionSignature = server.Credential.Key.Sign(signed.Encoded.Span),
        });
    }
}
