using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Words;
using EuiccSim.Transports.Pcsc;
using EuiccSim.Transports.Vpcd;

namespace EuiccSim.Conformance.Lpas.Carriers;

/// <summary>A PC/SC reader, through pcscd and its driver vpcd.</summary>
internal sealed class VpcdCarrier : CardCarrier
{
    private readonly ICardConnection _card;
    private readonly int _slot;
    private volatile TaskCompletionSource _inserted = New();

    private VpcdCarrier(ICardConnection card, int slot)
    {
        (_card, _slot) = (card, slot);
        Serve(ServeAsync);
    }

    internal static async Task<VpcdCarrier> StartAsync(ICardConnection card, int slot, CancellationToken cancellationToken)
    {
        VpcdCarrier carrier = new(card, slot);
        try
        {
            await carrier.ReadyAsync(cancellationToken);
            return carrier;
        }
        catch
        {
            await carrier.DisposeAsync();
            throw;
        }
    }

    /// <summary>A card that has lost its power goes out of the reader, and comes back.</summary>
    internal override async Task ReadyAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(s_patience);
        try
        {
            await _inserted.Task.WaitAsync(patience.Token);
            using PcscContext context = PcscContext.Open();
            while (await FindAsync(context, patience.Token) is not { } reader || (Reader = reader.Name) is null) await Task.Delay(s_pause, patience.Token);
        }
        catch (Exception fault) when (fault is PcscException || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new TransportException($"The card does not get into a reader: is pcscd running, with vpcd as a driver? ({FaultWords.Of(fault)})", fault);
        }
    }

    private protected override ValueTask CloseAsync() => ValueTask.CompletedTask;

    private async Task ServeAsync(CancellationToken end)
    {
        try
        {
            await new VpcdCard(_card, new() { Port = VpcdOptions.FirstPort + _slot, OnEvent = Note }).RunAsync(end);
        }
        catch (TransportException)
        {
            _inserted = New();
            // pcscd looks every 400 ms whether there is a card: one that is back sooner was never away, and stays the broken one.
            await Task.Delay(s_away, end);
        }
    }

    private void Note(VpcdEvent happened)
    {
        if (happened is VpcdEvent.Inserted) _inserted.TrySetResult();
        if (happened is VpcdEvent.Disconnected) _inserted = New();
    }

    /// <summary>vpcd calls its slots "Virtual PCD 00 00" and "Virtual PCD 00 01".</summary>
    private async Task<PcscReader?> FindAsync(PcscContext context, CancellationToken cancellationToken) =>
        (await context.ListReadersAsync(cancellationToken)).FirstOrDefault(reader => reader.HasCard && !reader.Atr.IsEmpty
            && reader.Name.Contains("Virtual PCD", StringComparison.Ordinal) && reader.Name.EndsWith($"0{_slot}", StringComparison.Ordinal));

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static readonly TimeSpan s_away = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);
}
