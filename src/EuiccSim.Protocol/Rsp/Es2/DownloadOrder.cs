using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Json;

namespace EuiccSim.Protocol.Rsp.Es2;

/// <summary>ES2+.DownloadOrder, request. SGP.22 v2.5 §5.3.1, §6.5.2.1.</summary>
[JsonMessage("downloadOrder")]
public sealed partial record DownloadOrderRequest
{
    /// <summary>Who asks.</summary>
    public required RequestHeader Header { get; init; }

    /// <summary>The eUICC that the profile is for; null to leave that open.</summary>
    public Eid? Eid { get; init; }

    /// <summary>The profile; null for any of the type.</summary>
    public Iccid? Iccid { get; init; }

    /// <summary>The type of profile; null if the profile is named.</summary>
    public string? ProfileType { get; init; }
}

/// <summary>ES2+.DownloadOrder, response after success.</summary>
[JsonMessage]
public sealed partial record DownloadOrderResponse
{
    /// <summary>The profile that is now reserved.</summary>
    public required Iccid Iccid { get; init; }
}
