namespace EuiccSim.Protocol.Apdu;

/// <summary>The other side answered something that the protocol does not allow.</summary>
public sealed class MalformedResponseException : Exception
{
    /// <summary>A failure in words.</summary>
    public MalformedResponseException(string message) : base(message)
    {
    }

    /// <summary>A failure with its cause.</summary>
    public MalformedResponseException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
