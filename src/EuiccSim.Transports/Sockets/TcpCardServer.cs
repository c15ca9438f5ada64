using System.Net;
using System.Net.Sockets;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Words;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EuiccSim.Transports.Sockets;

/// <summary>A card on a TCP port: raw APDUs, without any protection.</summary>
/// <remarks>
/// Each message is two octets of length, the higher one first, and a command APDU; the answer is a response APDU in the same form. A message
/// of length 0 resets the card and is answered by its ATR. One client is served at a time, the next one waits, and a silent one makes room for it
/// (<see cref="TcpCardOptions.GiveWayTimeout"/>). A client that sends half a message, or does not take its answer, is hung up on; if the card
/// cannot be reached, so is the client.
/// </remarks>
public sealed class TcpCardServer : IDisposable
{
    private readonly ICardConnection _card;
    private readonly TcpListener _listener;
    private readonly TcpCardOptions _options;
    private readonly ILogger _log;

    /// <summary>Begins to listen; clients wait until <see cref="ServeAsync(CancellationToken)"/>. The card is not disposed of.</summary>
    /// <param name="card">The card.</param>
    /// <param name="endPoint">Where to listen; null is a free port of this machine's loopback address, which other machines cannot reach.</param>
    /// <param name="options">Time limits.</param>
    /// <exception cref="TcpCardException">The address is in use, or not one of this machine.</exception>
    public TcpCardServer(ICardConnection card, IPEndPoint? endPoint = null, TcpCardOptions? options = null)
    {
        _card = card;
        _options = options ?? new();
        _log = _options.LoggerFactory?.CreateLogger<TcpCardServer>() ?? NullLogger<TcpCardServer>.Instance;
        _listener = new(endPoint ?? new(IPAddress.Loopback, 0));
        try
        {
            _listener.Start();
        }
        catch (SocketException e)
        {
            throw new TcpCardException($"{endPoint} cannot be listened on ({FaultWords.Of(e)}). Choose another port.", e);
        }
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

    /// <summary>Serves clients, one after the other.</summary>
    /// <param name="cancellationToken">Ends it; the client of the moment is hung up on.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/>.</exception>
    public async Task ServeAsync(CancellationToken cancellationToken)
    {
        Task<TcpClient> next = AcceptAsync(cancellationToken);
        try
        {
            while (true)
            {
                using TcpClient client = await next.ConfigureAwait(false);
                next = AcceptAsync(cancellationToken);
                await ServeAsync(client, next, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            // It has come, and will not be served.
            if (next.IsCompletedSuccessfully) next.Result.Dispose();
        }
    }

    /// <summary>Ends listening.</summary>
    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync(TcpClient client, Task next, CancellationToken cancellationToken)
    {
        try
        {
            client.NoDelay = true;
            client.Client.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            await ServeAsync(client.GetStream(), next, cancellationToken).ConfigureAwait(false);
            Log.Closed(_log);
        }
        catch (Exception e) when (e is IOException or SocketException or TimeoutException or TransportException)
        {
            Log.HungUp(_log, e);
        }
    }

    private async Task<TcpClient> AcceptAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await _listener.AcceptTcpClientAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionAborted)
            {
                // That client did not wait for its turn.
                Log.HungUp(_log, e);
            }
        }
    }

    private async ValueTask ServeAsync(NetworkStream stream, Task next, CancellationToken cancellationToken)
    {
        while (true)
        {
            Octets? message = await Frames
                .ReadAsync(stream, _options.IdleTimeout, _options.MessageTimeout, _options.Time, cancellationToken, (next, _options.GiveWayTimeout)).ConfigureAwait(false);
            if (message is not { } command) return;
            Octets answer = command.IsEmpty
                ? await _card.ResetAsync(cancellationToken).ConfigureAwait(false)
                : await _card.TransmitAsync(command, cancellationToken).ConfigureAwait(false);
            // 65536 octets and a status word do not fit: the command can be repeated with a smaller Le.
            if (answer.Length > Frames.MaximumLength) answer = new ResponseApdu(StatusWord.WrongLength).Encode();
            await Frames.WriteAsync(stream, answer, _options.MessageTimeout, _options.Time, cancellationToken).ConfigureAwait(false);
        }
    }
}
