using System.Globalization;
using System.Net;

namespace EuiccSim.Transports.Sockets;

/// <summary>Where to listen, as people write it.</summary>
public static class ListenAddress
{
    /// <summary>"127.0.0.1:8443", "localhost:8443", "0.0.0.0:443", "*:443", "[::1]:0"; null for anything else.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="portIfAbsent">The port where none is named; null if one must be.</param>
    public static IPEndPoint? TryRead(string text, int? portIfAbsent = null)
    {
        if (text.StartsWith("localhost", StringComparison.OrdinalIgnoreCase)) text = "127.0.0.1" + text["localhost".Length..];
        if (text.StartsWith('*')) text = "0.0.0.0" + text[1..];
        if (!IPEndPoint.TryParse(text, out IPEndPoint? endPoint)) return null;
        if (endPoint.Port != 0 || text.EndsWith(":0", StringComparison.Ordinal)) return endPoint;
        return portIfAbsent is { } port ? new(endPoint.Address, port) : null;
    }

    /// <summary>The same, or a port alone, "7000", which is this machine's only.</summary>
    public static IPEndPoint? TryReadLocal(string text) =>
        ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port) ? new(IPAddress.Loopback, port) : TryRead(text);
}
