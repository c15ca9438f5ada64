using EuiccSim.Card.Chip;
using EuiccSim.Card.State;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es8;

namespace EuiccSim.Card.IsdR;

/// <summary>What a card looks at before it takes any element of a new Profile. SGP.22 v2.5 §5.5.3.</summary>
internal static class MetadataRules
{
    /// <param name="metadata">What StoreMetadata brings.</param>
    /// <param name="state">The card.</param>
    /// <param name="credential">What its notifications will be signed with.</param>
    /// <param name="serverAddress">The SM-DP+ that is told how the installation ends.</param>
    /// <returns>Why the Profile is refused, or null.</returns>
    internal static ErrorReason? Refuse(StoreMetadataRequest metadata, CardState state, EuiccCredential credential, string serverAddress)
    {
        if (metadata.Icon is null != metadata.IconType is null) return ErrorReason.IncorrectInputValues;
        if (!SupportsClass(metadata.ProfileClass, state.Euicc)) return ErrorReason.UnsupportedProfileClass;
        if (state.FindProfile(metadata.Iccid) is not null) return ErrorReason.InstallFailedDueToIccidAlreadyExistsOnEuicc;
        if (!PolicyRules.Allow(state.Euicc, metadata)) return ErrorReason.PprNotAllowed;
        return MemoryFor(metadata, state) < 0 || !HasRoomToTell(metadata, state, credential, serverAddress)
            ? ErrorReason.InstallFailedDueToInsufficientMemoryForProfile
            : null;
    }

    /// <summary>What memory there is for a package that comes with these metadata, in octets; below 0: not even for them.</summary>
    internal static int MemoryFor(StoreMetadataRequest metadata, CardState state) =>
        state.FreeMemory - InstalledProfile.Surroundings(Asn1Codec.Encode(metadata));

    /// <summary>The result, and what the recipients asked for: there must be room for both.</summary>
    private static bool HasRoomToTell(StoreMetadataRequest metadata, CardState state, EuiccCredential credential, string serverAddress)
    {
        NotificationNeed told = Notifications.NeedFor(metadata, credential, NotificationEvent.NotificationInstall);
        return Notifications.HasRoomFor(state with { PendingInstallation = null }, told + Notifications.NeedForResult(serverAddress));
    }

    private static bool SupportsClass(ProfileClass profileClass, EuiccConfiguration euicc) => profileClass switch
    {
        ProfileClass.Operational or ProfileClass.Provisioning => true,
        ProfileClass.Test => (euicc.Properties.RspCapability & RspCapability.TestProfileSupport) != 0,
        _ => false,
    };
}
