using EuiccSim.Card.IsdR;
using EuiccSim.Card.Store;
using EuiccSim.Ending;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card;

/// <summary>A card in memory as a connection. Commands from several threads run one after the other.</summary>
/// <param name="card">The card.</param>
/// <param name="owned">What is disposed of with the connection: the store of the card, for example.</param>
/// <threadsafety>Safe for use by many threads, also through several connections to one card.</threadsafety>
public sealed class CardConnection(VirtualEuicc card, IDisposable? owned = null) : ICardConnection
{
    /// <inheritdoc/>
    public ValueTask<Octets> ResetAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (card.Gate) return new(Powered(static (c, _) => c.Reset(), default));
    }

    /// <inheritdoc/>
    public ValueTask<Octets> TransmitAsync(Octets command, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Octets answer;
        lock (card.Gate) answer = Powered(static (c, octets) => c.Process(octets), command);
        TimeSpan time = card.TimeFor(command, answer);
        return time == TimeSpan.Zero ? new(answer) : AfterAsync(time, answer, cancellationToken);
    }

    /// <summary>What is done is done, also for who gives up waiting.</summary>
    private async ValueTask<Octets> AfterAsync(TimeSpan time, Octets answer, CancellationToken cancellationToken)
    {
        await card.WaitAsync(time, cancellationToken).ConfigureAwait(false);
        return answer;
    }

    /// <summary>
    /// Lets go what it was given, and throws nothing. The card stays as it is; if that was its store, no command can change it any more.
    /// </summary>
    public ValueTask DisposeAsync() => LetGo.QuietlyAsync(() =>
    {
        // Not while a command is being kept in it.
        lock (card.Gate) owned?.Dispose();
        return ValueTask.CompletedTask;
    });

    private Octets Powered(Func<VirtualEuicc, Octets, Octets> action, Octets command)
    {
        try
        {
            return action(card, command);
        }
        catch (PowerLostException e)
        {
            throw new TransportException("The card has no power.", e);
        }
        catch (MuteException e)
        {
            throw new TransportException("The card does not answer.", e);
        }
        catch (CardImageException e)
        {
            throw new TransportException(e.Message, e);
        }
    }
}
