using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;

namespace EuiccSim.Servers.SmDp.Orders;

/// <summary>What came of a function of ES2+.</summary>
public abstract record OrderOutcome
{
    private OrderOutcome()
    {
    }

    /// <summary>It was done.</summary>
    /// <param name="Order">The order as it is now.</param>
    public sealed record Done(ProfileOrder Order) : OrderOutcome;

    /// <summary>It was refused, and nothing changed.</summary>
    /// <param name="StatusCode">Why.</param>
    public sealed record Refused(StatusCode StatusCode) : OrderOutcome
    {
        /// <summary>"8.2.6/3.3 (MatchingID: already in use)".</summary>
        public override string ToString() => $"{StatusCode} ({StatusCode.Description})";
    }
}

/// <summary>The input of ES2+.ConfirmOrder. SGP.22 v2.5 §5.3.2.</summary>
public sealed record OrderConfirmation
{
    /// <summary>The eUICC that the profile is for; null for any, or for the one named before.</summary>
    public Protocol.Identifiers.Eid? Eid { get; init; }

    /// <summary>The token for the Activation Code; null to have one made; empty if the eUICC alone decides, which needs an EID.</summary>
    public string? MatchingId { get; init; }

    /// <summary>The code that the user must enter, as typed; null for none.</summary>
    public string? ConfirmationCode { get; init; }

    /// <summary>
    /// The SM-DS at which the download is to be announced, one of <see cref="SmdpOptions.Smds"/>; null for none. It takes an EID, and a
    /// MatchingID that is not empty, which becomes the EventID: for an empty one, another is made.
    /// </summary>
    public string? SmdsAddress { get; init; }

    /// <summary>True to release the profile for download at once.</summary>
    public bool ReleaseFlag { get; init; } = true;

    /// <summary>When the order ends; null for never. Not part of ES2+: a policy of the SM-DP+.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
