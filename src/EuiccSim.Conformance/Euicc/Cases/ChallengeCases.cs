using EuiccSim.Conformance.Cases;
using EuiccSim.Protocol.Asn1;
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
            for (int i = 0; i < 8; i++)
            {
                bench.Step("a challenge is asked for");
                Octets challenge = await bench.ChallengeAsync();
                bench.ExpectEqual(challenge.Length, 16, "the length of euiccChallenge");
                bench.Expect(seen.Add(challenge), "a challenge that did not come before", challenge.ToString());
            }
        }),
    ];
}
