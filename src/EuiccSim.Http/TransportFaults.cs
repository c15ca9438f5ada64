using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Words;

namespace EuiccSim.Http;

/// <summary>What went wrong on the way to a server, in words that a person understands.</summary>
internal static class TransportFaults
{
    /// <summary>True if the server cannot have seen the request: no connection came about. Names and trust do not mend by trying again.</summary>
    internal static bool IsBeforeConnection(Exception fault) =>
        fault is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError };

    /// <summary>True if the connection broke after the request may have been sent.</summary>
    internal static bool IsLost(Exception fault) => fault switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } => true,
        HttpRequestException { HttpRequestError: HttpRequestError.Unknown, InnerException: IOException } => true,
        HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } => true,
        HttpIOException => false,
        IOException => true,
        _ => false,
    };

    /// <summary>True if one try to connect took longer than it may.</summary>
    internal static bool IsConnectTimeout(Exception fault) =>
        Find<TimeoutException>(fault) is not null || fault is HttpRequestException { InnerException: OperationCanceledException };

    /// <summary>Time is over.</summary>
    /// <param name="server">The server.</param>
    /// <param name="function">What it was asked.</param>
    /// <param name="step">What was being waited for.</param>
    /// <param name="limit">The time that is over.</param>
    /// <param name="fault">What was thrown.</param>
    internal static Es9TransportException TimedOut(string server, string function, Es9Timeout step, TimeSpan limit, Exception fault)
    {
        string seconds = string.Create(CultureInfo.InvariantCulture, $"{limit.TotalSeconds:0.###} s");
        string message = step switch
        {
            Es9Timeout.Connect => $"{server} took no connection within {seconds}: perhaps it is off, or a firewall is on the way.",
            Es9Timeout.TlsHandshake => $"{server} took the connection, but did not agree on TLS within {seconds}: perhaps it hangs, or does not speak TLS.",
            Es9Timeout.WholeAnswer => $"{server} began to answer {function}, and had not come to the end of its answer within {seconds}.",
            _ => $"{server} did not answer {function} within {seconds}.",
        };
        return new(message, fault) { Fault = Es9TransportFault.TimedOut, Timeout = step, After = limit };
    }

    internal static Es9TransportException Describe(string server, string function, Exception fault)
    {
        if (Find<Es9TransportException>(fault) is { } ours) return Make(ours.Fault, ours.Message, fault);
        if (Find<SocketException>(fault) is { } socket && IsBeforeConnection(fault) | IsName(fault)) return Describe(server, socket, fault);
        if (Find<AuthenticationException>(fault) is { } tls) return DescribeTls(server, tls, fault);
        HttpRequestError kind = fault is HttpRequestException request ? request.HttpRequestError : (fault as HttpIOException)?.HttpRequestError ?? HttpRequestError.Unknown;
        return kind switch
        {
            HttpRequestError.ProxyTunnelError => Make(Es9TransportFault.CannotConnect, $"The proxy refuses to connect to {server}: {FaultWords.Of(fault)}.", fault),
            HttpRequestError.SecureConnectionError => Make(Es9TransportFault.TlsFailed, $"{server} ended the connection instead of agreeing on TLS; perhaps it does not speak it.", fault),
            HttpRequestError.InvalidResponse => Make(Es9TransportFault.NotEs9, $"What {server} answered to {function} is no HTTP.", fault),
            HttpRequestError.ConfigurationLimitExceeded => Make(Es9TransportFault.TooLarge, $"The headers of {server}'s answer are too large.", fault),
            HttpRequestError.ConnectionError => Make(Es9TransportFault.CannotConnect, $"{server} cannot be connected to: {FaultWords.Of(fault)}.", fault),
            _ => Make(Es9TransportFault.ConnectionLost, $"The connection to {server} broke before it had answered {function}.", fault),
        };
    }

    private static bool IsName(Exception fault) => fault is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError };

    private static Es9TransportException Describe(string server, SocketException socket, Exception fault) => socket.SocketErrorCode switch
    {
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain =>
            Make(Es9TransportFault.NoSuchHost, $"There is no host named {server}, or the name service cannot be asked.", fault),
        SocketError.ConnectionRefused => Make(Es9TransportFault.CannotConnect, $"{server} refuses connections: nothing listens there.", fault),
        SocketError.TimedOut => new($"{server} took no connection, and the system gave up waiting: perhaps it is off, or a firewall is on the way.", fault)
        {
            Fault = Es9TransportFault.TimedOut,
            Timeout = Es9Timeout.Connect,
        },
        SocketError.NetworkUnreachable or SocketError.HostUnreachable => Make(Es9TransportFault.CannotConnect, $"There is no way in the network to {server}.", fault),
        _ => Make(Es9TransportFault.CannotConnect, $"{server} cannot be connected to: {FaultWords.Of(socket)}.", fault),
    };

    private static Es9TransportException DescribeTls(string server, AuthenticationException tls, Exception fault)
    {
        return Make(Es9TransportFault.TlsFailed, $"No TLS 1.2 or 1.3 could be agreed on with {server}: {FaultWords.Of(tls)}.", fault);
    }

    private static T? Find<T>(Exception? fault)
        where T : Exception
    {
        for (; fault is not null; fault = fault.InnerException)
            if (fault is T found) return found;
        return null;
    }

    private static Es9TransportException Make(Es9TransportFault kind, string message, Exception fault) => new(message, fault) { Fault = kind };
}
