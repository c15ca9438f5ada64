namespace EuiccSim.Testing;

/// <summary>What was wanted of a world did not come about.</summary>
/// <param name="message">What happened instead.</param>
/// <param name="inner">Why.</param>
public sealed class WorldException(string message, Exception? inner = null) : Exception(message, inner);
