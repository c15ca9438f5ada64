using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Smdp.Sessions;

namespace EuiccSim.Smdp.Functions;

/// <summary>ES9+.InitiateAuthentication: the server shows who it is. SGP.22 v2.5 §5.6.1.</summary>
internal static class InitiateAuthentication
{
    internal static Result<InitiateAuthenticationJsonResponse> Handle(SmdpContext context, InitiateAuthenticationJsonRequest request)
    {
        if (request.EuiccChallenge.Length != ChallengeSize) throw new Es9MessageException($"euiccChallenge: not {ChallengeSize} octets");
        if (Refusal(context, request, out SmdpCredential? signing, out SmdpCredential? own) is { } refusal) return refusal;
        TransactionId id = TransactionId.FromOctets(context.Draw(TransactionIdSize));
        ServerSigned1 serverSigned1 = new()
        {
            TransactionId = id,
            EuiccChallenge = request.EuiccChallenge,
            ServerAddress = context.Options.Address,
            ServerChallenge = context.Draw(ChallengeSize),
        };
        if (!context.Sessions.TryAdd(id, new RspSession.ServerAuthenticated(own!.Ci.SubjectKeyIdentifier, serverSigned1.ServerChallenge))) return Codes.Busy;
        Signed<ServerSigned1> signed = Signed<ServerSigned1>.Of(serverSigned1);
        return new InitiateAuthenticationJsonResponse
        {
            TransactionId = id,
            ServerSigned1 = signed,
            ServerSignature1 = own!.AuthenticationKey.Sign(signed.Encoded.Span),
            EuiccCiPKIdToBeUsed = signing!.Ci.SubjectKeyIdentifier,
            ServerCertificate = new Certificate(own.Authentication.Encoded),
        };
    }

    private static StatusCode? Refusal(
        SmdpContext context, InitiateAuthenticationJsonRequest request, out SmdpCredential? signing, out SmdpCredential? own)
    {
        EuiccInfo1 info = request.EuiccInfo1.Value;
        signing = First(context, info.EuiccCiPKIdListForSigning);
        own = First(context, info.EuiccCiPKIdListForVerification);
        bool isHere = string.Equals(request.SmdpAddress, context.Options.Address, StringComparison.OrdinalIgnoreCase);
        if (!isHere) return StatusCodes.SmdpAddressRefused;
        if (signing is null) return StatusCodes.SecurityConfigurationUnsupported;
        if (info.Svn < context.Options.LowestSvn || info.Svn > context.Options.HighestSvn) return StatusCodes.SvnUnsupported;
        return own is null ? StatusCodes.SmdpCertificateUnavailable : null;
    }

    // The eUICC's lists are in its order of preference, which comes before the server's.
    private static SmdpCredential? First(SmdpContext context, SequenceOf<Octets> keyIdentifiers)
    {
        foreach (Octets identifier in keyIdentifiers.Span)
            foreach (SmdpCredential credential in context.Options.Credentials.Span)
                if (credential.Ci.SubjectKeyIdentifier == identifier) return credential;
        return null;
    }

    private const int TransactionIdSize = 16;
    private const int ChallengeSize = 16;
}
