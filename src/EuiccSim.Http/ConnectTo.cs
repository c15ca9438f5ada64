using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace EuiccSim.Http;

/// <summary>Addresses of servers, and where to connect instead of where a name leads, as people write them: "smdp.example.com=127.0.0.1:8443".</summary>
public static class ConnectTo
{
    /// <summary>True for a server's address: a host name, with or without a port.</summary>
    public static bool IsAddress(string text) => ServerUrl.TryOf(text, "/") is not null;

    /// <summary>Reads HOST[:PORT]=ADDRESS[:PORT], an entry of <see cref="RspHttpOptions.ConnectTo"/>. The ports are 443, or that of the host.</summary>
    /// <returns>Host and place; null for anything else.</returns>
    public static (string Host, EndPoint Place)? TryRead(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0) return null;
        string host = text[..equals], place = text[(equals + 1)..];
        ushort port = 443;
        int colon = host.LastIndexOf(':');
        if (colon > 0 && !ushort.TryParse(host.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port)) return null;
        if (IPEndPoint.TryParse(place, out IPEndPoint? address)) return (host, address.Port == 0 ? new(address.Address, port) : address);
        return Uri.TryCreate($"https://{place}", UriKind.Absolute, out Uri? named) && named.PathAndQuery == "/" && named.Host.Length > 0
            ? (host, new DnsEndPoint(named.IdnHost, named.IsDefaultPort ? port : named.Port, AddressFamily.Unspecified))
            : null;
    }
}
