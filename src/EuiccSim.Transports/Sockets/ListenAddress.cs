using System.Globalization;
using System.Net;

namespace EuiccSim.Transports.Sockets;

/// <summary>Where to listen, as people write it. Nobody else's machine gets in unless it is asked for: a port alone is this machine's only.</summary>
public static class ListenAddress
{
    /// <summary>
    /// "7000", ":7000", "localhost:7000", "127.0.0.1:7000", "0.0.0.0:443", "*:443", "[::1]:0"; null for anything else.
    /// </summary>
    /// <param name="text">What was written.</param>
    /// <param name="portIfAbsent">The port where none is named; null if one must be.</param>
    public static IPEndPoint? TryRead(string text, int? portIfAbsent = null)
    {
        ReadOnlySpan<char> alone = text.AsSpan(text.StartsWith(':') ? 1 : 0);
        // An IPv6 address has colons, too: "::1".
        if (ushort.TryParse(alone, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port)) return new(IPAddress.Loopback, port);
        if (text.StartsWith("localhost", StringComparison.OrdinalIgnoreCase)) text = "127.0.0.1" + text["localhost".Length..];
        if (text.StartsWith('*')) text = "0.0.0.0" + text[1..];
        // To .NET, "70000" is an address of IPv4 as well.
        bool isNumber = text.Length > 0 && !text.AsSpan().ContainsAnyExceptInRange('0', '9');
        if (isNumber || !IPEndPoint.TryParse(text, out IPEndPoint? endPoint)) return null;
        if (endPoint.Port != 0 || text.EndsWith(":0", StringComparison.Ordinal)) return endPoint;
        return portIfAbsent is { } other ? new(endPoint.Address, other) : null;
    }
}
