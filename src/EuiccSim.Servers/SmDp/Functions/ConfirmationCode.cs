using System.Security.Cryptography;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.SmDp.Sessions;

namespace EuiccSim.Servers.SmDp.Functions;

/// <summary>The Confirmation Code, of which only a hash is kept and only a hash comes. SGP.22 v2.5 §5.6.2.</summary>
internal static class ConfirmationCode
{
    /// <summary>Null if there is nothing to object to; otherwise the code, and what becomes of the order.</summary>
    internal static Refused? Check(
        SmdpContext context, TransactionId id, RspSession.ClientAuthenticated session, ProfileOrder order, Prepared prepared)
    {
        if (order.ConfirmationCodeHash is not { } hash) return null;
        // The eUICC keeps its key after either refusal, and is offered it again.
        ProfileOrder kept = order with { KeptEuiccKey = new KeptEuiccKey(session.Eid, prepared.EuiccOtpk) };
        if (prepared.HashCc is not { } received) return new(kept, null, StatusCodes.ConfirmationCodeMissing);
        if (Hash(hash, id).FixedTimeEquals(received)) return null;
        bool isLast = order.RefusedConfirmationCodes >= context.Options.MaxRefusedConfirmationCodes;
        OrderEvent happened = new OrderEvent.ConfirmationCodeRefused(context.Now, order.Iccid, isLast);
        ProfileOrder next = kept with
        {
            RefusedConfirmationCodes = order.RefusedConfirmationCodes + 1,
            State = isLast ? OrderState.Error : order.State,
        };
        StatusCode code = isLast ? StatusCodes.ConfirmationCodeRetriesExceeded : StatusCodes.ConfirmationCodeRefused;
        return new(next.With(happened), happened, code);
    }

    // hashCc = SHA-256(SHA-256(code) ‖ transactionId)
    private static Octets Hash(Octets codeHash, TransactionId id) =>
        Octets.Wrap(SHA256.HashData(Octets.Concat(codeHash, id.Octets).Span));

    internal sealed record Refused(ProfileOrder Next, OrderEvent? Happened, StatusCode Code);
}
