using System.Net.Sockets;
using EuiccSim.Ending;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Words;

namespace EuiccSim.Transports.Tracing;

/// <summary>Several sinks. Dispose of them after the connections they watch: that completes the files.</summary>
public sealed class TraceSinks : IAsyncDisposable
{
    private readonly List<ITraceSink> _sinks = [];
    private readonly TextWriter _messages;

    private TraceSinks(TextWriter messages) => _messages = messages;

    /// <summary>Opens sinks by their addresses, as <see cref="TraceSink.OpenAsync"/> takes them.</summary>
    /// <param name="addresses">The sinks; none to watch nothing.</param>
    /// <param name="messages">Where the sink "text" writes, and where is said that a sink failed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TraceSinkException">One cannot be opened; those before it are closed again.</exception>
    public static async ValueTask<TraceSinks> OpenAsync(IReadOnlyList<string> addresses, TextWriter messages, CancellationToken cancellationToken = default)
    {
        TraceSinks all = new(messages);
        try
        {
            foreach (string address in addresses) all._sinks.Add(await OpenAsync(address, messages, cancellationToken).ConfigureAwait(false));
            return all;
        }
        catch
        {
            await all.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async Task<ITraceSink> OpenAsync(string address, TextWriter messages, CancellationToken cancellationToken)
    {
        try
        {
            return await TraceSink.OpenAsync(address, messages, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException or SocketException)
        {
            throw new TraceSinkException($"{address}: {FaultWords.Of(e, address)}", e);
        }
    }

    /// <summary>The connection, watched if there is a sink. A sink that fails is left out, with a line among the messages.</summary>
    public ICardConnection Watch(ICardConnection card) => _sinks.Count == 0 ? card : new TracedConnection(card, _sinks, TimeProvider.System, Report);

    /// <summary>The opener, watched if there is a sink: for what opens channels itself, as modems do.</summary>
    public IChannelOpener Watch(IChannelOpener opener) => _sinks.Count == 0 ? opener : new TracedChannelOpener(opener, _sinks, TimeProvider.System, Report);

    /// <summary>Completes all sinks. Throws nothing: of one that cannot be completed, a line among the messages tells.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (ITraceSink sink in _sinks) await LetGo.QuietlyAsync(sink.DisposeAsync, fault => Report(sink, fault)).ConfigureAwait(false);
    }

    private void Report(ITraceSink sink, Exception e) => _messages.WriteLine($"The trace to {sink.Name} ends here: {FaultWords.Of(e)}");
}

/// <summary>A trace cannot be written where it was wanted.</summary>
public sealed class TraceSinkException : IOException
{
    internal TraceSinkException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
