using System.Net;
using System.Net.Sockets;
using EuiccSim.Protocol.Words;

namespace EuiccSim.Servers.AspNetCore;

/// <summary>A server cannot listen at an address that it was given.</summary>
public sealed class ListenException : IOException
{
    private ListenException(IPEndPoint endPoint, SocketError reason, Exception inner)
        : base(Describe(endPoint, reason), inner) => (EndPoint, Reason) = (endPoint, reason);

    /// <summary>The address.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>Why: in use, no address of this machine, or not allowed to this user.</summary>
    public SocketError Reason { get; }

    /// <summary>Finds out which of several addresses it is. Kestrel tells that in words only, or not at all.</summary>
    /// <param name="endPoints">The addresses, which are free again.</param>
    /// <param name="fault">What Kestrel threw.</param>
    internal static ListenException Of(IReadOnlyList<IPEndPoint> endPoints, Exception fault)
    {
        foreach (IPEndPoint endPoint in endPoints)
            if (Try(endPoint) is { } trouble) return new(endPoint, trouble.SocketErrorCode, fault);
        // Whatever it was, it has passed.
        return new(endPoints[0], (fault as SocketException)?.SocketErrorCode ?? SocketError.AddressAlreadyInUse, fault);
    }

    private static SocketException? Try(IPEndPoint endPoint)
    {
        try
        {
            using Socket socket = new(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            if (endPoint.Address.Equals(IPAddress.IPv6Any)) socket.DualMode = true;
            socket.Bind(endPoint);
            socket.Listen();
            return null;
        }
        catch (SocketException fault)
        {
            return fault;
        }
    }

    private static string Describe(IPEndPoint endPoint, SocketError reason) => reason switch
    {
        SocketError.AddressAlreadyInUse => FormattableString.Invariant($"Port {endPoint.Port} of {endPoint.Address} is in use by another program."),
        SocketError.AddressNotAvailable => $"{endPoint.Address} is no address of this machine.",
        SocketError.AccessDenied => FormattableString.Invariant($"This user may not listen on port {endPoint.Port}: ports below 1024 take rights that most users lack."),
        _ => $"Nobody can listen on {endPoint}: {FaultWords.Of(new SocketException((int)reason))}.",
    };
}
