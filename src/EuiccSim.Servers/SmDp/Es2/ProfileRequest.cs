using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Servers.SmDp.Es2;

/// <summary>A profile that an operator orders for download at once.</summary>
/// <param name="Iccid">The profile; null for any of a type.</param>
public sealed record ProfileRequest(Iccid? Iccid)
{
    /// <summary>The type that it must have; null for any. One of both is named.</summary>
    public string? ProfileType { get; init; }

    /// <summary>The only eUICC that gets it; null for any.</summary>
    public Eid? Eid { get; init; }

    /// <summary>The token for the Activation Code; null to have one made.</summary>
    public string? MatchingId { get; init; }

    /// <summary>The code that the user must enter, as typed; null for none.</summary>
    public string? ConfirmationCode { get; init; }

    /// <summary>The SM-DS at which the download is announced; null for none.</summary>
    public string? SmdsAddress { get; init; }
}

/// <summary>A profile that waits for download.</summary>
/// <param name="Iccid">The profile.</param>
/// <param name="MatchingId">The token for the Activation Code.</param>
/// <param name="SmdpAddress">The SM-DP+ that has it, as it says itself; null where it does not.</param>
public sealed record ConfirmedProfile(Iccid Iccid, string MatchingId, string? SmdpAddress);
