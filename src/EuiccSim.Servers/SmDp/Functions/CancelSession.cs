using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.Authentication;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.SmDp.Sessions;

namespace EuiccSim.Servers.SmDp.Functions;

/// <summary>ES9+.CancelSession: the LPA or the eUICC gives up. SGP.22 v2.5 §3.0.2, §5.6.5.</summary>
internal static class CancelSession
{
    internal static ValueTask<Result<CancelSessionOk>> HandleAsync(SmdpContext context, CancelSessionRequestEs9 request) =>
        context.StepAsync<RspSession.WithEuicc, CancelSessionOk>(request.TransactionId, async (call, session) =>
        {
            Result<EuiccCancelSessionSigned> outcome = Verify(call.Server, session, request);
            // A refusal leaves the session as it is: who cannot prove to be the eUICC ends nothing.
            if (!outcome.Succeeds(out EuiccCancelSessionSigned? signed, out Objection refusal)) return (refusal.About(session.Eid), session);
            OrderEvent happened = new OrderEvent.Cancelled(call.Server.Now, session.Order.Iccid, request.TransactionId, signed.Reason);
            await call.ChangeAsync(happened, order => order with { State = StateAfter(signed.Reason, order, session) }).ConfigureAwait(false);
            return (new CancelSessionOk(), null);
        });

    private static Result<EuiccCancelSessionSigned> Verify(
        SmdpContext context, RspSession.WithEuicc session, CancelSessionRequestEs9 request)
    {
        if (request.CancelSessionResponse.Value is CancelSessionResponse.Error { Value: var error }) return EuiccObjection.Of("CancelSession", error);
        if (request.CancelSessionResponse.Value is not CancelSessionResponse.Ok { Value: var response }) return Codes.EuiccFailed;
        EuiccCancelSessionSigned signed = response.EuiccCancelSessionSigned.Value;
        Octets signedOctets = response.EuiccCancelSessionSigned.Encoded;
        bool isSigned = session.EuiccCertificate.PublicKey!.Verify(signedOctets.Span, response.EuiccCancelSessionSignature.Span);
        if (!isSigned) return new Objection(StatusCodes.EuiccSignatureInvalid, "the eUICC's signature does not verify");
        if (signed.SmdpOid != context.Common.Oid) return new Objection(Codes.SmdpOidInvalid, $"the eUICC signed for {signed.SmdpOid}, this server is {context.Common.Oid}");
        return signed.TransactionId == request.TransactionId ? signed : new Objection(StatusCodes.TransactionIdUnknown, MutualAuthentication.OtherTransaction);
    }

    private static OrderState StateAfter(CancelSessionReason reason, ProfileOrder order, RspSession.WithEuicc session)
    {
        // Meanwhile another session may have got the profile: then it is none of this one's business.
        if (!session.Order.IsUndeliveredSince(order)) return order.State;
        return reason is CancelSessionReason.Postponed or CancelSessionReason.Timeout ? OrderState.Released : OrderState.Error;
    }
}
