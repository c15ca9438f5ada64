namespace EuiccSim.Protocol.Rsp.Json;

/// <summary>The header of a JSON request between servers, on ES2+ and ES12. SGP.22 v2.5 §5.2.3, §6.5.1.3.</summary>
[JsonMessage]
public sealed partial record RequestHeader
{
    /// <summary>Who asks.</summary>
    public required string FunctionRequesterIdentifier { get; init; }

    /// <summary>Which call it is, in the requester's words.</summary>
    public required string FunctionCallIdentifier { get; init; }
}
