using EuiccSim.Ending;

namespace EuiccSim.Transports.Pcsc;

/// <summary>The time in which no other program can use the card. Disposing of it ends it.</summary>
public sealed class PcscTransaction : IAsyncDisposable
{
    private readonly PcscConnection _connection;
    private readonly CardHandle _handle;
    private bool _ended;

    internal PcscTransaction(PcscConnection connection, CardHandle handle)
    {
        _connection = connection;
        _handle = handle;
    }

    /// <summary>Ends the transaction.</summary>
    /// <param name="disposition">What becomes of the card, before others can use it.</param>
    public async ValueTask EndAsync(PcscDisposition disposition = PcscDisposition.Leave)
    {
        if (_ended) return;
        _ended = true;
        await _connection.EndTransactionAsync(_handle, disposition).ConfigureAwait(false);
    }

    /// <summary>Ends the transaction, and leaves the card as it is. Throws nothing.</summary>
    public ValueTask DisposeAsync() => LetGo.QuietlyAsync(() => EndAsync());
}
