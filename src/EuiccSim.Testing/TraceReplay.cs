using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Testing;

/// <summary>Plays the terminal's side of a recorded trace to a card, and compares what it answers.</summary>
public static class TraceReplay
{
    /// <summary>Sends every recorded command, whatever the card answers. What got no answer then is sent too, and may fail again.
    /// An ATR is compared where both connections tell one.</summary>
    /// <returns>The answers that differ; none if the card does as the recorded one did.</returns>
    /// <exception cref="TransportException">The card cannot be reached, where the recorded one could.</exception>
    public static async ValueTask<SequenceOf<ReplayDifference>> RunAsync(IReadOnlyList<TraceRecord> trace, ICardConnection card, CancellationToken ct = default)
    {
        List<ReplayDifference> differences = [];
        for (int i = 0; i < trace.Count; i++)
        {
            if (await PlayAsync(i, trace[i], card, ct).ConfigureAwait(false) is { } difference) differences.Add(difference);
        }
        return SequenceOf.From(differences);
    }

    private static async ValueTask<ReplayDifference?> PlayAsync(int index, TraceRecord record, ICardConnection card, CancellationToken ct)
    {
        switch (record)
        {
            case TraceRecord.Reset reset:
                Octets atr = await card.ResetAsync(ct).ConfigureAwait(false);
                // Modems do not tell it.
                return atr.IsEmpty || reset.Atr.IsEmpty ? null : ReplayDifference.Between(index, "ATR", null, reset.Atr, atr);
            case TraceRecord.Exchange exchange:
                Octets answer = await card.TransmitAsync(exchange.Command, ct).ConfigureAwait(false);
                return ReplayDifference.Between(index, "answer", exchange.Command, exchange.Response, answer);
            case TraceRecord.Failure failure:
                await RepeatAsync(failure, card, ct).ConfigureAwait(false);
                return null;
            default:
                return null;
        }
    }

    private static async ValueTask RepeatAsync(TraceRecord.Failure failure, ICardConnection card, CancellationToken ct)
    {
        try
        {
            if (failure.Command is { } command) await card.TransmitAsync(command, ct).ConfigureAwait(false);
            else await card.ResetAsync(ct).ConfigureAwait(false);
        }
        catch (TransportException)
        {
            // As it was recorded.
        }
    }
}
