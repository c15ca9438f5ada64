using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.Authentication;
using EuiccSim.Servers.SmDp.Sessions;

namespace EuiccSim.Servers.SmDp.Functions;

/// <summary>ES9+.InitiateAuthentication: the server shows who it is. SGP.22 v2.5 §5.6.1.</summary>
internal static class InitiateAuthentication
{
    internal static async ValueTask<Result<InitiateAuthenticationOkEs9>> HandleAsync(
        SmdpContext context, InitiateAuthenticationRequest request)
    {
        Result<ServerProof> outcome = MutualAuthentication.Prove(context.Common.Identity, context.Common.Random, request);
        if (!outcome.Succeeds(out ServerProof? proof, out Objection refusal)) return refusal;
        RspSession session = new RspSession.ServerAuthenticated(proof.Credential.Ci.SubjectKeyIdentifier, proof.ServerChallenge);
        return await context.Sessions.TryAddAsync(proof.TransactionId, session).ConfigureAwait(false) ? proof.Sign() : Codes.Busy;
    }
}
