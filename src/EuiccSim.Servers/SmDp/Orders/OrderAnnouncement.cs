using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Servers.SmDp.Orders;

/// <summary>The event at an SM-DS by which the eUICC learns of an order. SGP.22 v2.5 §3.6.</summary>
/// <param name="SmdsAddress">The SM-DS.</param>
/// <param name="EventId">The event: the order's MatchingID.</param>
/// <param name="Eid">The eUICC.</param>
/// <param name="State">Whether the SM-DS has it.</param>
/// <param name="Since">When it came to this state.</param>
public sealed record OrderAnnouncement(string SmdsAddress, string EventId, Eid Eid, AnnouncementState State, DateTimeOffset Since)
{
    /// <summary>True if both are one and the same for the SM-DS.</summary>
    internal bool IsSameEvent(OrderAnnouncement other) =>
        EventId == other.EventId && Eid == other.Eid && string.Equals(SmdsAddress, other.SmdsAddress, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Whether an SM-DS has an event.</summary>
public enum AnnouncementState
{
    /// <summary>It has not been asked: the profile is not released.</summary>
    Planned,

    /// <summary>It is being asked; after a server was killed at that moment, it is not known whether it has it.</summary>
    Registering,

    /// <summary>It has it.</summary>
    Registered,
}
