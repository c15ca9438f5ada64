using System.Globalization;
using System.Net;
using EuiccSim.Cli.Targets;

namespace EuiccSim.Cli.Cards;

/// <summary>Where a card listens, as people write it.</summary>
internal static class ServedAddress
{
    /// <summary>"7000", or an address with its port; null for anything else. A port alone is this machine's only.</summary>
    internal static IPEndPoint? TryRead(string text) =>
        ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port)
            ? new(IPAddress.Loopback, port)
            : ListenAddress.TryRead(text, portIfAbsent: null);
}
