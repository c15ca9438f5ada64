using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.Authentication;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.SmDp.Sessions;

namespace EuiccSim.Servers.SmDp.Functions;

/// <summary>ES9+.AuthenticateClient: the eUICC shows who it is, and is offered a profile. SGP.22 v2.5 §5.6.3.</summary>
internal static class AuthenticateClient
{
    internal static ValueTask<Result<AuthenticateClientOk>> HandleAsync(SmdpContext context, AuthenticateClientRequest request) =>
        context.StepAsync<RspSession.ServerAuthenticated, AuthenticateClientOk>(request.TransactionId, async (call, session) =>
        {
            // A refusal ends the session: a challenge is answered once, and nothing was offered that could be cancelled.
            Result<Authenticated> outcome = MutualAuthentication.Verify(call.Server.Common.Trust, session.ServerChallenge, request);
            if (!outcome.Succeeds(out Authenticated? client, out Objection refusal)) return (refusal, null);
            Result<ProfileOrder> offer = await OrderLookup.OfferAsync(call, request.TransactionId, client).ConfigureAwait(false);
            if (!offer.Succeeds(out ProfileOrder? order, out refusal)) return (refusal.About(client.Eid), null);
            AuthenticateClientOk answer = Answer(request.TransactionId, call.Server.CredentialUnder(session.Ci), client, order);
            Octets signature = answer.SmdpSignature2;
            OfferedOrder offered = OfferedOrder.Of(order);
            return (answer, new RspSession.ClientAuthenticated(client.Eid, client.Certificate, offered, session.Ci, signature));
        });

    private static AuthenticateClientOk Answer(
        TransactionId id, SmdpCredential credential, Authenticated client, ProfileOrder order)
    {
        bool isKept = order.KeptEuiccKey is { } kept && kept.Eid == client.Eid && kept.Otpk.Curve == credential.Binding.Curve;
        Signed<SmdpSigned2> signed = Signed<SmdpSigned2>.Of(new()
        {
            TransactionId = id,
            CcRequiredFlag = order.ConfirmationCodeHash is not null,
            BppEuiccOtpk = isKept ? order.KeptEuiccKey!.Otpk.Point : null,
        });
        return new()
        {
            TransactionId = id,
            ProfileMetadata = order.Profile.Metadata,
            SmdpSigned2 = signed,
            SmdpSignature2 = credential.BindingKey.Sign(SignatureTlv.Behind(signed.Encoded, client.Signature).Span),
            SmdpCertificate = new Certificate(credential.Binding.Encoded),
        };
    }
}
