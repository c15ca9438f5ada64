using EuiccSim.Conformance.Cases;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10a;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es10c;
using static EuiccSim.Conformance.Euicc.Cases.CaseRow;
using static EuiccSim.Protocol.Rsp.Es10c.ResetOptions;

namespace EuiccSim.Conformance.Euicc.Cases;

/// <summary>4.2.24: what eUICCMemoryReset leaves as it is. That sequence numbers go on is in <see cref="SequenceNumberCases"/>.</summary>
internal static class MemoryResetKeptCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Row("rat-kept", "The Rules Authorisation Table is kept", bench => KeptAsync(bench, new GetRatRequest())),
        Row("eid-kept", "The EID is kept", bench => KeptAsync(bench, new GetEuiccDataRequest())),
        Row("info-kept", "EUICCInfo1 is kept", bench => KeptAsync(bench, new GetEuiccInfo1Request())),
        Row("root-ds-kept", "The address of the root SM-DS is kept", async bench =>
        {
            string root = (await bench.CallAsync(new EuiccConfiguredAddressesRequest())).RootDsAddress;
            await bench.DisabledAsync();
            bench.Step("the memory is reset");
            await MemoryResetCases.ResetAsync(bench, DeleteOperationalProfiles | ResetDefaultSmdpAddress, ResetResult.Ok);
            bench.ExpectEqual((await bench.CallAsync(new EuiccConfiguredAddressesRequest())).RootDsAddress, root, "rootDsAddress");
        }),
        Row("notifications-kept", "Notifications that waited before wait still", async bench =>
        {
            Notices before = await ListNotificationCases.LifeAsync(bench);
            SequenceOf<NotificationMetadata> waiting = await before.NewAsync();
            await bench.DisabledAsync(2);
            bench.Step("the memory is reset");
            await MemoryResetCases.ResetAsync(bench, DeleteOperationalProfiles, ResetResult.Ok);
            SequenceOf<NotificationMetadata> now = await before.NewAsync();
            bench.Expect(waiting.All(now.Contains), "those from before among the notifications", now.ToString());
        }),
    ];

    /// <summary>What a function answers is the same after a memory reset.</summary>
    private static async Task KeptAsync<T>(EuiccBench bench, IEs10Request<T> request)
        where T : IAsn1<T>
    {
        Octets before = (await bench.AskAsync(request)).Encoded;
        await bench.DisabledAsync();
        bench.Step("the memory is reset");
        await MemoryResetCases.ResetAsync(bench, DeleteOperationalProfiles | DeleteFieldLoadedTestProfiles | ResetDefaultSmdpAddress, ResetResult.Ok);
        bench.ExpectOctets((await bench.AskAsync(request)).Encoded, before, "the answer");
    }

    private static ConformanceCase Row(string word, string title, Func<EuiccBench, Task> body) =>
        Destroys($"4.2.24/{word}", "SGP.22 §3.2.5, §5.7.19", title, body, EuiccDeclaration.Keys);
}
