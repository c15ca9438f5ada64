using System.Net.Sockets;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Words;

namespace EuiccSim.Transports.Sockets;

/// <summary>A card on a TCP port, such as <see cref="TcpCardServer"/> offers. All failures are a <see cref="TcpCardException"/>.</summary>
/// <threadsafety>Safe for use by many threads: commands run one after the other.</threadsafety>
public sealed class TcpCardConnection : ICardConnection
{
    private readonly TcpClient _client;
    private readonly string _peer;
    private readonly TcpCardOptions _options;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private bool _broken;

    private TcpCardConnection(TcpClient client, string peer, TcpCardOptions options)
    {
        _client = client;
        _peer = peer;
        _options = options;
    }

    /// <summary>Connects. A server that is busy with another client lets this one wait at its first command.</summary>
    /// <param name="host">Name or address.</param>
    /// <param name="port">Port.</param>
    /// <param name="options">Time limits.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TcpCardException">Nobody listens there.</exception>
    public static async ValueTask<TcpCardConnection> ConnectAsync(
        string host, int port, TcpCardOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        string peer = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{host}:{port}");
        TcpClient client = new() { NoDelay = true };
        using CancellationTokenSource late = new(options.AnswerTimeout, options.Time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            await client.ConnectAsync(host, port, either.Token).ConfigureAwait(false);
            return new(client, peer, options);
        }
        catch (Exception e) when (e is SocketException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            client.Dispose();
            string why = e is SocketException ? FaultWords.Of(e) : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"it took no connection within {options.AnswerTimeout.TotalSeconds:0.###} s");
            throw new TcpCardException($"No card at {peer} ({why}). Is it served there (card serve --tcp)?", e);
        }
        catch (OperationCanceledException)
        {
            client.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="TcpCardException">The card cannot be reached.</exception>
    public ValueTask<Octets> ResetAsync(CancellationToken cancellationToken) => ExchangeAsync(default, cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="TcpCardException">The card cannot be reached.</exception>
    /// <exception cref="ArgumentException">No octets, or more than 65535.</exception>
    public ValueTask<Octets> TransmitAsync(Octets command, CancellationToken cancellationToken) => command.Length is > 0 and <= Frames.MaximumLength
        ? ExchangeAsync(command, cancellationToken)
        : throw new ArgumentException($"A command has 1 to {Frames.MaximumLength} octets here, not {command.Length}.", nameof(command));

    /// <summary>Hangs up.</summary>
    public ValueTask DisposeAsync()
    {
        _broken = true;
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private async ValueTask<Octets> ExchangeAsync(Octets message, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_broken) throw new TcpCardException($"The connection to the card at {_peer} is broken: connect again.");
            // Until the answer is there. An answer that comes after it was given up on must not be taken for the next one.
            _broken = true;
            NetworkStream stream = _client.GetStream();
            await Frames.WriteAsync(stream, message, _options.MessageTimeout, _options.Time, cancellationToken).ConfigureAwait(false);
            Octets? answer =
                await Frames.ReadAsync(stream, _options.AnswerTimeout, _options.MessageTimeout, _options.Time, cancellationToken).ConfigureAwait(false);
            if (answer is null) throw new TcpCardException($"The server at {_peer} hung up: its card may be gone.");
            _broken = false;
            return answer.Value;
        }
        catch (TimeoutException e)
        {
            throw new TcpCardException($"The card at {_peer} {e.Message}: another program may be using it.", e);
        }
        catch (Exception e) when (e is IOException or SocketException or InvalidOperationException)
        {
            throw new TcpCardException($"The connection to the card at {_peer} broke: {FaultWords.Of(e)}", e);
        }
        finally
        {
            _gate.Release();
        }
    }
}
