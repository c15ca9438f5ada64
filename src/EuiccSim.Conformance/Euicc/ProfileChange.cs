using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Protocol.Uicc;

namespace EuiccSim.Conformance.Euicc;

/// <summary>How a change of the enabled Profile comes to its end.</summary>
internal enum Completion
{
    /// <summary>Without refreshFlag.</summary>
    AtOnce,

    /// <summary>With refreshFlag: the REFRESH is fetched, and the card reset.</summary>
    Reset,

    /// <summary>With refreshFlag: the REFRESH is fetched and answered "performed"; then the card is reset.</summary>
    Answer,
}

/// <summary>A change that must succeed, from the function to its end. With a REFRESH, the card was told of the Device before.</summary>
internal static class ProfileChange
{
    internal static async Task EnableAsync(this EuiccBench bench, ProfileIdentifier profile, Completion completion)
    {
        if (completion is Completion.AtOnce) bench.ExpectCode(await bench.EnableAsync(profile), EnableResult.Ok, "enableResult");
        else await bench.CompleteAsync(await bench.BeginEnableAsync(profile), completion);
    }

    internal static async Task DisableAsync(this EuiccBench bench, ProfileIdentifier profile, Completion completion)
    {
        if (completion is Completion.AtOnce) bench.ExpectCode(await bench.DisableAsync(profile), DisableResult.Ok, "disableResult");
        else await bench.CompleteAsync(await bench.BeginDisableAsync(profile), completion);
    }

    internal static async Task CompleteAsync(this EuiccBench bench, StatusWord announcement, Completion completion)
    {
        bench.Step("the REFRESH is fetched");
        ProactiveCommand refresh = await bench.FetchRefreshAsync(announcement);
        if (completion is Completion.Answer)
        {
            bench.Step("TERMINAL RESPONSE: performed");
            await bench.AnswerAsync(refresh, TerminalResponse.Performed);
        }
        bench.Step("the card is reset");
        await bench.ResetAsync();
    }
}
