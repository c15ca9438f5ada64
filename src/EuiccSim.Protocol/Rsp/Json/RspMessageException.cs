namespace EuiccSim.Protocol.Rsp.Json;

/// <summary>Octets that are not the JSON message they should be. It is the only exception that reading one throws.</summary>
public sealed class RspMessageException(string message, Exception? inner = null) : Exception(message, inner);
