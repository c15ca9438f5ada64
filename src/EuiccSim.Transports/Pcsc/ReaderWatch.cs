using System.Runtime.CompilerServices;
using EuiccSim.Transports.Pcsc.Native;

namespace EuiccSim.Transports.Pcsc;

/// <summary>The events of readers and cards, one after the other, over restarts of the service.</summary>
internal sealed class ReaderWatch(IPcscNative native)
{
    private readonly ReaderStates _states = new();
    private readonly List<PcscEvent> _events = [];

    internal async IAsyncEnumerable<PcscEvent> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        NativeContext? context = await Task.Run(() => NativeContext.Open(native), cancellationToken).ConfigureAwait(false);
        try
        {
            while (true)
            {
                _events.Clear();
                if (context is null)
                    context = await ReopenAsync(cancellationToken).ConfigureAwait(false);
                else if (!await LookAsync(context, cancellationToken).ConfigureAwait(false))
                    context = Lost(context);
                foreach (PcscEvent happened in _events) yield return happened;
            }
        }
        finally
        {
            context?.Dispose();
        }
    }

    /// <summary>Answers false if the service is gone.</summary>
    private async Task<bool> LookAsync(NativeContext context, CancellationToken cancellationToken)
    {
        try
        {
            Task<bool> looking = Task.Factory.StartNew(
                () => _states.Look(context, _events), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            await EndOnCancelAsync(looking, context, cancellationToken).ConfigureAwait(false);
            bool waited = await looking.ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            if (!waited && _events.Count == 0) await Task.Delay(s_interval, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (PcscException e) when (e.Problem == PcscProblem.ServiceNotRunning)
        {
            return false;
        }
    }

    /// <summary>A cancellation that comes before the wait has begun is lost, so it is repeated until the wait is over.</summary>
    private async Task EndOnCancelAsync(Task looking, NativeContext context, CancellationToken cancellationToken)
    {
        TaskCompletionSource cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration registration =
            cancellationToken.UnsafeRegister(static c => ((TaskCompletionSource)c!).TrySetResult(), cancelled);
        await Task.WhenAny(looking, cancelled.Task).ConfigureAwait(false);
        while (!looking.IsCompleted)
        {
            native.Cancel(context.Handle);
            await Task.WhenAny(looking, Task.Delay(s_cancelInterval, CancellationToken.None)).ConfigureAwait(false);
        }
    }

    private NativeContext? Lost(NativeContext context)
    {
        context.Dispose();
        _states.Forget(_events);
        _events.Add(new PcscEvent.ServiceStopped());
        return null;
    }

    private async Task<NativeContext?> ReopenAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(s_interval, cancellationToken).ConfigureAwait(false);
        try
        {
            NativeContext context = await Task.Run(() => NativeContext.Open(native), cancellationToken).ConfigureAwait(false);
            _events.Add(new PcscEvent.ServiceStarted());
            return context;
        }
        catch (PcscException e) when (e.Problem == PcscProblem.ServiceNotRunning)
        {
            return null;
        }
    }

    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_cancelInterval = TimeSpan.FromMilliseconds(20);
}
