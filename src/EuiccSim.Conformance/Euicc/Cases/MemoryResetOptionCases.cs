using EuiccSim.Conformance.Cases;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10a;
using EuiccSim.Protocol.Rsp.Es10c;
using static EuiccSim.Conformance.Euicc.Cases.CaseRow;
using static EuiccSim.Protocol.Rsp.Common.NotificationEvent;
using static EuiccSim.Protocol.Rsp.Es10c.ResetOptions;

namespace EuiccSim.Conformance.Euicc.Cases;

/// <summary>4.2.24: the options of eUICCMemoryReset. An Operational and a Test Profile are there, and a default SM-DP+.</summary>
internal static class MemoryResetOptionCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Options("operational", DeleteOperationalProfiles),
        Options("test", DeleteFieldLoadedTestProfiles),
        Options("address", ResetDefaultSmdpAddress),
        Options("operational-test", DeleteOperationalProfiles | DeleteFieldLoadedTestProfiles),
        Options("operational-address", DeleteOperationalProfiles | ResetDefaultSmdpAddress),
        Options("test-address", DeleteFieldLoadedTestProfiles | ResetDefaultSmdpAddress),
        Options("all", DeleteOperationalProfiles | DeleteFieldLoadedTestProfiles | ResetDefaultSmdpAddress),
        Destroys("4.2.24/address-alone", Section, "resetDefaultSmdpAddress is done also where there is no Profile", async bench =>
        {
            await MemoryResetCases.EmptyAsync(bench);
            await SetAddressAsync(bench);
            bench.Step("the default SM-DP+ is reset");
            await MemoryResetCases.ResetAsync(bench, ResetDefaultSmdpAddress, ResetResult.Ok);
            await ExpectAddressAsync(bench, isReset: true);
        }),
    ];

    private static ConformanceCase Options(string word, ResetOptions options) => Destroys(
        $"4.2.24/option-{word}", Section, $"{string.Join(" and ", StandardName.OfBits(options))}: that is deleted and told, and nothing else", async bench =>
        {
            await MemoryResetCases.EmptyAsync(bench);
            TestProfile operational = await bench.DisabledAsync(1), test = await bench.InstallAsync(3, TestProfileCases.AsTest);
            await SetAddressAsync(bench);
            Notices notices = await Notices.TakeAsync(bench);
            bench.Step("the memory is reset");
            await MemoryResetCases.ResetAsync(bench, options, ResetResult.Ok);
            bench.Step("Profiles, notifications and the address are looked at");
            TestProfile[] deleted = [.. options.HasFlag(DeleteOperationalProfiles) ? new[] { operational } : [], .. options.HasFlag(DeleteFieldLoadedTestProfiles) ? new[] { test } : []];
            foreach (TestProfile profile in new[] { operational, test })
            {
                if (deleted.Contains(profile)) await bench.ExpectAbsentAsync(profile);
                else await bench.ExpectStateAsync(profile, ProfileState.Disabled);
            }
            await notices.ExpectAsync([.. deleted.Select(profile => (NotificationDelete, profile))]);
            await ExpectAddressAsync(bench, options.HasFlag(ResetDefaultSmdpAddress));
        }, [EuiccDeclaration.Keys, TestProfileCases.Support]);

    private static Task<SetDefaultDpAddressResponse> SetAddressAsync(EuiccBench bench) =>
        bench.ArrangeAsync("a default SM-DP+ is set", () => bench.CallAsync(new SetDefaultDpAddressRequest { DefaultDpAddress = Address }));

    /// <summary>A reset brings the address that the card was delivered with: whatever that is, it is not the one of the run.</summary>
    private static async Task ExpectAddressAsync(EuiccBench bench, bool isReset)
    {
        string? address = (await bench.CallAsync(new EuiccConfiguredAddressesRequest())).DefaultDpAddress;
        if (isReset) bench.Expect(address != Address, $"another defaultDpAddress than {Address}", address);
        else bench.ExpectEqual(address, Address, "defaultDpAddress");
    }

    private const string Section = "SGP.22 §3.2.5, §5.7.19";
    private const string Address = "default.smdp.example.com";
}
