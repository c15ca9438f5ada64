using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;

namespace EuiccSim.Testing;

/// <summary>Plays the terminal's side of a recorded trace to a card, and compares what it answers.</summary>
public static class TraceReplay
{
    /// <summary>
    /// Sends every recorded command, whatever the card answers. What got no answer then is sent too, and may fail again. An answer that
    /// came in parts (61XX, GET RESPONSE) where it comes whole now, or the other way round, is put together: that is the transport's matter.
    /// An ATR is compared where both connections tell one.
    /// </summary>
    /// <returns>The answers that differ; none if the card does as the recorded one did.</returns>
    /// <exception cref="TransportException">The card cannot be reached, where the recorded one could.</exception>
    public static async ValueTask<SequenceOf<ReplayDifference>> RunAsync(IReadOnlyList<TraceEvent> trace, ICardConnection card, CancellationToken cancellationToken = default)
    {
        List<ReplayDifference> differences = [];
        for (int i = 0; i < trace.Count;)
        {
            (ReplayDifference? difference, int played) = await PlayAsync(trace, i, card, cancellationToken).ConfigureAwait(false);
            if (difference is not null) differences.Add(difference);
            i += played;
        }
        return SequenceOf.From(differences);
    }

    /// <returns>What differs, and how many records it was about.</returns>
    private static async ValueTask<(ReplayDifference? Difference, int Played)> PlayAsync(
        IReadOnlyList<TraceEvent> trace, int index, ICardConnection card, CancellationToken cancellationToken)
    {
        switch (trace[index])
        {
            case TraceEvent.Reset reset:
                Octets atr = await card.ResetAsync(cancellationToken).ConfigureAwait(false);
                // Modems do not tell it.
                return (atr.IsEmpty || reset.Atr.IsEmpty ? null : ReplayDifference.Between(index, "ATR", null, reset.Atr, atr), 1);
            case TraceEvent.Apdu exchange:
                Octets answer = await card.TransmitAsync(exchange.Command, cancellationToken).ConfigureAwait(false);
                (Octets recorded, int played) = (exchange.Response, 1);
                if (HasMore(answer) && !HasMore(recorded)) answer = await AnswerParts.CollectAsync(exchange.Command, answer, card, cancellationToken).ConfigureAwait(false);
                else if (HasMore(recorded) && !HasMore(answer)) (recorded, played) = AnswerParts.Collect(trace, index);
                return (ReplayDifference.Between(index, "answer", exchange.Command, recorded, answer), played);
            case TraceEvent.Unanswered failure:
                await RepeatAsync(failure, card, cancellationToken).ConfigureAwait(false);
                return (null, 1);
            default:
                return (null, 1);
        }
    }

    private static bool HasMore(Octets answer) => AnswerParts.AreAnnouncedBy(answer);

    private static async ValueTask RepeatAsync(TraceEvent.Unanswered failure, ICardConnection card, CancellationToken cancellationToken)
    {
        try
        {
            if (failure.Command is { } command) await card.TransmitAsync(command, cancellationToken).ConfigureAwait(false);
            else await card.ResetAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (TransportException)
        {
            // As it was recorded.
        }
    }
}
