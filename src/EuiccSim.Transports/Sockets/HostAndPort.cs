using System.Globalization;

namespace EuiccSim.Transports.Sockets;

/// <summary>HOST:PORT, as people write it. An IPv6 address stands in brackets.</summary>
/// <param name="Host">The name or address, without brackets.</param>
/// <param name="Port">The port, not 0, where nobody can listen.</param>
public sealed record HostAndPort(string Host, ushort Port)
{
    /// <summary>Reads it; null for anything else.</summary>
    public static HostAndPort? TryRead(string text)
    {
        int colon = text.LastIndexOf(':');
        return colon > 0
            && ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ushort port) && port > 0
            && ReadHost(text[..colon]) is { } host
            ? new(host, port)
            : null;
    }

    /// <summary>As <see cref="TryRead"/> takes it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(Host.Contains(':') ? $"[{Host}]" : Host)}:{Port}");

    /// <summary>Without brackets, one cannot tell which of the colons is the last of the address.</summary>
    private static string? ReadHost(string text)
    {
        if (text is ['[', .. var inner, ']'] && inner.Length > 0) return inner;
        return text.AsSpan().ContainsAny(":[]") ? null : text;
    }
}
