using System.Globalization;
using System.Net;

namespace EuiccSim.Cli.Cards;

/// <summary>Where a card listens, as people write it.</summary>
internal static class ServedAddress
{
    /// <summary>"7000", "127.0.0.1:7000", "localhost:7000", "0.0.0.0:7000", "*:7000", "[::1]:7000"; null for anything else. A port alone is this machine's only.</summary>
    internal static IPEndPoint? TryRead(string text)
    {
        int colon = text.LastIndexOf(':');
        if (!ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ushort port)) return null;
        IPAddress? address = colon < 0 ? IPAddress.Loopback : text[..colon] switch
        {
            "" => null,
            "localhost" => IPAddress.Loopback,
            "*" => IPAddress.Any,
            var named => IPAddress.TryParse(named, out IPAddress? parsed) ? parsed : null,
        };
        return address is null ? null : new(address, port);
    }
}
