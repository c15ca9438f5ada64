using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Roles;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es10b;
using static EuiccSim.Conformance.Euicc.Cases.CaseRow;

namespace EuiccSim.Conformance.Euicc.Cases;

/// <summary>4.2.12: GetEUICCChallenge.</summary>
internal static class ChallengeCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Reads("4.2.12/fresh", "SGP.22 §5.7.7", "GetEUICCChallenge gives 16 octets, others each time", async bench =>
        {
            HashSet<Octets> seen = [];
            for (int i = 0; i < 8; i++) await ExpectNewAsync(bench, seen);
        }),
        Reads("4.2.12/fresh-after-reset", "SGP.22 §5.7.7", "The challenges after a reset are others than before", async bench =>
        {
            HashSet<Octets> seen = [];
            for (int i = 0; i < 4; i++)
            {
                await ExpectNewAsync(bench, seen);
                await ExpectNewAsync(bench, seen);
                bench.Step("the card is reset");
                await bench.ResetAsync();
            }
        }, EuiccDeclaration.RawApdus),
        Reads("4.2.12/der", "SGP.22 §5.7.7", "The answer of GetEUICCChallenge is 'BF2E 12 80 10' and the challenge", async bench =>
        {
            bench.Step("a challenge is asked for");
            Signed<GetEuiccChallengeResponse> answer = await bench.AskAsync(new GetEuiccChallengeRequest());
            bench.ExpectOctets(answer.Encoded, Octets.Concat(Octets.FromHex("BF2E128010"), answer.Value.EuiccChallenge), "the answer");
        }),
        Reads("4.2.12/replaced", "SGP.22 §5.7.7, §5.7.13", "A new challenge takes the place of the one before: a server that signed that one is refused", async bench =>
        {
            PlayedServer server = bench.Server();
            bench.Step("two challenges are asked for, and the server signs the first");
            Octets first = await bench.ChallengeAsync();
            await bench.ChallengeAsync();
            AuthenticateServerResponse response = await bench.CallAsync(server.Authenticate(first));
            bench.Expect(response is AuthenticateServerResponse.Error, "authenticateResponseError", response.ToString());
            bench.ExpectCode(((AuthenticateServerResponse.Error)response).Value.AuthenticateErrorCode, AuthenticateErrorCode.EuiccChallengeMismatch, "authenticateErrorCode");
        }, EuiccDeclaration.Keys),
    ];

    private static async Task ExpectNewAsync(EuiccBench bench, HashSet<Octets> seen)
    {
        bench.Step("a challenge is asked for");
        Octets challenge = await bench.ChallengeAsync();
        bench.ExpectEqual(challenge.Length, 16, "the length of euiccChallenge");
        bench.Expect(seen.Add(challenge), "a challenge that did not come before", challenge.ToString());
    }
}
