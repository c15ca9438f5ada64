using EuiccSim.Conformance.Cases;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using static EuiccSim.Conformance.Euicc.Cases.CaseRow;

namespace EuiccSim.Conformance.Euicc.Cases;

/// <summary>4.2.27: GetRAT.</summary>
internal static class RatCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Reads("4.2.27/der", Section, "The answer of GetRAT is DER", async bench => bench.ExpectDer(await AskAsync(bench))),
        Reads("4.2.27/rules", "SGP.22 §2.9.2, §5.7.22", "Each entry has rules that exist and one operator at least", async bench =>
        {
            foreach (ProfilePolicyAuthorisationRule rule in (await AskAsync(bench)).Value.Rat)
            {
                bench.Expect(rule.PprIds != 0 && (rule.PprIds & ~(PprIds.Ppr1 | PprIds.Ppr2)) == 0, "pprIds of PPR1 and PPR2", rule.ToString());
                bench.Expect(rule.AllowedOperators.Count > 0, "an allowed operator", rule.ToString());
                bench.Expect((rule.PprFlags & ~PprFlags.ConsentRequired) == 0, "no other flag than consentRequired", rule.ToString());
            }
        }),
        Reads("4.2.27/operators", "SGP.22 §2.9.2.3", "MCC and MNC of each operator are digits, or 'E' for any, with 'F' for a third digit that is not there", async bench =>
        {
            foreach (OperatorId allowed in (await AskAsync(bench)).Value.Rat.SelectMany(rule => rule.AllowedOperators))
                bench.Expect(IsNetwork(allowed.MccMnc.ToString()), "mccMnc as in TS 24.008, with wildcards", allowed.MccMnc.ToString());
        }),
        Reads("4.2.27/reset", Section, "The table is the same after a reset", async bench =>
        {
            Octets before = (await AskAsync(bench)).Encoded;
            bench.Step("the card is reset");
            await bench.ResetAsync();
            bench.ExpectOctets((await AskAsync(bench)).Encoded, before, "the table");
        }, EuiccDeclaration.RawApdus),
        Installs("4.2.27/installed", Section, "A Profile with a policy rule changes nothing of the table", async bench =>
        {
            Octets before = (await AskAsync(bench)).Encoded;
            await bench.InstallAsync(change: EnableRefusalCases.WithPpr1);
            bench.ExpectOctets((await AskAsync(bench)).Encoded, before, "the table");
        }, EuiccDeclaration.Ppr1),
    ];

    internal static IEnumerable<AbsentCase> Absent =>
    [
        new("4.2.28", Side.Euicc, "LoadRPMPackage", "SGP.22 v3"),
    ];

    /// <summary>TS 24.008 §10.5.1.13: MCC 2 and 1, MNC 3 and MCC 3, MNC 2 and 1.</summary>
    private static bool IsNetwork(string digits) => digits.Select((digit, i) => char.IsAsciiDigit(digit) || digit == 'E' || (digit == 'F' && i == 2)).All(isRight => isRight);

    private static async Task<Signed<GetRatResponse>> AskAsync(EuiccBench bench)
    {
        bench.Step("the Rules Authorisation Table is asked for");
        return await bench.AskAsync(new GetRatRequest());
    }

    private const string Section = "SGP.22 §5.7.22";
}
