using System.Net;

namespace EuiccSim.Cli.Targets;

/// <summary>Where to listen, as people write it.</summary>
internal static class ListenAddress
{
    /// <summary>"127.0.0.1:8443", "localhost:8443", "0.0.0.0:443", "*:443", "[::1]:0"; null for anything else.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="portIfAbsent">The port where none is named; null if one must be.</param>
    internal static IPEndPoint? TryRead(string text, int? portIfAbsent)
    {
        if (text.StartsWith("localhost", StringComparison.OrdinalIgnoreCase)) text = "127.0.0.1" + text["localhost".Length..];
        if (text.StartsWith('*')) text = "0.0.0.0" + text[1..];
        if (!IPEndPoint.TryParse(text, out IPEndPoint? endPoint)) return null;
        if (endPoint.Port != 0 || text.EndsWith(":0", StringComparison.Ordinal)) return endPoint;
        return portIfAbsent is { } port ? new(endPoint.Address, port) : null;
    }
}
