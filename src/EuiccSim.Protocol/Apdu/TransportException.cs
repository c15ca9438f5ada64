namespace EuiccSim.Protocol.Apdu;

/// <summary>The other side cannot be reached, or the connection broke.</summary>
public class TransportException : Exception
{
    /// <summary>A failure with its cause in words.</summary>
    public TransportException(string message) : base(message)
    {
    }

    /// <summary>A failure with its cause.</summary>
    public TransportException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
