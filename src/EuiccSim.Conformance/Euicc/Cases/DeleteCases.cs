using EuiccSim.Conformance.Cases;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Protocol.Rsp.Es8;
using static EuiccSim.Conformance.Euicc.Cases.CaseRow;
using static EuiccSim.Protocol.Rsp.Common.NotificationEvent;

namespace EuiccSim.Conformance.Euicc.Cases;

/// <summary>4.2.23: DeleteProfile.</summary>
internal static class DeleteCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Deleted("iccid", "ICCID", profile => profile.ById),
        Deleted("aid", "AID", profile => profile.ByAid),
        Refused("unknown-iccid", "an ICCID that no Profile has", DeleteResult.IccidOrAidNotFound, (_, _) => new ProfileIdentifier.Iccid(EnableRefusalCases.NoSuchIccid)),
        Refused("unknown-aid", "an AID that no Profile has", DeleteResult.IccidOrAidNotFound, (_, _) => new ProfileIdentifier.IsdpAid(EnableRefusalCases.NoSuchAid)),
        Refused("isdr", "the AID of the ISD-R", DeleteResult.IccidOrAidNotFound, (_, _) => new ProfileIdentifier.IsdpAid(Protocol.Apdu.Aid.IsdR.Value)),
        Refused("enabled", "the enabled Profile", DeleteResult.ProfileNotInDisabledState, (enabled, _) => enabled.ById),
        Refused("enabled-aid", "the enabled Profile by AID", DeleteResult.ProfileNotInDisabledState, (enabled, _) => enabled.ByAid),
        Destroys("4.2.23/ppr2", Section, "A Profile with PPR2 cannot be deleted: disallowedByPolicy", async bench =>
        {
            TestProfile profile = await bench.DisabledAsync(1, WithPpr2);
            Notices notices = await Notices.TakeAsync(bench);
            bench.Step("the Profile is deleted");
            bench.ExpectCode(await bench.DeleteAsync(profile.ById), DeleteResult.DisallowedByPolicy, "deleteResult");
            bench.ExpectCode(await bench.DeleteAsync(profile.ByAid), DeleteResult.DisallowedByPolicy, "deleteResult");
            await bench.ExpectStateAsync(profile, ProfileState.Disabled);
            await notices.ExpectAsync();
        }, [EuiccDeclaration.Keys, EuiccDeclaration.Ppr2]),
        Installs("4.2.23/ppr1", Section, "PPR1 does not forbid to delete a disabled Profile", async bench =>
        {
            TestProfile profile = await bench.DisabledAsync(1, EnableRefusalCases.WithPpr1);
            bench.Step("the Profile is deleted");
            bench.ExpectCode(await bench.DeleteAsync(profile.ById), DeleteResult.Ok, "deleteResult");
            await bench.ExpectAbsentAsync(profile);
        }, EuiccDeclaration.Ppr1),
        Installs("4.2.23/again", Section, "A Profile that was deleted cannot be deleted again: iccidOrAidNotFound", async bench =>
        {
            TestProfile profile = await bench.InstallAsync();
            bench.Step("it is deleted twice");
            bench.ExpectCode(await bench.DeleteAsync(profile.ById), DeleteResult.Ok, "deleteResult");
            Notices notices = await Notices.TakeAsync(bench);
            bench.ExpectCode(await bench.DeleteAsync(profile.ById), DeleteResult.IccidOrAidNotFound, "deleteResult");
            bench.ExpectCode(await bench.DeleteAsync(profile.ByAid), DeleteResult.IccidOrAidNotFound, "deleteResult");
            await notices.ExpectAsync();
        }),
        Installs("4.2.23/gone", Section, "A Profile that was deleted can be neither enabled nor disabled nor named", async bench =>
        {
            TestProfile profile = await bench.DisabledAsync();
            bench.Step("it is deleted");
            bench.ExpectCode(await bench.DeleteAsync(profile.ById), DeleteResult.Ok, "deleteResult");
            bench.Step("it is enabled, disabled and named");
            bench.ExpectCode(await bench.EnableAsync(profile.ById), EnableResult.IccidOrAidNotFound, "enableResult");
            bench.ExpectCode(await bench.EnableAsync(profile.ByAid), EnableResult.IccidOrAidNotFound, "enableResult");
            bench.ExpectCode(await bench.DisableAsync(profile.ByAid), DisableResult.IccidOrAidNotFound, "disableResult");
            SetNicknameResponse named = await bench.CallAsync(new SetNicknameRequest { Iccid = profile.Iccid, ProfileNickname = "Gone" });
            bench.ExpectCode(named.SetNicknameResult, SetNicknameResult.IccidNotFound, "setNicknameResult");
        }),
        Installs("4.2.23/reinstall", Section, "After it was deleted, a Profile can be installed again, disabled and without the nickname of before", async bench =>
        {
            TestProfile profile = await bench.DisabledAsync();
            await bench.ArrangeAsync("it gets a nickname", () => bench.CallAsync(new SetNicknameRequest { Iccid = profile.Iccid, ProfileNickname = "Before" }));
            bench.Step("it is deleted, and installed again");
            bench.ExpectCode(await bench.DeleteAsync(profile.ById), DeleteResult.Ok, "deleteResult");
            TestProfile again = await bench.InstallAsync();
            bench.Step("the list is asked for");
            ProfileInfo? listed = await bench.FindAsync(again);
            bench.Expect(listed is { ProfileState: ProfileState.Disabled, ProfileNickname: null or "" }, "a disabled Profile without nickname", listed?.ToString());
            bench.ExpectEqual(listed!.IsdpAid, again.Aid, "isdpAid");
            bench.ExpectCode(await bench.EnableAsync(again.ByAid), EnableResult.Ok, "enableResult");
        }),
        Installs("4.2.23/others", Section, "Deleting a Profile leaves the others with their AIDs and the enabled one enabled", async bench =>
        {
            TestProfile enabled = await bench.EnabledAsync(1), doomed = await bench.InstallAsync(2), third = await bench.InstallAsync(3);
            bench.Step("the second Profile is deleted");
            bench.ExpectCode(await bench.DeleteAsync(doomed.ById), DeleteResult.Ok, "deleteResult");
            foreach (TestProfile other in new[] { enabled, third }) bench.ExpectEqual((await bench.FindAsync(other))?.IsdpAid, other.Aid, $"isdpAid of {other.Iccid}");
            await bench.ExpectStateAsync(enabled, ProfileState.Enabled);
            await bench.ExpectStateAsync(third, ProfileState.Disabled);
            await bench.ExpectShownAsync(enabled, 1);
        }),
        Installs("4.2.23/awaited", Section, "A Profile that a REFRESH is about to enable cannot be deleted", async bench =>
        {
            TestProfile profile = await bench.DisabledAsync();
            await bench.PowerOnAsync();
            await bench.AwaitedAsync(profile);
            bench.Step("it is deleted meanwhile");
            DeleteResult result = await bench.DeleteAsync(profile.ById);
            bench.Expect(result != DeleteResult.Ok, "another result than ok", StandardName.Of(result));
            bench.Step("the card is reset");
            await bench.ResetAsync();
            await bench.ExpectStateAsync(profile, ProfileState.Enabled);
        }, EuiccDeclaration.RawApdus),
        Installs("4.2.23/told", "SGP.22 §3.5", "Deleting is told to each recipient of it, and to no other", async bench =>
        {
            TestProfile profile = await bench.InstallAsync(change: metadata => metadata with
            {
                NotificationConfigurationInfo =
                [
                    new() { ProfileManagementOperation = NotificationDelete, NotificationAddress = "one.example.com" },
                    new() { ProfileManagementOperation = NotificationEnable | NotificationDisable, NotificationAddress = "two.example.com" },
                    new() { ProfileManagementOperation = NotificationEnable | NotificationDelete, NotificationAddress = "three.example.com" },
                ],
            });
            Notices notices = await Notices.TakeAsync(bench);
            bench.Step("the Profile is deleted");
            bench.ExpectCode(await bench.DeleteAsync(profile.ById), DeleteResult.Ok, "deleteResult");
            await notices.ExpectAsync((NotificationDelete, profile));
        }),
    ];

    /// <summary>The metadata of a Profile that must not be deleted.</summary>
    internal static StoreMetadataRequest WithPpr2(StoreMetadataRequest metadata) => metadata with { ProfileOwner = TestProfiles.Owner, ProfilePolicyRules = PprIds.Ppr2 };

    private static ConformanceCase Deleted(string word, string by, Func<TestProfile, ProfileIdentifier> name) => Installs(
        $"4.2.23/{word}", Section, $"DeleteProfile by {by} takes a disabled Profile away, and tells it", async bench =>
        {
            TestProfile profile = await bench.DisabledAsync(1);
            Notices notices = await Notices.TakeAsync(bench);
            bench.Step("the Profile is deleted");
            Signed<DeleteProfileResponse> answer = await bench.AskAsync(ProfileManagement.DeletionOf(name(profile)));
            bench.ExpectOctets(answer.Encoded, Octets.FromHex("BF3303800100"), "the answer");
            await bench.ExpectAbsentAsync(profile);
            await notices.ExpectAsync((NotificationDelete, profile));
        });

    /// <summary>One Profile is enabled, one disabled; DeleteProfile of something else than the disabled one leaves them so.</summary>
    private static ConformanceCase Refused(string word, string what, DeleteResult expected, Func<TestProfile, TestProfile, ProfileIdentifier> name) => Installs(
        $"4.2.23/{word}", Section, $"DeleteProfile of {what}: {StandardName.Of(expected)}", async bench =>
        {
            TestProfile enabled = await bench.EnabledAsync(1), disabled = await bench.InstallAsync(2);
            Notices notices = await Notices.TakeAsync(bench);
            bench.Step("it is deleted");
            bench.ExpectCode(await bench.DeleteAsync(name(enabled, disabled)), expected, "deleteResult");
            await bench.ExpectStateAsync(enabled, ProfileState.Enabled);
            await bench.ExpectStateAsync(disabled, ProfileState.Disabled);
            await notices.ExpectAsync();
        });

    private const string Section = "SGP.22 §3.2.3, §5.7.18";
}
