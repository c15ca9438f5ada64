using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Lpas.Seen;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Testing.Faults;
using static EuiccSim.Conformance.Lpas.Cases.LpaRow;

namespace EuiccSim.Conformance.Lpas.Cases;

/// <summary>5.4: what the eUICC refuses is told to the user, and nothing is changed.</summary>
internal static class ManagementFaultCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Unknown("5.4/enable-unknown", "enable", iccid => new LpaCall.Enable(iccid, default), LpaOption.Enable),
        Unknown("5.4/disable-unknown", "disable", iccid => new LpaCall.Disable(iccid, default), LpaOption.Disable),
        Unknown("5.4/delete-unknown", "delete", iccid => new LpaCall.Delete(iccid, default), LpaOption.Delete),
        Of("5.4/disable-not-enabled", "SGP.22 §5.7.17", "To disable a profile that is not enabled fails, and says so", async bench =>
        {
            LpaScene scene = await bench.OpenAsync();
            CardProfile profile = await bench.InstallAsync(scene);
            bench.ExpectFailed(await bench.CallAsync(new LpaCall.Disable(profile.Iccid, profile.Aid)));
            await bench.ExpectStateAsync(scene, profile.Iccid, ProfileState.Disabled);
        }, LpaOption.Disable),
        Of("5.4/disable-ppr1", "SGP.22 §3.2.2, §5.7.17", "A profile that must not be disabled (PPR1) stays enabled, and the user is told", async bench =>
        {
            LpaScene scene = await bench.OpenAsync(CancelCases.WithRat(CancelCases.Allowed));
            CardProfile profile = await bench.InstallAsync(scene, isEnabled: true, CancelCases.WithRule(PprIds.Ppr1));
            bench.ExpectFailed(await bench.CallAsync(new LpaCall.Disable(profile.Iccid, profile.Aid)));
            await bench.ExpectStateAsync(scene, profile.Iccid, ProfileState.Enabled);
        }, LpaOption.Disable),
        Of("5.4/enable-ppr1", "SGP.22 §3.2.1, §5.7.16", "Beside a profile that must not be disabled (PPR1) no other is enabled, and the user is told", async bench =>
        {
            LpaScene scene = await bench.OpenAsync(CancelCases.WithRat(CancelCases.Allowed));
            CardProfile old = await bench.InstallAsync(scene, isEnabled: true, CancelCases.WithRule(PprIds.Ppr1)), other = await bench.InstallAsync(scene);
            bench.ExpectFailed(await bench.CallAsync(new LpaCall.Enable(other.Iccid, other.Aid)));
            await bench.ExpectStateAsync(scene, old.Iccid, ProfileState.Enabled);
            await bench.ExpectStateAsync(scene, other.Iccid, ProfileState.Disabled);
        }, LpaOption.Enable),
        Of("5.4/delete-ppr2", "SGP.22 §3.2.3, §5.7.18", "A profile that must not be deleted (PPR2) stays, and the user is told", async bench =>
        {
            LpaScene scene = await bench.OpenAsync(CancelCases.WithRat(CancelCases.Allowed));
            CardProfile profile = await bench.InstallAsync(scene, change: CancelCases.WithRule(PprIds.Ppr2));
            bench.ExpectFailed(await bench.CallAsync(new LpaCall.Delete(profile.Iccid, profile.Aid)));
            await bench.ExpectStateAsync(scene, profile.Iccid, ProfileState.Disabled);
        }, LpaOption.Delete),
        Of("5.4/delete-enabled", "SGP.22 §3.2.3, §5.7.18", "An enabled profile is either disabled before it is deleted, or stays, and the LPA says which", async bench =>
        {
            LpaScene scene = await bench.OpenAsync();
            CardProfile profile = await bench.InstallAsync(scene, isEnabled: true);
            LpaVisit visit = await bench.CallAsync(new LpaCall.Delete(profile.Iccid, profile.Aid));
            if ((await scene.FactsAsync()).Find(profile.Iccid) is null) bench.ExpectDone(visit);
            else bench.ExpectFailed(visit);
        }, LpaOption.Delete),
        Of("5.4/no-isd-r", "SGP.22 §5.7.1", "A card without an ISD-R ('6A82') is no eUICC, and the user is told", async bench =>
        {
            LpaScene scene = await bench.OpenAsync();
            scene.Device.Inject(Fault.At(Place.Apdu).On(IsdR).Always().Answer("6A82"));
            bench.ExpectFailed(await bench.CallAsync(new LpaCall.Info()));
        }, LpaOption.Info),
        Of("5.4/no-card", "SGP.22 §5.7.1", "A card that does not answer is told to the user", async bench =>
        {
            LpaScene scene = await bench.OpenAsync();
            scene.Device.Inject(Fault.At(Place.Apdu).Always().Drop());
            bench.ExpectFailed(await bench.CallAsync(new LpaCall.Info()));
        }, LpaOption.Info),
        Of("5.4/list-refused", "SGP.22 §5.7.15", "A list that the eUICC refuses (undefinedError) is no empty list", async bench =>
        {
            LpaScene scene = await bench.OpenAsync();
            scene.Device.Inject(Fault.At(Place.Apdu).On(GetProfilesInfo).Always().Replace(Leg.Answer, Octets.FromHex("BF2D0381017F9000")));
            bench.ExpectFailed(await bench.CallAsync(new LpaCall.List()));
        }, LpaOption.List),
        Of("5.4/enable-rejected", "SGP.22 §5.7.2", "A command that the card rejects ('6985') is told to the user, and nothing has changed", async bench =>
        {
            LpaScene scene = await bench.OpenAsync();
            CardProfile profile = await bench.InstallAsync(scene);
            scene.Device.Inject(Fault.At(Place.Apdu).On(EnableProfile).Always().Answer("6985"));
            bench.ExpectFailed(await bench.CallAsync(new LpaCall.Enable(profile.Iccid, profile.Aid)));
            await bench.ExpectStateAsync(scene, profile.Iccid, ProfileState.Disabled);
        }, LpaOption.Enable),
    ];

    private static ConformanceCase Unknown(string id, string word, Func<Iccid, LpaCall> call, string need) =>
        Of(id, "SGP.22 §3.2", $"To {word} a profile that is not on the eUICC fails, and says so", async bench =>
        {
            LpaScene scene = await bench.OpenAsync();
            CardProfile profile = await bench.InstallAsync(scene);
            bench.ExpectFailed(await bench.CallAsync(call(Iccid.WithCheckDigit("8988211990000099999"))));
            await bench.ExpectStateAsync(scene, profile.Iccid, ProfileState.Disabled);
        }, need);

    private const string IsdR = "A0000005591010FFFFFFFF8900000100";
    private const string GetProfilesInfo = "BF2D";
    private const string EnableProfile = "BF31";
}
