using EuiccSim.Conformance.Cases;
using EuiccSim.Protocol.Rsp.Es10c;
using static EuiccSim.Conformance.Euicc.Cases.CaseRow;

namespace EuiccSim.Conformance.Euicc.Cases;

/// <summary>4.2.21: EnableProfile.</summary>
internal static class EnableCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Installs("4.2.21#3", "SGP.22 §5.7.16", "EnableProfile without refreshFlag: at once, and no REFRESH", async bench =>
        {
            TestProfile profile = await bench.InstallAsync();
            bench.Step("the Profile is enabled, with refreshFlag false");
            EnableProfileResponse response = await bench.CallAsync(new EnableProfileRequest { ProfileIdentifier = profile.ByAid, RefreshFlag = false });
            bench.ExpectCode(response.EnableResult, EnableResult.Ok, "enableResult");
        }),
    ];
}
