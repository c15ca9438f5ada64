using EuiccSim.Conformance.Judging;
using EuiccSim.Conformance.Running;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10a;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es10c;

namespace EuiccSim.Conformance.Euicc;

/// <summary>What a user has on a card: Profiles with their state and nickname, notifications that wait, the default SM-DP+.</summary>
internal sealed record Belongings(SequenceOf<ProfileInfo> Profiles, SequenceOf<NotificationMetadata> Notifications, string? DefaultDpAddress)
{
    internal static async Task<Belongings> ReadAsync(EuiccBench bench)
    {
        ProfileInfoListResponse profiles = await bench.CallAsync(new ProfileInfoListRequest());
        ListNotificationResponse notifications = await bench.CallAsync(new ListNotificationRequest());
        EuiccConfiguredAddressesResponse addresses = await bench.CallAsync(new EuiccConfiguredAddressesRequest());
        return new(
            profiles is ProfileInfoListResponse.Ok { Value: var list } ? list : throw Refused("GetProfilesInfo"),
            notifications is ListNotificationResponse.Ok { Value: var waiting } ? waiting : throw Refused("ListNotification"),
            addresses.DefaultDpAddress);
    }

    /// <summary>True if a memory reset of operational Profiles would take something.</summary>
    internal bool HasOperational => Profiles.Any(profile => profile.ProfileClass is null or ProfileClass.Operational);

    internal ProfileInfo? Find(ProfileInfo like) => Profiles.FirstOrDefault(profile => profile.Iccid == like.Iccid && profile.Iccid is not null);

    /// <summary>What there is, a sentence each.</summary>
    internal IEnumerable<string> InWords =>
    [
        Profiles.Count == 0 ? "Before the run there was no Profile on the card." : $"Before the run there were on the card: {string.Join("; ", Profiles.Select(Describe))}.",
        $"Its default SM-DP+ was {(DefaultDpAddress is { Length: > 0 } address ? $"'{address}'" : "none")}.",
        Notifications.Count == 0 ? "No notification waited." : $"Notifications that waited: {string.Join(", ", Notifications.Select(one => one.SeqNumber))}.",
    ];

    private static string Describe(ProfileInfo profile) =>
        $"{profile.Iccid}, {StandardName.Of(profile.ProfileState ?? ProfileState.Disabled)}{(profile.ProfileNickname is { Length: > 0 } nickname ? $", '{nickname}'" : "")}";

    internal IEnumerable<string> DifferencesTo(Belongings now)
    {
        foreach (ProfileInfo added in now.Profiles.Where(profile => Find(profile) is null))
            yield return $"The Profile {added.Iccid} is left on the card: disable and delete it.";
        foreach (ProfileInfo old in Profiles)
        {
            ProfileInfo? there = now.Find(old);
            if (there is null) yield return $"The Profile {old.Iccid} is no longer on the card.";
            else if (there.ProfileState != old.ProfileState) yield return $"The Profile {old.Iccid} was {StandardName.Of(old.ProfileState ?? ProfileState.Disabled)} and is so no longer.";
            else if (there.ProfileNickname != old.ProfileNickname) yield return $"The Profile {old.Iccid} had the nickname '{old.ProfileNickname}' and has '{there.ProfileNickname}'.";
        }
        foreach (NotificationMetadata added in now.Notifications.Except(Notifications)) yield return $"The notification {added.SeqNumber} is left on the card: remove it from the list.";
        foreach (NotificationMetadata old in Notifications.Except(now.Notifications)) yield return $"The notification {old.SeqNumber} for {old.NotificationAddress} is no longer on the card.";
        if (now.DefaultDpAddress != DefaultDpAddress) yield return $"The default SM-DP+ was '{DefaultDpAddress}' and is '{now.DefaultDpAddress}'.";
    }

    private static VerdictException Refused(string function) => new(Verdict.Inconclusive, $"the card refuses {function}, so nothing on it can be restored");
}
