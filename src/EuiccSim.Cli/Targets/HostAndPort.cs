using System.Globalization;

namespace EuiccSim.Cli.Targets;

/// <summary>HOST:PORT of the command line. An IPv6 address stands in brackets.</summary>
internal static class HostAndPort
{
    /// <exception cref="CommandFailure">It is something else, or the port is 0, where nobody can listen.</exception>
    internal static (string Host, ushort Port) Read(string option, string text)
    {
        int colon = text.LastIndexOf(':');
        if (colon > 0
            && ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ushort port) && port > 0
            && ReadHost(text[..colon]) is { } host)
        {
            return (host, port);
        }
        throw CommandFailure.Missing("arguments", $"{option} takes HOST:PORT, not '{text}'.");
    }

    internal static string Write(string host, int port) =>
        string.Create(CultureInfo.InvariantCulture, $"{(host.Contains(':') ? $"[{host}]" : host)}:{port}");

    /// <summary>Without brackets, one cannot tell which of the colons is the last of the address.</summary>
    private static string? ReadHost(string text)
    {
        if (text is ['[', .. var inner, ']'] && inner.Length > 0) return inner;
        return text.AsSpan().ContainsAny(":[]") ? null : text;
    }
}
