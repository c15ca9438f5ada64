using System.Collections.Immutable;
using EuiccSim.Card.State;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;

namespace EuiccSim.Card.IsdR;

/// <summary>Enables and disables Profiles in the state, with their notifications. Whether that is allowed was decided before.</summary>
internal static class ProfileSwitch
{
    /// <summary>Does what was put off until the device at a port was ready.</summary>
    internal static CardState ApplyPending(CardState state, int port) => state.On(port) is { PendingSwitch: { } pending } waiting
        ? Apply(state.With(waiting with { PendingSwitch = null }), port, pending)
        : state;

    /// <summary>
    /// Disables the Profile that is enabled on a port, then enables the one named; each change gives its notifications, in that order.
    /// </summary>
    internal static CardState Apply(CardState state, int port, PendingSwitch target)
    {
        InstalledProfile? before = state.EnabledOn(port);
        if (before is not null && before.IsdpAid != target.IsdpAid)
            state = Set(state, before, null, NotificationEvent.NotificationDisable);
        if (target.IsdpAid is not { } aid || state.FindProfile(aid) is not { Port: null } next) return state;
        state = Set(state, next, port, NotificationEvent.NotificationEnable);
        return RememberTheWayBack(state, port, before, next);
    }

    /// <summary>The notifications that <see cref="Apply"/> would add.</summary>
    internal static NotificationNeed NotificationsOf(CardState state, int port, PendingSwitch target)
    {
        NotificationNeed need = default;
        if (state.EnabledOn(port) is { } before && before.IsdpAid != target.IsdpAid)
            need += Notifications.NeedFor(state, before, NotificationEvent.NotificationDisable);
        if (target.IsdpAid is { } aid && state.FindProfile(aid) is { Port: null } next)
            need += Notifications.NeedFor(state, next, NotificationEvent.NotificationEnable);
        return need;
    }

    /// <summary>A Test Profile that is disabled brings back the Operational Profile it had replaced (§3.2.2).</summary>
    private static CardState RememberTheWayBack(CardState state, int port, InstalledProfile? before, InstalledProfile now)
    {
        // From one Test Profile to another the way back stays.
        if (now.Class == ProfileClass.Test && before is { Class: ProfileClass.Test }) return state;
        bool leadsBack = now.Class == ProfileClass.Test && before is { Class: ProfileClass.Operational };
        return state.With(state.On(port) with { EnabledBeforeTest = leadsBack ? before!.IsdpAid : null });
    }

    /// <summary>Removes a Profile with all that is its own; what it has to tell stays.</summary>
    internal static CardState Delete(CardState state, InstalledProfile profile)
    {
        CardState without = state with { Profiles = state.Profiles.Remove(profile) };
        // Another Profile may get the same AID: it must not come back in place of this one.
        foreach (PortState port in state.Ports)
        {
            if (port.EnabledBeforeTest == profile.IsdpAid) without = without.With(port with { EnabledBeforeTest = null });
        }
        return Notifications.Add(without, profile, NotificationEvent.NotificationDelete);
    }

    private static CardState Set(CardState state, InstalledProfile profile, int? port, NotificationEvent happened)
    {
        InstalledProfile changed = profile with { Port = port };
        return Notifications.Add(state with { Profiles = state.Profiles.Replace(profile, changed) }, changed, happened);
    }
}
