using EuiccSim.Conformance.Cases;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Protocol.Uicc;
using static EuiccSim.Conformance.Euicc.Cases.CaseRow;
using static EuiccSim.Protocol.Rsp.Common.NotificationEvent;

namespace EuiccSim.Conformance.Euicc.Cases;

/// <summary>5.2.6: enabling as a process, with the power taken away between the commands.</summary>
internal static class EnablingProcessCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Row("5.2.6/reset", Enable, "An enabled Profile is enabled after resets, and shown, and nothing more is told", async bench =>
        {
            TestProfile profile = await bench.DisabledAsync();
            Notices notices = await Notices.TakeAsync(bench);
            bench.Step("the Profile is enabled, and the card reset twice");
            bench.ExpectCode(await bench.EnableAsync(profile.ById), EnableResult.Ok, "enableResult");
            await bench.ResetAsync();
            await bench.ResetAsync();
            await bench.ExpectStateAsync(profile, ProfileState.Enabled);
            await bench.ExpectShownAsync(profile, 1);
            await notices.ExpectAsync((NotificationEnable, profile));
        }),
        Row("5.2.6/reset-announced", Enable, "A reset before the REFRESH is fetched completes the change, and it is told once", async bench =>
        {
            TestProfile first = await bench.EnabledAsync(2), second = await bench.InstallAsync(1);
            await bench.PowerOnAsync();
            Notices notices = await Notices.TakeAsync(bench);
            bench.Step("the Profile is enabled with refreshFlag, and the card reset");
            await bench.BeginEnableAsync(second.ById);
            await bench.ResetAsync();
            await bench.ExpectStateAsync(second, ProfileState.Enabled);
            await bench.ExpectStateAsync(first, ProfileState.Disabled);
            bench.Step("the card is reset again");
            await bench.ResetAsync();
            await notices.ExpectAsync((NotificationDisable, first), (NotificationEnable, second));
            await bench.ExpectShownAsync(second, 1);
        }),
        Row("5.2.6/reset-again", Enable, "After a change by REFRESH no REFRESH comes again", async bench =>
        {
            TestProfile profile = await bench.DisabledAsync();
            await bench.PowerOnAsync();
            bench.Step("the Profile is enabled by REFRESH");
            await bench.EnableAsync(profile.ById, Completion.Reset);
            bench.Step("the card is told of the Device again, and asked for something");
            await bench.PowerOnAsync();
            ResponseApdu answer = await bench.StoreDataAsync(Channels.GetEidRequest);
            bench.ExpectStatus(answer.Status, "9000");
            await bench.ExpectStateAsync(profile, ProfileState.Enabled);
        }),
        Row("5.2.6/isdr", "SGP.22 §3.2.1, §5.7.1", "After a change at once the ISD-R is selected on a new channel, and answers", async bench =>
        {
            TestProfile first = await bench.EnabledAsync(1), second = await bench.InstallAsync(2);
            bench.Step("the other Profile is enabled");
            bench.ExpectCode(await bench.EnableAsync(second.ById), EnableResult.Ok, "enableResult");
            ChannelNumber channel = await bench.OpenIsdRAsync();
            await bench.ExpectEidAsync(channel);
            await bench.ExpectStateAsync(first, ProfileState.Disabled);
        }),
        Row("5.2.6/old-files", Enable, "On a channel that was opened before a change at once, the files of the former Profile are not shown any more", async bench =>
        {
            TestProfile former = await bench.EnabledAsync(1), next = await bench.InstallAsync(2);
            await using IApplicationChannel usim = await bench.OpenUsimAsync();
            bench.ExpectOctets(await bench.ReadBinaryAsync(usim, FileAddress.Iccid), former.Iccid.Ef, "EF.ICCID");
            bench.Step("the other Profile is enabled");
            bench.ExpectCode(await bench.EnableAsync(next.ById), EnableResult.Ok, "enableResult");
            bench.Step("the former file is read on, then selected anew");
            await ExpectNotAsync(bench, usim, former, isSelected: false);
            await ExpectNotAsync(bench, usim, former, isSelected: true);
        }),
        Row("5.2.6/download", "SGP.22 §3.1.3, §3.2.1", "While a Profile is enabled another one is installed, and the enabled one stays", async bench =>
        {
            TestProfile enabled = await bench.EnabledAsync(1);
            bench.Step("another Profile is installed");
            TestProfile other = await bench.InstallAsync(2);
            await bench.ExpectStateAsync(enabled, ProfileState.Enabled);
            await bench.ExpectStateAsync(other, ProfileState.Disabled);
            await bench.ExpectShownAsync(enabled, 1);
        }),
        Row("5.2.6/names", Enable, "A Profile that is not enabled keeps its AID and metadata while others are enabled", async bench =>
        {
            TestProfile first = await bench.DisabledAsync(1), second = await bench.InstallAsync(2);
            ProfileInfo? before = await bench.FindAsync(first);
            bench.Step("each Profile is enabled once, with a reset after each");
            bench.ExpectCode(await bench.EnableAsync(first.ById), EnableResult.Ok, "enableResult");
            await bench.ResetAsync();
            bench.ExpectCode(await bench.EnableAsync(second.ById), EnableResult.Ok, "enableResult");
            await bench.ResetAsync();
            bench.ExpectEqual(await bench.FindAsync(first), before, "what is said of the first Profile");
        }),
    ];

    internal static IEnumerable<AbsentCase> Absent =>
    [
        new("5.2.6/mep", Side.Euicc, "Enabling and disabling on an eUICC with several enabled Profiles", "SGP.22 v3"),
        new("5.2.6/power-loss", Side.Euicc, "Power that is lost in the middle of a command", "a reset comes between APDUs: the moment within one cannot be chosen through a reader"),
    ];

    /// <summary>READ BINARY, after SELECT of EF.ICCID or as things are, does not give the ICCID of a Profile that is not enabled.</summary>
    private static async Task ExpectNotAsync(EuiccBench bench, IApplicationChannel channel, TestProfile former, bool isSelected)
    {
        if (isSelected) await channel.TransmitAsync(new(0x00, 0xA4, 0x08, 0x0C, FileAddress.Iccid.PathFromMf), bench.Ct);
        ResponseApdu answer = await channel.TransmitAsync(new(0x00, 0xB0, 0x00, 0x00, ne: former.Iccid.Ef.Length), bench.Ct);
        bench.Expect(answer.Data != former.Iccid.Ef, $"not the ICCID of the former Profile, {former.Iccid}", answer.Data.ToString());
    }

    private static ConformanceCase Row(string id, string section, string title, Func<EuiccBench, Task> body) => Installs(id, section, title, body, EuiccDeclaration.RawApdus);

    private const string Enable = "SGP.22 §3.2.1";
}
