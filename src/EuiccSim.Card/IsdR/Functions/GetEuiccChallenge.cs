using EuiccSim.Card.Kernel;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;

namespace EuiccSim.Card.IsdR.Functions;

/// <summary>ES10b.GetEUICCChallenge: begins a session, and ends one that was open. SGP.22 v2.5 §5.7.7.</summary>
internal static class GetEuiccChallenge
{
    internal static GetEuiccChallengeResponse Handle(GetEuiccChallengeRequest request, IsdRTransaction tx)
    {
        byte[] challenge = new byte[ChallengeLength];
        tx.Environment.Random.Fill(challenge);
        Octets octets = Octets.Wrap(challenge);
        tx.EndRspSession();
        tx.Rsp = new RspSession.ChallengeIssued(octets);
        return new() { EuiccChallenge = octets };
    }

    private const int ChallengeLength = 16;
}
