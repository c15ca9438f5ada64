using System.Collections.Concurrent;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Transports.Vpcd;

namespace EuiccSim.Transports.Tests.Vpcd;

/// <summary>A card in a slot until it is disposed of.</summary>
internal sealed class RunningVpcdCard : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();

    internal RunningVpcdCard(ICardConnection card, VpcdOptions options)
    {
        Run = new VpcdCard(card, options with { OnEvent = Events.Enqueue }).RunAsync(_stop.Token);
    }

    internal Task Run { get; }

    internal ConcurrentQueue<VpcdEvent> Events { get; } = [];

    /// <summary>Takes the card out, and lets what else ended it come to light.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Run.ContinueWith(static _ => { }, TaskScheduler.Default);
        _stop.Dispose();
        if (Run.IsFaulted) await Run;
    }
}
