using EuiccSim.Lpa.Es10;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Rsp.Es10b;

namespace EuiccSim.Lpa.Authentication;

/// <summary>
/// A package that was loaded in part when the line to the card broke. A reader turns the card off then, and a modem does not: the eUICC still
/// waits for the rest, and refuses all functions but GetEUICCChallenge and CancelSession. SGP.22 v2.5 §5.7.6, §5.7.7.
/// </summary>
internal static class AbandonedSession
{
    /// <summary>Asks what comes first in a new session. If the eUICC refuses, the challenge of the new session ends the old one.</summary>
    internal static async ValueTask<T> ReplaceAsync<T>(Es10Client es10, Func<ValueTask<T>> first, CancellationToken cancellationToken)
    {
        try
        {
            return await first().ConfigureAwait(false);
        }
        catch (CardException refusal) when (refusal.Status == StatusWord.ConditionsNotSatisfied)
        {
            await es10.SendAsync(new GetEuiccChallengeRequest(), cancellationToken).ConfigureAwait(false);
            return await first().ConfigureAwait(false);
        }
    }
}
