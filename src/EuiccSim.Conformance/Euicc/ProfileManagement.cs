using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Protocol.Rsp.Es8;

namespace EuiccSim.Conformance.Euicc;

/// <summary>Enabling, disabling and deleting at once, and what the card says of its Profiles. SGP.22 v2.5 §5.7.15 to §5.7.18.</summary>
internal static class ProfileManagement
{
    /// <summary>
    /// What the user has enabled would take part in what is judged: it is enabled again at the end. What a case before left enabled does not end this
    /// one: the card is at fault already, and what it does to a change must still be seen.
    /// </summary>
    internal static Task NoneEnabledAsync(this EuiccBench bench) => bench.ArrangeAsync("no Profile is enabled", async () =>
    {
        foreach (ProfileInfo enabled in (await bench.ProfilesAsync()).Where(one => one.ProfileState == ProfileState.Enabled))
        {
            if (enabled.Iccid is not { } iccid) continue;
            DisableResult result = await bench.DisableAsync(new ProfileIdentifier.Iccid(iccid));
            if (bench.Target.IsOfTheUser(iccid)) bench.ExpectCode(result, DisableResult.Ok, "disableResult");
        }
    });

    /// <summary>A Profile that is installed, while none is enabled: the initial condition of what follows.</summary>
    /// <inheritdoc cref="Downloads.InstallAsync"/>
    internal static async Task<TestProfile> DisabledAsync(this EuiccBench bench, int number = 1, Func<StoreMetadataRequest, StoreMetadataRequest>? change = null)
    {
        await bench.NoneEnabledAsync();
        return await bench.InstallAsync(number, change);
    }

    /// <summary>A Profile that is installed and enabled.</summary>
    /// <inheritdoc cref="Downloads.InstallAsync"/>
    internal static async Task<TestProfile> EnabledAsync(this EuiccBench bench, int number = 1, Func<StoreMetadataRequest, StoreMetadataRequest>? change = null)
    {
        TestProfile profile = await bench.DisabledAsync(number, change);
        await bench.ArrangeAsync($"Profile {number} is enabled", async () => bench.ExpectCode(await bench.EnableAsync(profile.ById), EnableResult.Ok, "enableResult"));
        return profile;
    }

    /// <summary>EnableProfile without refreshFlag. The channel is not used any more: the Device has to open another after such a change.</summary>
    internal static async Task<EnableResult> EnableAsync(this EuiccBench bench, ProfileIdentifier profile)
    {
        EnableProfileResponse response = await bench.CallAsync(new EnableProfileRequest { ProfileIdentifier = profile, RefreshFlag = false });
        await bench.CloseAsync();
        return response.EnableResult;
    }

    /// <summary>DisableProfile without refreshFlag, as <see cref="EnableAsync"/>.</summary>
    internal static async Task<DisableResult> DisableAsync(this EuiccBench bench, ProfileIdentifier profile)
    {
        DisableProfileResponse response = await bench.CallAsync(new DisableProfileRequest { ProfileIdentifier = profile, RefreshFlag = false });
        await bench.CloseAsync();
        return response.DisableResult;
    }

    /// <summary>DeleteProfile.</summary>
    internal static async Task<DeleteResult> DeleteAsync(this EuiccBench bench, ProfileIdentifier profile) => (await bench.CallAsync(DeletionOf(profile))).DeleteResult;

    /// <summary>Profiles as GetProfilesInfo lists them.</summary>
    internal static async Task<SequenceOf<ProfileInfo>> ProfilesAsync(this EuiccBench bench, ProfileSearchCriteria? criteria = null, string? tags = null) =>
        Ok(bench, await bench.CallAsync(new ProfileInfoListRequest { SearchCriteria = criteria, TagList = tags is null ? null : Octets.FromHex(tags) }));

    /// <summary>What GetProfilesInfo says of a Profile; null where it does not list it.</summary>
    internal static async Task<ProfileInfo?> FindAsync(this EuiccBench bench, TestProfile profile) =>
        (await bench.ProfilesAsync()).FirstOrDefault(one => one.Iccid == profile.Iccid);

    /// <summary>Expects a Profile to be listed in a state.</summary>
    internal static async Task ExpectStateAsync(this EuiccBench bench, TestProfile profile, ProfileState state)
    {
        ProfileInfo? found = await bench.FindAsync(profile);
        bench.Expect(found is not null, $"GetProfilesInfo lists the Profile {profile.Iccid}", "it does not");
        bench.ExpectEqual(found!.ProfileState, state, $"profileState of {profile.Iccid}");
    }

    /// <summary>Expects a Profile not to be listed.</summary>
    internal static async Task ExpectAbsentAsync(this EuiccBench bench, TestProfile profile)
    {
        ProfileInfo? found = await bench.FindAsync(profile);
        bench.Expect(found is null, $"GetProfilesInfo does not list the Profile {profile.Iccid}", $"it does: {found}");
    }

    /// <summary>Expects an answer of GetProfilesInfo to be a list.</summary>
    internal static SequenceOf<ProfileInfo> Ok(EuiccBench bench, ProfileInfoListResponse response)
    {
        bench.Expect(response is ProfileInfoListResponse.Ok, "profileInfoListOk", response.ToString());
        return ((ProfileInfoListResponse.Ok)response).Value;
    }

    /// <summary>The command of DeleteProfile for what EnableProfile names in another way.</summary>
    internal static DeleteProfileRequest DeletionOf(ProfileIdentifier profile) => profile switch
    {
        ProfileIdentifier.IsdpAid { Value: var aid } => new DeleteProfileRequest.IsdpAid(aid),
        ProfileIdentifier.Iccid { Value: var iccid } => new DeleteProfileRequest.Iccid(iccid),
        _ => throw new ArgumentException($"{profile} names no Profile", nameof(profile)),
    };
}
