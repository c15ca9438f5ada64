using System.Collections.Immutable;
using EuiccSim.Card.State;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;

namespace EuiccSim.Card.IsdR;

/// <summary>Enables and disables Profiles in the state, with their notifications. Whether that is allowed was decided before.</summary>
internal static class ProfileSwitch
{
    /// <summary>Does what was put off until the device was ready.</summary>
    internal static CardState ApplyPending(CardState state) =>
        state.PendingSwitch is { } pending ? Apply(state with { PendingSwitch = null }, pending) : state;

    /// <summary>Disables the enabled Profile, then enables the one named; each change gives its notifications, in that order.</summary>
    internal static CardState Apply(CardState state, PendingSwitch target)
    {
        InstalledProfile? before = state.EnabledProfile;
        if (before is not null && before.IsdpAid != target.IsdpAid)
            state = Set(state, before, false, NotificationEvent.NotificationDisable);
        if (target.IsdpAid is not { } aid || state.FindProfile(aid) is not { Enabled: false } next) return state;
        state = Set(state, next, true, NotificationEvent.NotificationEnable);
        return RememberTheWayBack(state, before, next);
    }

    /// <summary>The notifications that <see cref="Apply"/> would add.</summary>
    internal static NotificationNeed NotificationsOf(CardState state, PendingSwitch target)
    {
        NotificationNeed need = default;
        if (state.EnabledProfile is { } before && before.IsdpAid != target.IsdpAid)
            need += Notifications.NeedFor(state, before, NotificationEvent.NotificationDisable);
        if (target.IsdpAid is { } aid && state.FindProfile(aid) is { Enabled: false } next)
            need += Notifications.NeedFor(state, next, NotificationEvent.NotificationEnable);
        return need;
    }

    /// <summary>A Test Profile that is disabled brings back the Operational Profile it had replaced (§3.2.2).</summary>
    private static CardState RememberTheWayBack(CardState state, InstalledProfile? before, InstalledProfile now)
    {
        // From one Test Profile to another the way back stays.
        if (now.Class == ProfileClass.Test && before is { Class: ProfileClass.Test }) return state;
        bool leadsBack = now.Class == ProfileClass.Test && before is { Class: ProfileClass.Operational };
        return state with { EnabledBeforeTest = leadsBack ? before!.IsdpAid : null };
    }

    /// <summary>Removes a Profile with all that is its own; what it has to tell stays.</summary>
    internal static CardState Delete(CardState state, InstalledProfile profile)
    {
        CardState without = state with
        {
            Profiles = state.Profiles.Remove(profile),
            // Another Profile may get the same AID: it must not come back in place of this one.
            EnabledBeforeTest = state.EnabledBeforeTest == profile.IsdpAid ? null : state.EnabledBeforeTest,
        };
        return Notifications.Add(without, profile, NotificationEvent.NotificationDelete);
    }

    private static CardState Set(CardState state, InstalledProfile profile, bool enabled, NotificationEvent happened)
    {
        InstalledProfile changed = profile with { Enabled = enabled };
        return Notifications.Add(state with { Profiles = state.Profiles.Replace(profile, changed) }, changed, happened);
    }
}
