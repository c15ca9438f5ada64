using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es8;

namespace EuiccSim.Card.IsdR;

/// <summary>What a card looks at before it takes any element of a new Profile. SGP.22 v2.5 §5.5.3.</summary>
internal static class MetadataRules
{
    /// <returns>Why the Profile is refused, or null.</returns>
    internal static ErrorReason? Refuse(StoreMetadataRequest metadata, CardState state)
    {
        if (metadata.Icon is null != metadata.IconType is null) return ErrorReason.IncorrectInputValues;
        if (!SupportsClass(metadata.ProfileClass, state.Euicc)) return ErrorReason.UnsupportedProfileClass;
        if (state.FindProfile(metadata.Iccid) is not null) return ErrorReason.InstallFailedDueToIccidAlreadyExistsOnEuicc;
        if (!PolicyRules.Allow(state.Euicc, metadata)) return ErrorReason.PprNotAllowed;
        // The result, and what the recipients asked for: there must be room for both.
        return Notifications.CountFor(metadata, NotificationEvent.NotificationInstall) + 1 > Notifications.RoomIn(state)
            ? ErrorReason.InstallFailedDueToInsufficientMemoryForProfile
            : null;
    }

    private static bool SupportsClass(ProfileClass profileClass, EuiccConfiguration euicc) => profileClass switch
    {
        ProfileClass.Operational or ProfileClass.Provisioning => true,
        ProfileClass.Test => (euicc.Properties.RspCapability & RspCapability.TestProfileSupport) != 0,
        _ => false,
    };
}
