using System.CommandLine;
using System.Net.Sockets;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Transports.Tracing;

namespace EuiccSim.Cli.Trace;

/// <summary><c>--trace SINK</c>, for every verb that talks to a card: add it to the command, open it, and wrap the connection.</summary>
internal static class TraceOption
{
    /// <summary>A fresh option; it may be given several times.</summary>
    internal static Option<string[]> Build(bool recursive = false) => new("--trace")
    {
        Description = "Watch the card: text (decoded, to stderr, PINs and keys masked), FILE.jsonl, FILE.pcapng or gsmtap://HOST:PORT (every octet).",
        HelpName = "SINK",
        AllowMultipleArgumentsPerToken = false,
        DefaultValueFactory = _ => [],
        Recursive = recursive,
    };

    /// <summary>Opens the sinks that were asked for.</summary>
    /// <exception cref="CommandFailure">One cannot be opened; those before it are closed again.</exception>
    internal static async ValueTask<TraceSinks> OpenAsync(IReadOnlyList<string> addresses, TextWriter messages, CancellationToken cancellationToken)
    {
        List<ITraceSink> sinks = [];
        TraceSinks all = new(sinks, messages);
        foreach (string address in addresses)
        {
            try
            {
                sinks.Add(await TraceSink.OpenAsync(address, messages, cancellationToken: cancellationToken));
            }
            catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException or SocketException)
            {
                await all.DisposeAsync();
                throw CommandFailure.Missing("trace", $"{address}: {e.Message}", e);
            }
        }
        return all;
    }
}

/// <summary>The sinks of one run. Dispose of them after the connections they watch: that completes the files.</summary>
internal sealed class TraceSinks(IReadOnlyList<ITraceSink> sinks, TextWriter messages) : IAsyncDisposable
{
    /// <summary>The connection, watched if there is a sink. A sink that fails is left out, with a line on stderr.</summary>
    internal ICardConnection Watch(ICardConnection card) => sinks.Count == 0
        ? card
        : new TracedConnection(card, sinks, TimeProvider.System, Report);

    /// <summary>The opener, watched if there is a sink: for what opens channels itself, as modems do.</summary>
    internal IChannelOpener Watch(IChannelOpener opener) => sinks.Count == 0
        ? opener
        : new TracedChannelOpener(opener, sinks, TimeProvider.System, Report);

    public async ValueTask DisposeAsync()
    {
        foreach (ITraceSink sink in sinks) await sink.DisposeAsync();
    }

    private void Report(ITraceSink sink, Exception e) => messages.WriteLine($"The trace to {sink.Name} ends here: {e.Message}");
}
