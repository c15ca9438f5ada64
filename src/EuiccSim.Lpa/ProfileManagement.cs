using System.Globalization;
using EuiccSim.Lpa.Summaries;
using EuiccSim.Protocol.Apdu;
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

    /// <summary>Enables a profile, with a REFRESH as <see cref="LpaOptions.Refresh"/> says; the one that is enabled now is disabled.</summary>
    /// <returns>True if it was done with the refreshFlag; without it, whoever has the card must reset it.</returns>
    public static ValueTask<bool> EnableAsync(this LpaClient lpa, ProfileSummary profile, CancellationToken cancellationToken = default) =>
        OnPortAsync(lpa, port => SwitchAsync(lpa, refresh => ByNameAsync(lpa, profile.Info, name => lpa.Es10c.EnableProfileAsync(name, refresh, port, cancellationToken))));

    /// <summary>Disables a profile, with a REFRESH as <see cref="LpaOptions.Refresh"/> says.</summary>
    /// <returns>True if it was done with the refreshFlag; without it, whoever has the card must reset it.</returns>
    public static ValueTask<bool> DisableAsync(this LpaClient lpa, ProfileSummary profile, CancellationToken cancellationToken = default) =>
        SwitchAsync(lpa, refresh => ByNameAsync(lpa, profile.Info, name => lpa.Es10c.DisableProfileAsync(name, refresh, cancellationToken)));

    /// <summary>Deletes a profile for good.</summary>
    public static ValueTask DeleteAsync(this LpaClient lpa, ProfileSummary profile, CancellationToken cancellationToken = default) =>
        ByNameAsync(lpa, profile.Info, name => lpa.Es10c.DeleteProfileAsync(name, cancellationToken));

    /// <summary>Deletes all profiles that were downloaded, for good, and the default SM-DP+.</summary>
    public static ValueTask DeleteAllAsync(this LpaClient lpa, CancellationToken cancellationToken = default) => lpa.Es10c.EuiccMemoryResetAsync(
        ResetOptions.DeleteOperationalProfiles | ResetOptions.DeleteFieldLoadedTestProfiles | ResetOptions.ResetDefaultSmdpAddress, cancellationToken);

    /// <summary>The default SM-DP+; null or empty for none.</summary>
    public static async Task<string?> GetDefaultDpAddressAsync(this LpaClient lpa, CancellationToken cancellationToken = default) =>
        (await lpa.Es10a.GetEuiccConfiguredAddressesAsync(cancellationToken).ConfigureAwait(false)).DefaultDpAddress;

    /// <summary>The notifications that wait on the eUICC; one that is damaged is there as far as it can be read (<see cref="NotificationSummary.Damage"/>).</summary>
    public static async Task<IReadOnlyList<NotificationSummary>> ListNotificationsAsync(this LpaClient lpa, CancellationToken cancellationToken = default) =>
        [.. (await lpa.Es10b.ListNotificationAsync(cancellationToken: cancellationToken).ConfigureAwait(false)).Select(one => new NotificationSummary(one))];

    private static async ValueTask<bool> SwitchAsync(LpaClient lpa, Func<bool, ValueTask> change)
    {
        RefreshMode mode = lpa.Options.Refresh;
        if (mode != RefreshMode.Off)
        {
            try
            {
                await change(true).ConfigureAwait(false);
                return true;
            }
            catch (Exception refusal) when (mode == RefreshMode.Auto && MayBeForRefresh(refusal))
            {
                Log.WithoutRefresh(lpa.Logger, refusal);
            }
        }
        await change(false).ConfigureAwait(false);
        return false;
    }

    /// <summary>By the ICCID, as people see it; a card that does not find it by that may do so by the AID of its ISD-P, which it told beside it.</summary>
    private static async ValueTask ByNameAsync(LpaClient lpa, ProfileInfo profile, Func<ProfileIdentifier, ValueTask> act)
    {
        ProfileIdentifier name = ProfileName.IdentifierOf(profile);
        try
        {
            await act(name).ConfigureAwait(false);
        }
        catch (EuiccFunctionException refusal) when (refusal.Code == NotFound && name is ProfileIdentifier.Iccid && profile.IsdpAid is not null)
        {
            Log.ByAid(lpa.Logger, refusal);
            await act(new ProfileIdentifier.IsdpAid(profile.IsdpAid.Value)).ConfigureAwait(false);
        }
    }

    /// <summary>A chip with several ports, in a mode in which the LPA chooses one, refuses a request that names none with '6A80'. SGP.22 v3 §3.2.1.</summary>
    private static async ValueTask<bool> OnPortAsync(LpaClient lpa, Func<int?, ValueTask<bool>> enable)
    {
        try
        {
            return await enable(null).ConfigureAwait(false);
        }
        catch (CardException refusal) when (refusal is not ChannelLostException && refusal.Status == StatusWord.IncorrectData)
        {
            Log.WithPort(lpa.Logger, refusal);
            return await enable(FirstPort).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// No code says "not with this flag". Cards that cannot send a REFRESH here answer catBusy, undefinedError, a code without a name, or a
    /// status word; what they say of the profile itself holds without the flag, too.
    /// </summary>
    private static bool MayBeForRefresh(Exception refusal) => refusal switch
    {
        EuiccFunctionException no => no.Code is CatBusy or UndefinedError || no.Name == no.Code.ToString(CultureInfo.InvariantCulture),
        ChannelLostException => false,
        CardException no => no.Status.Sw1 is 0x69 or 0x6A or 0x6F,
        _ => false,
    };

    private const int NotFound = 1;
    private const int FirstPort = 1;
    private const int CatBusy = 5;
    private const int UndefinedError = 127;
}
