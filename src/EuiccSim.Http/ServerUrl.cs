using System.Buffers;
using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.Http;

/// <summary>Where a server is called. SGP.22 v2.5 §6.1, §6.5.2.</summary>
internal static class ServerUrl
{
    /// <summary>The URL of a path at a server.</summary>
    /// <param name="serverAddress">A host name, with a port where it is not 443.</param>
    /// <param name="path">The path, with a query where there is one: "/gsma/rsp2/es9plus/initiateAuthentication".</param>
    /// <exception cref="Es9TransportException">The address is more, or less, than that.</exception>
    internal static Uri Of(string serverAddress, string path)
    {
        if (TryOf(serverAddress, path) is { } url) return url;
        throw new Es9TransportException($"'{serverAddress}' is no address of a server: a host name is, with or without a port.")
        {
            Fault = Es9TransportFault.InvalidAddress,
        };
    }

    /// <summary>The same; null for what is no address.</summary>
    internal static Uri? TryOf(string serverAddress, string path)
    {
        // A slash, a question mark or a user name in the address would lead elsewhere than a person thinks.
        bool isHost = serverAddress.Length > 0 && !serverAddress.AsSpan().ContainsAny(NotInHosts);
        return isHost && Uri.TryCreate($"https://{serverAddress}{path}", UriKind.Absolute, out Uri? url) && url.Host.Length > 0 ? url : null;
    }

    private static readonly SearchValues<char> NotInHosts = SearchValues.Create("/\\?#@% \t\r\n");
}
