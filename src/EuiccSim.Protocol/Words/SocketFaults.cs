using System.Net.Sockets;

namespace EuiccSim.Protocol.Words;

/// <summary>What a network refuses.</summary>
internal static class SocketFaults
{
    internal static string Of(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => "nothing listens there",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "there is no host of this name, or the name service cannot be asked",
        SocketError.NetworkUnreachable or SocketError.HostUnreachable or SocketError.NetworkDown or SocketError.HostDown => "there is no way in the network to it",
        SocketError.TimedOut => "it did not answer in time",
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown or SocketError.Disconnecting => "the other side ended the connection",
        SocketError.AddressAlreadyInUse => "another program listens there already",
        SocketError.AddressNotAvailable => "this machine does not have the address",
        SocketError.AccessDenied => "this user may not: ports below 1024 are the administrator's",
        SocketError.AddressFamilyNotSupported or SocketError.ProtocolFamilyNotSupported => "this machine does not speak this version of IP",
        SocketError.TooManyOpenSockets => "too many connections are open",
        SocketError.MessageSize => "it is too long to be sent at once",
        _ => new SocketException((int)error).Message,
    };
}
