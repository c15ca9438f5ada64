using System.Net;
using System.Net.Sockets;
using EuiccSim.Files;

namespace EuiccSim.Transports.Tracing;

/// <summary>Makes sinks from what people write: "text", "FILE.jsonl", "FILE.pcapng", "gsmtap://HOST:PORT".</summary>
public static class TraceSink
{
    /// <summary>Opens a sink. A file is made anew, for its owner's eyes only; a GSMTAP address may leave out its port, or all of it.</summary>
    /// <param name="address">What was written.</param>
    /// <param name="text">Where decoded text goes; it stays open.</param>
    /// <param name="options">How text is decoded; null for the ordinary way, secrets masked.</param>
    /// <param name="cancellationToken">Ends the search for a host's address.</param>
    /// <exception cref="FormatException">None of these.</exception>
    /// <exception cref="IOException">The file cannot be made, or the name is a symbolic link to a file.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be made.</exception>
    /// <exception cref="SocketException">There is no such host.</exception>
    public static async ValueTask<ITraceSink> OpenAsync(string address, TextWriter text, TextTraceOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (address == "text") return new TextTraceSink(text, options);
        if (address.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase)) return new JsonLinesTraceSink(Create(address), address);
        if (address.EndsWith(".pcapng", StringComparison.OrdinalIgnoreCase)) return new PcapngTraceSink(Create(address), address);
        if (address.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return new GsmtapTraceSink(await FindAsync(address, cancellationToken).ConfigureAwait(false));
        throw new FormatException($"'{address}' is no sink: text, FILE.jsonl, FILE.pcapng and gsmtap://HOST:PORT are.");
    }

    // Traces show PINs and keys.
    private static FileStream Create(string path) => NewFile.Open(path, FileShare.Read);

    private static async ValueTask<IPEndPoint> FindAsync(string address, CancellationToken cancellationToken)
    {
        string target = address[Scheme.Length..].TrimEnd('/');
        if (target.Length == 0) return new(IPAddress.Loopback, GsmtapTraceSink.DefaultPort);
        if (!Uri.TryCreate(Scheme + target, UriKind.Absolute, out Uri? uri) || uri.Host.Length == 0 || uri.PathAndQuery is not ("/" or ""))
            throw new FormatException($"'{address}' is no address: gsmtap://HOST:PORT is.");
        IPAddress[] found = await Dns.GetHostAddressesAsync(uri.DnsSafeHost, cancellationToken).ConfigureAwait(false);
        // "localhost" has two addresses, and who listens for GSMTAP listens on the older one.
        IPAddress chosen = Array.Find(found, one => one.AddressFamily == AddressFamily.InterNetwork) ?? found[0];
        return new(chosen, uri.Port < 0 ? GsmtapTraceSink.DefaultPort : uri.Port);
    }

    private const string Scheme = "gsmtap://";
}
