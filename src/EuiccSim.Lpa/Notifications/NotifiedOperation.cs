using EuiccSim.Lpa.Es9;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Rsp.Common;

namespace EuiccSim.Lpa.Notifications;

/// <summary>
/// Does something to the profiles of an eUICC, and then sends the notifications that this left on the card to their servers. SGP.22 v2.5
/// §3.2, §3.5. What waited before is left alone.
/// </summary>
/// <param name="open">
/// Opens an LPA, with a way to servers. It is called once more after a change of the enabled profile, which ends all channels: where the card
/// can be reset, it should be then.
/// </param>
public sealed class NotifiedOperation(Func<CancellationToken, ValueTask<LpaClient>> open)
{
    /// <summary>How long a device may take until the card can be used again after a REFRESH: a modem starts its SIM anew.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The clock for <see cref="Patience"/>.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Does it.</summary>
    /// <param name="operation">
    /// What to do. It answers whether it changed the enabled profile. What it throws is thrown as it is, and nothing is sent then.
    /// </param>
    /// <param name="cancellationToken">Gives up; once the operation is done, it only ends the sending, and nothing is thrown.</param>
    /// <returns>What became of the notifications. Nothing that goes wrong with them undoes the operation, so nothing of that is thrown.</returns>
    public async Task<NotificationReport> RunAsync(Func<LpaClient, Task<bool>> operation, CancellationToken cancellationToken = default)
    {
        HashSet<long>? before;
        LpaClient lpa = await open(cancellationToken).ConfigureAwait(false);
        await using (lpa.ConfigureAwait(false))
        {
            before = await ListAsync(lpa, cancellationToken).ConfigureAwait(false);
            bool isOver = await operation(lpa).ConfigureAwait(false);
            if (!isOver) return await ReportAsync(() => SendAsync(lpa, before, cancellationToken)).ConfigureAwait(false);
        }
        return await ReportAsync(() => SendAnewAsync(before, cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>Null: the card does not tell, and what the operation leaves cannot be told from what was there.</summary>
    private static async ValueTask<HashSet<long>?> ListAsync(LpaClient lpa, CancellationToken cancellationToken)
    {
        try
        {
            return [.. (await lpa.ListNotificationsAsync(cancellationToken).ConfigureAwait(false)).Select(one => one.SeqNumber).OfType<long>()];
        }
        catch (Exception fault) when (fault is EuiccFunctionException or CardException or MalformedResponseException)
        {
            return null;
        }
    }

    private static async Task<NotificationReport> ReportAsync(Func<Task<NotificationReport>> send)
    {
        try
        {
            return await send().ConfigureAwait(false);
        }
        catch (Exception fault) when (NotificationDelivery.IsFaultOfCard(fault) || Es9Client.IsFaultOfServer(fault) || fault is OperationCanceledException)
        {
            return new([], fault is OperationCanceledException ? "The sending was given up." : fault.Message);
        }
    }

    private async Task<NotificationReport> SendAnewAsync(HashSet<long>? before, CancellationToken cancellationToken)
    {
        LpaClient lpa = await OpenAnewAsync(cancellationToken).ConfigureAwait(false);
        await using (lpa.ConfigureAwait(false)) return await SendAsync(lpa, before, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<LpaClient> OpenAnewAsync(CancellationToken cancellationToken)
    {
        long began = Time.GetTimestamp();
        while (true)
        {
            try
            {
                return await open(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is CardException or TransportException && Time.GetElapsedTime(began) < Patience)
            {
                await Task.Delay(s_pause, Time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async Task<NotificationReport> SendAsync(LpaClient lpa, HashSet<long>? before, CancellationToken cancellationToken)
    {
        if (before is null) return new([], "The eUICC did not list them.");
        if (await ListAsync(lpa, cancellationToken).ConfigureAwait(false) is not { } now) return new([], "The eUICC did not list them.");
        now.ExceptWith(before);
        return new(now.Count == 0 ? [] : await lpa.ProcessNotificationsAsync(new() { SeqNumbers = now }, cancellationToken).ConfigureAwait(false));
    }

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);
}
