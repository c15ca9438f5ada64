using EuiccSim.Protocol.Apdu;

namespace EuiccSim.Transports.Sockets;

/// <summary>The card at the other end of a socket cannot be reached. The message says what a person can do.</summary>
public sealed class TcpCardException : TransportException
{
    internal TcpCardException(string message, Exception? cause = null) : base(message, cause!)
    {
    }
}
