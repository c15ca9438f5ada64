using EuiccSim.Card;
using EuiccSim.Lpa;
using EuiccSim.Lpa.Channels;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10c;

namespace EuiccSim.Conformance.Lpas;

/// <summary>What is on a card of ours, read from a copy: the card itself is left in the middle of whatever it is in the middle of.</summary>
/// <param name="Profiles">The profiles, in the order of installation.</param>
/// <param name="Notifications">The notifications that wait, oldest first.</param>
/// <param name="DefaultDpAddress">The default SM-DP+; null for none.</param>
internal sealed record CardFacts(SequenceOf<ProfileInfo> Profiles, SequenceOf<NotificationMetadata> Notifications, string? DefaultDpAddress)
{
    internal static async Task<CardFacts> ReadAsync(CardState state, TimeProvider time)
    {
        VirtualEuicc copy = VirtualEuicc.Restore(state, new(time, RandomSource.System), CardOptions.Default);
        await using LpaClient lpa = await LpaClient.OpenAsync(new LogicalChannelOpener(new CardConnection(copy)));
        return new(
            SequenceOf.From((await lpa.Es10c.GetProfilesInfoAsync()).Select(one => one.Value)),
            SequenceOf.From((await lpa.Es10b.ListNotificationAsync()).Select(one => one.Value)),
            (await lpa.Es10a.GetEuiccConfiguredAddressesAsync()).DefaultDpAddress);
    }

    /// <summary>The profile with an ICCID; null if there is none.</summary>
    internal ProfileInfo? Find(Iccid iccid) => Profiles.FirstOrDefault(one => one.Iccid == iccid);
}
