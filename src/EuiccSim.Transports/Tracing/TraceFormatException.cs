namespace EuiccSim.Transports.Tracing;

/// <summary>A file that is not a trace, or a damaged one; the message says where.</summary>
public sealed class TraceFormatException : Exception
{
    /// <summary>A fault in words.</summary>
    public TraceFormatException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}
