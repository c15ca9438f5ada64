using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.Authentication;
using EuiccSim.Servers.SmDp.Binding;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.SmDp.Sessions;

namespace EuiccSim.Servers.SmDp.Functions;

/// <summary>ES9+.GetBoundProfilePackage: the profile is bound to the eUICC and delivered. SGP.22 v2.5 §5.6.2.</summary>
internal static class GetBoundProfilePackage
{
    internal static ValueTask<Result<GetBoundProfilePackageOk>> HandleAsync(
        SmdpContext context, GetBoundProfilePackageRequest request) =>
        context.StepAsync<RspSession.ClientAuthenticated, GetBoundProfilePackageOk>(request.TransactionId, async (call, session) =>
        {
            // As in CancelSession: what is not the eUICC's word, or is none that can be used, ends nothing.
            if (!Verify(call.Server, session, request).Succeeds(out Prepared? prepared, out Objection refusal)) return (refusal.About(session.Eid), session);
            Result<Delivered> outcome = await DeliverAsync(call, request.TransactionId, session, prepared).ConfigureAwait(false);
            if (!outcome.Succeeds(out Delivered? delivered, out refusal)) return (refusal.About(session.Eid), After(refusal, session));
            GetBoundProfilePackageOk answer = new()
            {
                TransactionId = request.TransactionId,
                BoundProfilePackage = delivered.Binding.ToPackage(request.TransactionId, call.Server.CredentialUnder(session.Ci).BindingKey),
            };
            return (answer, new RspSession.Delivered(session.Eid, session.EuiccCertificate, OfferedOrder.Of(delivered.Order)));
        });

    private static Result<Prepared> Verify(
        SmdpContext context, RspSession.ClientAuthenticated session, GetBoundProfilePackageRequest request)
    {
        if (request.PrepareDownloadResponse.Value is PrepareDownloadResponse.Error { Value: var error })
            return EuiccObjection.Of("PrepareDownload", error.DownloadErrorCode);
        if (request.PrepareDownloadResponse.Value is not PrepareDownloadResponse.Ok { Value: var response }) return Codes.EuiccFailed;
        Octets signedOctets = SignatureTlv.Behind(response.EuiccSigned2.Encoded, session.SmdpSignature2);
        bool isSigned = session.EuiccCertificate.PublicKey!.Verify(signedOctets.Span, response.EuiccSignature2.Span);
        if (!isSigned) return new Objection(StatusCodes.EuiccSignatureInvalid, "euiccSignature2 does not verify");
        EuiccSigned2 signed = response.EuiccSigned2.Value;
        if (signed.TransactionId != request.TransactionId) return new Objection(StatusCodes.TransactionIdUnknown, MutualAuthentication.OtherTransaction);
        // Not a point of the curve that the server's certificate is on: no key that an eUICC could have made.
        EcCurve curve = context.CredentialUnder(session.Ci).Binding.Curve!;
        bool isKey = EcPublicKey.TryFromPoint(curve, signed.EuiccOtpk, out EcPublicKey? key, context.Options.Crypto);
        return isKey ? new Prepared(key!, signed.HashCc) : new Objection(StatusCodes.EuiccSignatureInvalid, "the eUICC's one-time key is no point of the curve");
    }

    // The user may enter another code, and the eUICC sign it, in the same transaction, which then lives as long as at first. Whatever else is
    // refused, the order is no longer this session's to have.
    private static RspSession? After(StatusCode refusal, RspSession.ClientAuthenticated session)
    {
        bool mayEnterAnother = refusal == StatusCodes.ConfirmationCodeMissing || refusal == StatusCodes.ConfirmationCodeRefused;
        return mayEnterAnother ? session with { } : null;
    }

    // The order changes in one step, from what this session was offered to "delivered": of two sessions only one succeeds.
    private static async ValueTask<Result<Delivered>> DeliverAsync(
        Call call, TransactionId id, RspSession.ClientAuthenticated session, Prepared prepared)
    {
        SmdpContext server = call.Server;
        ProfileOrder order = (await server.Orders.FindAsync(session.Order.Iccid).ConfigureAwait(false))!;
        if (!session.Order.Is(order)) return StatusCodes.ProfileNotAllowed;
        if (order.ExpiresAt <= server.Now) return StatusCodes.DownloadOrderExpired;
        if (ConfirmationCode.Check(server, id, session, order, prepared) is { } refused)
        {
            call.Put(order, refused.Next);
            if (refused.Happened is not null) call.Raise(refused.Happened);
            return refused.Code;
        }
        ProfileBinding? kept = order.LastDelivery is { } last && last.Eid == session.Eid ? last.Binding : null;
        bool isRepeated = kept is not null && kept.EuiccOtpk.Equals(prepared.EuiccOtpk);
        if (kept is not null && !isRepeated && !server.Options.AllowsRebinding) return StatusCodes.ProfileUnavailable;
        ProfileBinding binding = isRepeated ? kept! : Bind(server, order.Profile, session.Eid, prepared.EuiccOtpk);
        OrderEvent happened = new OrderEvent.Delivered(server.Now, order.Iccid, id, session.Eid, isRepeated);
        ProfileOrder next = Next(order, new Delivery(id, session.Eid, session.EuiccCertificate, binding)).With(happened);
        call.Put(order, next);
        call.Raise(happened);
        return new Delivered(next, binding);
    }

    private static ProfileBinding Bind(SmdpContext context, Profile profile, Eid eid, EcPublicKey euiccOtpk)
    {
        using EcKeyAgreementKey key = EcKeyAgreementKey.Generate(euiccOtpk.Curve, context.Common.Random, context.Options.Crypto);
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
