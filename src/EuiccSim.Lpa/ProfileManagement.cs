using EuiccSim.Lpa.Summaries;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es10c;

namespace EuiccSim.Lpa;

/// <summary>Local profile management, in the words of people. SGP.22 v2.5 §3.2.</summary>
/// <remarks>Throws as <see cref="LpaClient"/> says.</remarks>
public static class ProfileManagement
{
    /// <summary>The profiles on the eUICC; one that is damaged is there as far as it can be read (<see cref="ProfileSummary.Damage"/>).</summary>
    public static async Task<IReadOnlyList<ProfileSummary>> ListProfilesAsync(this LpaClient lpa, CancellationToken cancellationToken = default) =>
        [.. (await lpa.Es10c.GetProfilesInfoAsync(cancellationToken: cancellationToken).ConfigureAwait(false)).Select(profile => new ProfileSummary(profile))];

    /// <summary>
    /// The profiles that a name stands for, see <see cref="ProfileName"/>. One that is not there, but has the form of an ICCID or AID, is left to
    /// the eUICC to refuse: then all but the identifier is unknown.
    /// </summary>
    /// <returns>One; or none, or several of one nickname.</returns>
    public static async Task<IReadOnlyList<ProfileSummary>> FindProfilesAsync(this LpaClient lpa, string name, CancellationToken cancellationToken = default)
    {
        SequenceOf<Entry<ProfileInfo>> found = ProfileName.Find(await lpa.Es10c.GetProfilesInfoAsync(cancellationToken: cancellationToken).ConfigureAwait(false), name);
        if (found.Count == 0 && ProfileName.Unknown(name) is { } unknown) return [new(unknown)];
        return [.. found.Select(profile => new ProfileSummary(profile))];
    }

    /// <summary>Enables a profile, with a REFRESH; the one that is enabled now is disabled.</summary>
    public static ValueTask EnableAsync(this LpaClient lpa, ProfileSummary profile, CancellationToken cancellationToken = default) =>
        lpa.Es10c.EnableProfileAsync(ProfileName.IdentifierOf(profile.Info), refresh: true, cancellationToken);

    /// <summary>Disables a profile, with a REFRESH.</summary>
    public static ValueTask DisableAsync(this LpaClient lpa, ProfileSummary profile, CancellationToken cancellationToken = default) =>
        lpa.Es10c.DisableProfileAsync(ProfileName.IdentifierOf(profile.Info), refresh: true, cancellationToken);

    /// <summary>Deletes a profile for good.</summary>
    public static ValueTask DeleteAsync(this LpaClient lpa, ProfileSummary profile, CancellationToken cancellationToken = default) =>
        lpa.Es10c.DeleteProfileAsync(ProfileName.IdentifierOf(profile.Info), cancellationToken);

    /// <summary>Deletes all profiles that were downloaded, for good, and the default SM-DP+.</summary>
    public static ValueTask DeleteAllAsync(this LpaClient lpa, CancellationToken cancellationToken = default) => lpa.Es10c.EuiccMemoryResetAsync(
        ResetOptions.DeleteOperationalProfiles | ResetOptions.DeleteFieldLoadedTestProfiles | ResetOptions.ResetDefaultSmdpAddress, cancellationToken);

    /// <summary>The default SM-DP+; null or empty for none.</summary>
    public static async Task<string?> GetDefaultDpAddressAsync(this LpaClient lpa, CancellationToken cancellationToken = default) =>
        (await lpa.Es10a.GetEuiccConfiguredAddressesAsync(cancellationToken).ConfigureAwait(false)).DefaultDpAddress;

    /// <summary>The notifications that wait on the eUICC; one that is damaged is there as far as it can be read (<see cref="NotificationSummary.Damage"/>).</summary>
    public static async Task<IReadOnlyList<NotificationSummary>> ListNotificationsAsync(this LpaClient lpa, CancellationToken cancellationToken = default) =>
        [.. (await lpa.Es10b.ListNotificationAsync(cancellationToken: cancellationToken).ConfigureAwait(false)).Select(one => new NotificationSummary(one))];
}
