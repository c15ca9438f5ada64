using System.Text.RegularExpressions;
using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Lpas.Seen;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using static EuiccSim.Conformance.Lpas.Cases.LpaRow;

namespace EuiccSim.Conformance.Lpas.Cases;

/// <summary>5.4: profiles that are listed, enabled, disabled, deleted and named.</summary>
internal static class ManagementCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Of("5.4/info", "SGP.22 §5.7.20", "The user is told the EID", async bench =>
        {
            LpaScene scene = await bench.OpenAsync();
            LpaVisit visit = await bench.CallAsync(new LpaCall.Info());
            bench.ExpectDone(visit);
            ExpectShown(bench, visit, scene.Device.Eid.Digits, "the EID");
        }, LpaOption.Info),
        Of("5.4/list", "SGP.22 §3.2.4, §5.7.15", "Every profile is listed with its ICCID", async bench =>
        {
            LpaScene scene = await bench.OpenAsync();
            CardProfile first = await bench.InstallAsync(scene), second = await bench.InstallAsync(scene, isEnabled: true);
            LpaVisit visit = await bench.CallAsync(new LpaCall.List());
            bench.ExpectDone(visit);
            foreach (CardProfile profile in (CardProfile[])[first, second]) ExpectShown(bench, visit, profile.Iccid.Digits, $"the profile {profile.Iccid}");
        }, LpaOption.List),
        Of("5.4/list-empty", "SGP.22 §5.7.15", "An eUICC without a profile is no fault", async bench =>
        {
            await bench.OpenAsync();
            bench.ExpectDone(await bench.CallAsync(new LpaCall.List()));
        }, LpaOption.List),
        Of("5.4/list-states", "SGP.22 §3.2.4", "A profile is listed otherwise when it is enabled than when it is disabled", async bench =>
        {
            await bench.InstallAsync(await bench.OpenAsync());
            string disabled = OutputOf(await bench.CallAsync(new LpaCall.List()));
            // Another card with the same profile: what else is listed of it is the same.
            await bench.InstallAsync(await bench.OpenAsync(), isEnabled: true);
            string enabled = OutputOf(await bench.CallAsync(new LpaCall.List()));
            bench.Expect(disabled != enabled, "the list shows the state of a profile", disabled);
        }, LpaOption.List),
        Of("5.4/list-names", "SGP.22 §3.2.4", "A profile is listed with its nickname, where it has one, and the name of its service provider", async bench =>
        {
            LpaScene scene = await bench.OpenAsync();
            CardProfile profile = await bench.InstallAsync(scene, change: metadata => metadata with { ServiceProviderName = "Provider Seven" });
            await bench.ArrangeAsync("the profile gets a nickname", () => scene.Device.WithLpaAsync(lpa => lpa.Es10c.SetNicknameAsync(profile.Iccid, "Holidays")));
            string shown = OutputOf(await bench.CallAsync(new LpaCall.List()));
            foreach (string name in (string[])["Holidays", "Provider Seven"]) bench.Expect(shown.Contains(name, StringComparison.Ordinal), $"the list shows '{name}'", shown);
        }, LpaOption.List),
        Of("5.4/enable", "SGP.22 §3.2.1", "A profile is enabled", async bench =>
        {
            LpaScene scene = await bench.OpenAsync();
            CardProfile profile = await bench.InstallAsync(scene);
            LpaVisit visit = await bench.CallAsync(new LpaCall.Enable(profile.Iccid, profile.Aid));
            bench.ExpectDone(visit);
            await bench.ExpectStateAsync(scene, profile.Iccid, ProfileState.Enabled);
        }, LpaOption.Enable),
        Of("5.4/enable-other", "SGP.22 §3.2.1", "Another profile is enabled, and the one that was is disabled", async bench =>
        {
            LpaScene scene = await bench.OpenAsync();
            CardProfile old = await bench.InstallAsync(scene, isEnabled: true), other = await bench.InstallAsync(scene);
            bench.ExpectDone(await bench.CallAsync(new LpaCall.Enable(other.Iccid, other.Aid)));
            await bench.ExpectStateAsync(scene, other.Iccid, ProfileState.Enabled);
            await bench.ExpectStateAsync(scene, old.Iccid, ProfileState.Disabled);
        }, LpaOption.Enable),
        Of("5.4/enable-refresh", "SGP.22 §3.2.1; TS 102 223 §6.4.7", "With a terminal that performs REFRESH the profile is enabled, and the LPA finds the eUICC again", async bench =>
        {
            LpaScene scene = await bench.OpenAsync();
            CardProfile profile = await bench.InstallAsync(scene);
            LpaVisit visit = await bench.CallAsync(new LpaCall.Enable(profile.Iccid, profile.Aid));
            bench.ExpectDone(visit);
            Es10Exchange enabled = LpaBench.Need(visit.Es10.LastOrDefault(one => one.Tag == Es10Tag.EnableProfile), "EnableProfile");
            bool isAnnounced = enabled.Status.Sw1 == 0x91;
            bool isPerformed = visit.Sights.Skip(enabled.End + 1).Any(sight => sight is Sight.Reset || IsTerminalResponse(sight));
            bench.Expect(!isAnnounced || isPerformed, "a REFRESH that the eUICC announces is performed, or the card is reset", "neither is done");
            await bench.ExpectStateAsync(scene, profile.Iccid, ProfileState.Enabled);
            await bench.AndDeliverAsync(scene, visit);
            await NotificationCases.ExpectNoneWaitsAsync(bench, scene);
        }, LpaOption.Enable, LpaOption.Terminal),
        Of("5.4/disable", "SGP.22 §3.2.2", "A profile is disabled", async bench =>
        {
            LpaScene scene = await bench.OpenAsync();
            CardProfile profile = await bench.InstallAsync(scene, isEnabled: true);
            bench.ExpectDone(await bench.CallAsync(new LpaCall.Disable(profile.Iccid, profile.Aid)));
            await bench.ExpectStateAsync(scene, profile.Iccid, ProfileState.Disabled);
        }, LpaOption.Disable),
        Of("5.4/delete", "SGP.22 §3.2.3", "A profile is deleted, and no other", async bench =>
        {
            LpaScene scene = await bench.OpenAsync();
            CardProfile profile = await bench.InstallAsync(scene), other = await bench.InstallAsync(scene);
            bench.ExpectDone(await bench.CallAsync(new LpaCall.Delete(profile.Iccid, profile.Aid)));
            await bench.ExpectAbsentAsync(scene, profile.Iccid);
            await bench.ExpectStateAsync(scene, other.Iccid, ProfileState.Disabled);
        }, LpaOption.Delete),
        Of("5.4/nickname", "SGP.22 §3.2.5, §5.7.21", "A profile gets a nickname, with letters beyond ASCII", async bench =>
        {
            LpaScene scene = await bench.OpenAsync();
            CardProfile profile = await bench.InstallAsync(scene);
            bench.ExpectDone(await bench.CallAsync(new LpaCall.Nickname(profile.Iccid, profile.Aid, "Été 2")));
            bench.ExpectEqual((await scene.FactsAsync()).Find(profile.Iccid)?.ProfileNickname, "Été 2", "profileNickname");
        }, LpaOption.Nickname),
        Of("5.4/memory-reset", "SGP.22 §3.3.2, §5.7.19", "After a memory reset there is no profile", async bench =>
        {
            LpaScene scene = await bench.OpenAsync();
            await bench.InstallAsync(scene);
            await bench.InstallAsync(scene, isEnabled: true);
            bench.ExpectDone(await bench.CallAsync(new LpaCall.Reset()));
            bench.ExpectEqual((await scene.FactsAsync()).Profiles.Count, 0, "the number of profiles on the card");
        }, LpaOption.Reset),
    ];

    private static bool IsTerminalResponse(Sight sight) => sight is Sight.Apdu apdu && CommandApdu.TryParse(apdu.Command)?.Ins == 0x14;

    private static string OutputOf(LpaVisit visit) => visit.End is LpaCallEnd.Ended { ExitCode: 0 } ended ? ended.Output : throw LpaBench.NotReached("a list");

    /// <summary>Digits, however they are grouped.</summary>
    private static void ExpectShown(LpaBench bench, LpaVisit visit, string digits, string what)
    {
        string shown = ((LpaCallEnd.Ended)visit.End).Output;
        bench.Expect(Regex.Replace(shown, @"(?<=\d)[ -](?=\d)", "").Contains(digits, StringComparison.Ordinal), $"{what} is shown ({digits})", shown);
    }
}
