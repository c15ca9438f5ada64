using EuiccSim.Conformance.Cases;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es10a;
using static EuiccSim.Conformance.Euicc.Cases.CaseRow;

namespace EuiccSim.Conformance.Euicc.Cases;

/// <summary>4.2.8 and 4.2.9: GetEuiccConfiguredAddresses and SetDefaultDpAddress.</summary>
internal static class AddressCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Reads("4.2.8/root-ds", "SGP.22 §5.7.3", "The address of the root SM-DS is there, and is a host name", async bench =>
        {
            string root = (await ReadAsync(bench)).RootDsAddress;
            bench.Expect(Uri.CheckHostName(root) is UriHostNameType.Dns, "rootDsAddress is a host name", root);
        }),
        Reads("4.2.8/der", "SGP.22 §5.7.3", "The answer of GetEuiccConfiguredAddresses has its elements in the module's order", async bench =>
        {
            bench.Step("the addresses are asked for");
            Signed<EuiccConfiguredAddressesResponse> answer = await bench.AskAsync(new EuiccConfiguredAddressesRequest());
            bench.ExpectOrder(answer.Encoded, 0x80, 0x81);
        }),
        Changes("4.2.8/default-present", "SGP.22 §5.7.3", "A default SM-DP+ that was set is given", async bench =>
        {
            await bench.ArrangeAsync("a default SM-DP+ is set", () => SetAsync(bench, First));
            await ExpectAsync(bench, First);
        }),
        Changes("4.2.8/default-absent", "SGP.22 §5.7.3", "Without a default SM-DP+ its address is absent, or empty", async bench =>
        {
            await bench.ArrangeAsync("the default SM-DP+ is removed", () => SetAsync(bench, ""));
            await ExpectAsync(bench, "");
        }),
        Changes("4.2.9/set", "SGP.22 §5.7.4", "SetDefaultDpAddress sets an address where there is none", async bench =>
        {
            await bench.ArrangeAsync("the default SM-DP+ is removed", () => SetAsync(bench, ""));
            await SetAndExpectAsync(bench, First);
        }),
        Changes("4.2.9/overwrite", "SGP.22 §5.7.4", "SetDefaultDpAddress puts an address in the place of another", async bench =>
        {
            await bench.ArrangeAsync("a default SM-DP+ is set", () => SetAsync(bench, First));
            await SetAndExpectAsync(bench, "smdp.example.org");
        }),
        Changes("4.2.9/same", "SGP.22 §5.7.4", "SetDefaultDpAddress takes the address that is there already", async bench =>
        {
            await bench.ArrangeAsync("a default SM-DP+ is set", () => SetAsync(bench, First));
            await SetAndExpectAsync(bench, First);
        }),
        Changes("4.2.9/clear", "SGP.22 §5.7.4", "SetDefaultDpAddress with an empty address removes the default", async bench =>
        {
            await bench.ArrangeAsync("a default SM-DP+ is set", () => SetAsync(bench, First));
            await SetAndExpectAsync(bench, "");
        }),
        Changes("4.2.9/clear-nothing", "SGP.22 §5.7.4", "SetDefaultDpAddress with an empty address is 'ok' where there is no default", async bench =>
        {
            await bench.ArrangeAsync("the default SM-DP+ is removed", () => SetAsync(bench, ""));
            await SetAndExpectAsync(bench, "");
        }),
        Changes("4.2.9/long", "SGP.22 §5.7.4", "SetDefaultDpAddress takes an address of 128 characters", bench =>
            SetAndExpectAsync(bench, $"{new string('a', 60)}.{new string('b', 55)}.example.org")),
        Changes("4.2.9/reset", "SGP.22 §5.7.4", "The default SM-DP+ is kept over a reset", async bench =>
        {
            await bench.ArrangeAsync("a default SM-DP+ is set", () => SetAsync(bench, First));
            bench.Step("the card is reset");
            await bench.ResetAsync();
            await ExpectAsync(bench, First);
        }, EuiccDeclaration.RawApdus),
        Changes("4.2.9/root-ds", "SGP.22 §5.7.4", "SetDefaultDpAddress does not change the address of the root SM-DS", async bench =>
        {
            string root = (await ReadAsync(bench)).RootDsAddress;
            await SetAndExpectAsync(bench, First);
            bench.ExpectEqual((await ReadAsync(bench)).RootDsAddress, root, "rootDsAddress");
        }),
    ];

    private static async Task<EuiccConfiguredAddressesResponse> ReadAsync(EuiccBench bench)
    {
        bench.Step("the addresses are asked for");
        return await bench.CallAsync(new EuiccConfiguredAddressesRequest());
    }

    private static async Task SetAsync(EuiccBench bench, string address)
    {
        Signed<SetDefaultDpAddressResponse> answer = await bench.AskAsync(new SetDefaultDpAddressRequest { DefaultDpAddress = address });
        bench.ExpectCode(bench.ExpectDer(answer).SetDefaultDpAddressResult, SetDefaultDpAddressResult.Ok, "setDefaultDpAddressResult");
    }

    private static async Task SetAndExpectAsync(EuiccBench bench, string address)
    {
        bench.Step($"the default SM-DP+ is set to '{address}'");
        await SetAsync(bench, address);
        await ExpectAsync(bench, address);
    }

    private static async Task ExpectAsync(EuiccBench bench, string address) =>
        bench.ExpectEqual((await ReadAsync(bench)).DefaultDpAddress ?? "", address, "defaultDpAddress");

    private const string First = "default.smdp.example.com";
}
