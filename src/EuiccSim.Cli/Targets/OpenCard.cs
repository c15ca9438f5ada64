using EuiccSim.Card;
using EuiccSim.Lpa.Channels;
using EuiccSim.Protocol.Apdu;

namespace EuiccSim.Cli.Targets;

/// <summary>A card that verbs can work on.</summary>
/// <param name="Channels">Opens its applications.</param>
/// <param name="Connection">Takes any command as it is; not beside an open application.</param>
/// <param name="Owned">What is let go with it, in this order.</param>
internal sealed record OpenCard(IChannelOpener Channels, ICardConnection Connection, params IReadOnlyList<IAsyncDisposable> Owned) : IAsyncDisposable
{
    /// <summary>The octets in one STORE DATA.</summary>
    internal int BlockSize { get; init; } = 255;

    /// <summary>A card that takes any APDU. It is reset first: nobody knows what others have left open.</summary>
    internal static async ValueTask<OpenCard> StartAsync(ICardConnection connection, IReadOnlyList<IAsyncDisposable> owned, CancellationToken cancellationToken)
    {
        await connection.ResetAsync(cancellationToken);
        return new(new LogicalChannelOpener(connection), connection, owned);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IAsyncDisposable one in Owned) await one.DisposeAsync();
    }
}

/// <summary>A card image with a card in it, for as long as it is held.</summary>
internal sealed class HeldImage(VirtualEuicc card, EuiccSim.Card.Store.FileCardStore store) : IAsyncDisposable
{
    internal EuiccSim.Card.CardConnection Connection { get; } = new(card);

    public ValueTask DisposeAsync()
    {
        store.Dispose();
        return Connection.DisposeAsync();
    }
}
