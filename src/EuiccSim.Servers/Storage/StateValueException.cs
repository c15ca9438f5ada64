using EuiccSim.Protocol.Words;

namespace EuiccSim.Servers.Storage;

/// <summary>Something cannot be kept: written down, it could not be read again, or would be read as something else. Nothing was changed.</summary>
public sealed class StateValueException : ArgumentException
{
    /// <summary>What is wrong with what.</summary>
    /// <param name="what">The order, the session or the event.</param>
    /// <param name="reason">What is wrong with it.</param>
    /// <param name="inner">The cause.</param>
    public StateValueException(string what, string reason, Exception? inner = null)
        : base($"{FaultWords.Capital(what)} cannot be kept: {reason}", inner) => Reason = reason;

    /// <summary>What is wrong.</summary>
    public string Reason { get; }
}
