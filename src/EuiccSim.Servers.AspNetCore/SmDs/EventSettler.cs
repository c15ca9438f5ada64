using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EuiccSim.Servers.AspNetCore.SmDs;

/// <summary>Has a server tell SM-DSs what they are owed: at its start, when an order may have ended, and now and then.</summary>
internal sealed class EventSettler : IAsyncDisposable
{
    private readonly Func<CancellationToken, Task<int>> _settle;
    private readonly TimeSpan _interval;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _settling;
    private TaskCompletionSource _woken = NewSignal();

    internal EventSettler(Func<CancellationToken, Task<int>> settle, TimeSpan interval, TimeProvider time, ILoggerFactory? loggers)
    {
        (_settle, _interval, _time) = (settle, interval, time);
        _logger = loggers is null ? NullLogger.Instance : loggers.CreateLogger<EventSettler>();
        _settling = SettleAllAsync();
    }

    /// <summary>Something happened: look soon, if it may have ended an order.</summary>
    internal void Wake(SmdpEvent happened)
    {
        if (happened is OrderEvent { MayEndOrder: true }) Volatile.Read(ref _woken).TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _settling.ConfigureAwait(false);
        _end.Dispose();
    }

    private async Task SettleAllAsync()
    {
        // Whoever starts the server does not do this first.
        await Task.Yield();
        try
        {
            while (true)
            {
                TaskCompletionSource signal = NewSignal();
                Volatile.Write(ref _woken, signal);
                await SettleAsync();
                await WaitAsync(signal.Task);
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // What is owed is in the store, and done after the next start.
        }
    }

    private async Task SettleAsync()
    {
        try
        {
            await _settle(_end.Token);
        }
        catch (SmdpStoreException fault)
        {
            HostLog.EventsNotSettled(_logger, fault.Message);
        }
    }

    private async Task WaitAsync(Task signal)
    {
        try
        {
            await signal.WaitAsync(_interval, _time, _end.Token);
        }
        catch (TimeoutException)
        {
            // Now and then, also without a signal.
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
