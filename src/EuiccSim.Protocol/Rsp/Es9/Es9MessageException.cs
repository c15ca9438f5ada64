namespace EuiccSim.Protocol.Rsp.Es9;

/// <summary>Octets that are not the JSON message they should be. It is the only exception that reading one throws.</summary>
public sealed class Es9MessageException(string message, Exception? inner = null) : Exception(message, inner);
