using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Smdp.Binding;
using EuiccSim.Smdp.Orders;
using EuiccSim.Smdp.Sessions;

namespace EuiccSim.Smdp.Functions;

/// <summary>ES9+.AuthenticateClient: the eUICC shows who it is, and is offered a profile. SGP.22 v2.5 §5.6.3.</summary>
internal static class AuthenticateClient
{
    internal static Result<AuthenticateClientJsonResponse> Handle(SmdpContext context, AuthenticateClientJsonRequest request) =>
        context.Step<RspSession.ServerAuthenticated, AuthenticateClientJsonResponse>(request.TransactionId, (context, session) =>
        {
            // A refusal ends the session: the order stays as it is for the next.
            Result<Authenticated> outcome = Authenticate(context, session, request);
            if (!outcome.Succeeds(out Authenticated? client, out StatusCode refusal)) return (refusal, null);
            Result<ProfileOrder> offer = OrderLookup.Offer(context, request.TransactionId, client);
            if (!offer.Succeeds(out ProfileOrder? order, out refusal)) return (refusal, null);
            AuthenticateClientJsonResponse answer = Answer(request.TransactionId, context.CredentialUnder(session.Ci), client, order);
            Octets signature = answer.SmdpSignature2;
            OfferedOrder offered = OfferedOrder.Of(order);
            return (answer, new RspSession.ClientAuthenticated(client.Eid, client.Certificate, offered, session.Ci, signature));
        });

    private static Result<Authenticated> Authenticate(
        SmdpContext context, RspSession.ServerAuthenticated session, AuthenticateClientJsonRequest request)
    {
        if (request.AuthenticateServerResponse.Value is not AuthenticateServerResponse.Ok { Value: var response }) return Codes.EuiccFailed;
        EuiccSigned1 signed = response.EuiccSigned1.Value;
        if (signed.TransactionId != request.TransactionId) return StatusCodes.TransactionIdUnknown;
        Result<RspCertificate> chain = EuiccChain.Check(context, response.EumCertificate, response.EuiccCertificate);
        if (!chain.Succeeds(out RspCertificate? euicc, out StatusCode refusal)) return refusal;
        bool isSigned = euicc.PublicKey!.Verify(response.EuiccSigned1.Encoded.Span, response.EuiccSignature1.Span);
        if (!isSigned) return StatusCodes.EuiccSignatureInvalid;
        if (!signed.ServerChallenge.FixedTimeEquals(session.ServerChallenge)) return StatusCodes.EuiccSignatureInvalid;
        return new Authenticated(EuiccChain.EidOf(euicc), euicc, signed, response.EuiccSignature1);
    }

    private static AuthenticateClientJsonResponse Answer(
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
            SmdpSignature2 = credential.BindingKey.Sign(Tlv.WithSignature(signed.Encoded, client.Signature).Span),
            SmdpCertificate = new Certificate(credential.Binding.Encoded),
        };
    }
}

/// <summary>An eUICC that has shown who it is, and what it said.</summary>
internal sealed record Authenticated(Eid Eid, RspCertificate Certificate, EuiccSigned1 Signed, Octets Signature)
{
    internal CtxParamsForCommonAuthentication Parameters => ((CtxParams1.CommonAuthentication)Signed.CtxParams1.Value).Value;
}
