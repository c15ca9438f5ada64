using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.Binding;
using EuiccSim.Servers.Orders;
using EuiccSim.Servers.Sessions;

namespace EuiccSim.Servers.Functions;

/// <summary>ES9+.GetBoundProfilePackage: the profile is bound to the eUICC and delivered. SGP.22 v2.5 §5.6.2.</summary>
internal static class GetBoundProfilePackage
{
    internal static Result<GetBoundProfilePackageOk> Handle(SmdpContext context, GetBoundProfilePackageRequest request) =>
        context.Step<RspSession.ClientAuthenticated, GetBoundProfilePackageOk>(request.TransactionId, (context, session) =>
        {
            // As in CancelSession: what is not the eUICC's word, or is none that can be used, ends nothing.
            if (!Verify(context, session, request).Succeeds(out Prepared? prepared, out StatusCode refusal)) return (refusal, session);
            Result<Delivered> outcome = Deliver(context, request.TransactionId, session, prepared);
            if (!outcome.Succeeds(out Delivered? delivered, out refusal)) return (refusal, After(refusal, session));
            GetBoundProfilePackageOk answer = new()
            {
                TransactionId = request.TransactionId,
                BoundProfilePackage = delivered.Binding.ToPackage(request.TransactionId, context.CredentialUnder(session.Ci).BindingKey),
            };
            return (answer, new RspSession.Delivered(session.Eid, session.EuiccCertificate, OfferedOrder.Of(delivered.Order)));
        });

    private static Result<Prepared> Verify(
        SmdpContext context, RspSession.ClientAuthenticated session, GetBoundProfilePackageRequest request)
    {
        if (request.PrepareDownloadResponse.Value is not PrepareDownloadResponse.Ok { Value: var response }) return Codes.EuiccFailed;
        Octets signedOctets = Tlv.WithSignature(response.EuiccSigned2.Encoded, session.SmdpSignature2);
        bool isSigned = session.EuiccCertificate.PublicKey!.Verify(signedOctets.Span, response.EuiccSignature2.Span);
        if (!isSigned) return StatusCodes.EuiccSignatureInvalid;
        EuiccSigned2 signed = response.EuiccSigned2.Value;
        if (signed.TransactionId != request.TransactionId) return StatusCodes.TransactionIdUnknown;
        // Not a point of the curve that the server's certificate is on: no key that an eUICC could have made.
        bool isKey = EcPublicKey.TryFromPoint(context.CredentialUnder(session.Ci).Binding.Curve!, signed.EuiccOtpk, out EcPublicKey? key);
        return isKey ? new Prepared(key!, signed.HashCc) : StatusCodes.EuiccSignatureInvalid;
    }

    // The user may enter another code, and the eUICC sign it, in the same transaction, which then lives as long as at first. Whatever else is
    // refused, the order is no longer this session's to have.
    private static RspSession? After(StatusCode refusal, RspSession.ClientAuthenticated session)
    {
        bool mayEnterAnother = refusal == StatusCodes.ConfirmationCodeMissing || refusal == StatusCodes.ConfirmationCodeRefused;
        return mayEnterAnother ? session with { } : null;
    }

    // The order changes in one step, from what this session was offered to "delivered": of two sessions only one succeeds.
    private static Result<Delivered> Deliver(
        Call context, TransactionId id, RspSession.ClientAuthenticated session, Prepared prepared)
    {
        ProfileOrder order = context.Orders.Find(session.Order.Iccid)!;
        if (!session.Order.Is(order)) return StatusCodes.ProfileNotAllowed;
        if (order.ExpiresAt <= context.Now) return StatusCodes.DownloadOrderExpired;
        if (ConfirmationCode.Check(context, id, session, order, prepared) is { } refused)
        {
            context.Put(order, refused.Next);
            if (refused.Happened is not null) context.Raise(refused.Happened);
            return refused.Code;
        }
        ProfileBinding? kept = order.LastDelivery is { } last && last.Eid == session.Eid ? last.Binding : null;
        bool isRepeated = kept is not null && kept.EuiccOtpk.Equals(prepared.EuiccOtpk);
        if (kept is not null && !isRepeated && !context.Options.AllowsRebinding) return StatusCodes.ProfileUnavailable;
        ProfileBinding binding = isRepeated ? kept! : Bind(context, order.Profile, session.Eid, prepared.EuiccOtpk);
        OrderEvent happened = new OrderEvent.Delivered(context.Now, order.Iccid, id, session.Eid, isRepeated);
        ProfileOrder next = Next(order, new Delivery(id, session.Eid, session.EuiccCertificate, binding)).With(happened);
        context.Put(order, next);
        context.Raise(happened);
        return new Delivered(next, binding);
    }

    private static ProfileBinding Bind(SmdpContext context, Profile profile, Eid eid, EcPublicKey euiccOtpk)
    {
        using EcKeyAgreementKey key = EcKeyAgreementKey.Generate(euiccOtpk.Curve, context.Random);
        return ProfileBinding.Create(profile, key, euiccOtpk, context.Options.HostId, eid);
    }

    private static ProfileOrder Next(ProfileOrder order, Delivery delivery)
    {
        Delivery[] deliveries = [.. order.Deliveries, delivery];
        // Only the latest package is ever sent again.
        for (int i = 0; i < deliveries.Length - 1; i++) deliveries[i] = deliveries[i] with { Binding = null };
        return order with
        {
            State = OrderState.Downloaded,
            Deliveries = SequenceOf.Create<Delivery>(deliveries),
            KeptEuiccKey = new KeptEuiccKey(delivery.Eid, delivery.Binding!.EuiccOtpk),
        };
    }

    private sealed record Delivered(ProfileOrder Order, ProfileBinding Binding);
}

/// <summary>The eUICC's part of a key agreement, and what the user entered.</summary>
internal sealed record Prepared(EcPublicKey EuiccOtpk, Octets? HashCc);
