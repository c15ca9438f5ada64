namespace EuiccSim.Transports.Tracing;

/// <summary>A file that is not a trace, or a damaged one; the message says where.</summary>
public sealed class TraceFormatException : Exception
{
    /// <summary>A fault in words.</summary>
    public TraceFormatException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }

    /// <summary>A fault behind records that can be read.</summary>
    internal TraceFormatException(TraceFormatException fault, RecordedTrace records) : base(fault.Message, fault.InnerException) => Records = records;

    /// <summary>What stands before the fault, in the file's order; nothing if it begins with the fault.</summary>
    public RecordedTrace Records { get; } = RecordedTrace.Empty;
}
