using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.Sessions;

namespace EuiccSim.Servers.Functions;

/// <summary>ES9+.InitiateAuthentication: the server shows who it is. SGP.22 v2.5 §5.6.1.</summary>
internal static class InitiateAuthentication
{
    internal static Result<InitiateAuthenticationOkEs9> Handle(SmdpContext context, InitiateAuthenticationRequest request)
    {
        Result<ServerProof> outcome = MutualAuthentication.Prove(context.Identity, context.Random, request);
        if (!outcome.Succeeds(out ServerProof? proof, out StatusCode refusal)) return refusal;
        RspSession session = new RspSession.ServerAuthenticated(proof.Credential.Ci.SubjectKeyIdentifier, proof.ServerChallenge);
        return context.Sessions.TryAdd(proof.TransactionId, session) ? proof.Sign() : Codes.Busy;
    }
}
