using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Json;

namespace EuiccSim.Protocol.Rsp.Es2;

/// <summary>ES2+.ConfirmOrder, request. SGP.22 v2.5 §5.3.2, §6.5.2.2.</summary>
[JsonMessage("confirmOrder")]
public sealed partial record ConfirmOrderRequest
{
    /// <summary>Who asks.</summary>
    public required RequestHeader Header { get; init; }

    /// <summary>The profile.</summary>
    public required Iccid Iccid { get; init; }

    /// <summary>The eUICC that the profile is for; null for any, or for the one named before.</summary>
    public Eid? Eid { get; init; }

    /// <summary>The token for the Activation Code; null to have one made; empty if the eUICC alone decides.</summary>
    public string? MatchingId { get; init; }

    /// <summary>The code that the user must enter, as typed; null for none.</summary>
    public string? ConfirmationCode { get; init; }

    /// <summary>The SM-DS at which the download is announced; null for none.</summary>
    public string? SmdsAddress { get; init; }

    /// <summary>True to release the profile for download at once.</summary>
    public required bool ReleaseFlag { get; init; }

    /// <summary>All but the Confirmation Code.</summary>
    public override string ToString() => $"{nameof(ConfirmOrderRequest)} {Iccid}";
}

/// <summary>ES2+.ConfirmOrder, response after success.</summary>
[JsonMessage]
public sealed partial record ConfirmOrderResponse
{
    /// <summary>The eUICC that the profile is for, if it is for one.</summary>
    public Eid? Eid { get; init; }

    /// <summary>The token for the Activation Code.</summary>
    public required string MatchingId { get; init; }

    /// <summary>Where the profile waits.</summary>
    public string? SmdpAddress { get; init; }
}
