using System.Net.Sockets;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Words;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EuiccSim.Transports.Vpcd;

/// <summary>
/// Puts a card into a slot of the virtual reader driver vpcd, so that each PC/SC program on the machine sees it in a reader.
/// </summary>
/// <param name="card">The card to serve. It is not disposed of.</param>
/// <param name="options">Where vpcd is; the defaults if null.</param>
/// <remarks>Cards in several slots are several objects with several ports.</remarks>
public sealed class VpcdCard(ICardConnection card, VpcdOptions? options = null)
{
    private readonly VpcdOptions _options = options ?? new();

    private readonly ILogger _log = options?.LoggerFactory?.CreateLogger<VpcdCard>() ?? NullLogger<VpcdCard>.Instance;

    /// <summary>Keeps the card in the slot, whether pcscd runs already, starts later, or starts anew. Ends only by an exception.</summary>
    /// <param name="cancellationToken">Takes the card out of the slot.</param>
    /// <exception cref="TransportException">The card itself cannot be reached.</exception>
    /// <exception cref="OperationCanceledException">The card was taken out.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        TimeSpan delay = _options.FirstDelay;
        while (true)
        {
            using Socket? socket = await ConnectAsync(delay, cancellationToken).ConfigureAwait(false);
            bool wasInserted = socket is not null && await ServeAsync(socket, cancellationToken).ConfigureAwait(false);
            if (wasInserted) delay = _options.FirstDelay;
            await Task.Delay(delay, _options.Time, cancellationToken).ConfigureAwait(false);
            if (!wasInserted) delay = delay * 2 < _options.LongestDelay ? delay * 2 : _options.LongestDelay;
        }
    }

    private async Task<Socket?> ConnectAsync(TimeSpan retryIn, CancellationToken cancellationToken)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            // An asynchronous connect would make the socket a non-blocking one for ever, and each receive of the session a detour.
            using (cancellationToken.UnsafeRegister(static s => ((Socket)s!).Dispose(), socket))
                await Task.Run(() => socket.Connect(_options.Host, _options.Port), cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            return socket;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            socket.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            VpcdLog.Unreachable(_log, _options.Host, _options.Port, FaultWords.Of(e));
            _options.OnEvent?.Invoke(new VpcdEvent.Unreachable(FaultWords.Of(e), retryIn));
            return null;
        }
    }

    /// <summary>Serves until the connection ends, and answers whether the reader ever saw the card.</summary>
    private async Task<bool> ServeAsync(Socket socket, CancellationToken cancellationToken)
    {
        VpcdLog.Connected(_log, _options.Host, _options.Port);
        _options.OnEvent?.Invoke(new VpcdEvent.Connected());
        VpcdSession session = new(socket, card, _options.OnEvent, _log);
        string reason;
        try
        {
            // A thread of its own that blocks on the socket: waking it costs less than half of what a completion through the pool costs.
            await Task.Factory.StartNew(
                () => session.Run(cancellationToken), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false);
            reason = "vpcd closed the connection.";
        }
        catch (SocketException e)
        {
            reason = FaultWords.Of(e);
        }
        VpcdLog.Disconnected(_log, _options.Host, _options.Port, reason);
        _options.OnEvent?.Invoke(new VpcdEvent.Disconnected(reason));
        return session.WasInserted;
    }
}
