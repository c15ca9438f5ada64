using EuiccSim.Ending;

namespace EuiccSim.Transports.Pcsc;

/// <summary>Blocking calls for one object: one after the other, each on a thread of its own, so that nobody must wait for its end.</summary>
/// <param name="owner">Whose calls they are.</param>
/// <param name="abandon">Makes a call return that waits for another program's transaction.</param>
/// <param name="last">The last call of all.</param>
internal sealed class BlockingCalls(object owner, Action abandon, Action last) : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private bool _closed;

    /// <summary>Makes a call when it is its turn.</summary>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Stops waiting for it.</param>
    /// <param name="undo">Takes back what the call did, if it is done after all when nobody waits for it any more.</param>
    /// <exception cref="ObjectDisposedException">There are no more calls.</exception>
    internal async ValueTask<T> RunAsync<T>(Func<T> call, CancellationToken cancellationToken, Func<T, uint>? undo = null)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        Task<T> running = Task.Run(() => RunAndRelease(call), CancellationToken.None);
        try
        {
            return await running.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _ = FreeAsync(running, undo);
            throw;
        }
    }

    /// <summary>Makes the last call, when those before it have ended. Throws nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        await _gate.WaitAsync().ConfigureAwait(false);
        _closed = true;
        await LetGo.QuietlyAsync(async () => await Task.Run(last).ConfigureAwait(false)).ConfigureAwait(false);
        _gate.Release();
    }

    private T RunAndRelease<T>(Func<T> call)
    {
        try
        {
            ObjectDisposedException.ThrowIf(_closed, owner);
            return call();
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>
    /// Nobody waits for the call any more. One that the card is busy with comes to its end; one that waits for another program would wait
    /// on, and is abandoned.
    /// </summary>
    private async Task FreeAsync<T>(Task<T> running, Func<T, uint>? undo)
    {
        await Task.WhenAny(running, Task.Delay(s_grace)).ConfigureAwait(false);
        if (!running.IsCompleted) await Task.Run(abandon).ConfigureAwait(false);
        try
        {
            T late = await running.ConfigureAwait(false);
            if (undo is not null) await RunAsync(() => undo(late), CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is PcscException or ObjectDisposedException)
        {
            // There is nothing to take back.
        }
    }

    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(1);
}
