using EuiccSim.Protocol.Rsp.Es12;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.Es12;

namespace EuiccSim.Servers.SmDs;

/// <summary>ES15: what an alternative SM-DS tells its root. SGP.22 v2.5 §3.6.1.2, §5.10.</summary>
internal sealed class RootSmdsClient(SmdsContext context, RootSmds root)
{
    private readonly Es12Client _client = new(root.Transport, "es15", context.Common.Oid, context.Common.Random);

    /// <summary>The name of an event at the root: not the SM-DP+'s, which is its own business.</summary>
    internal string DrawEventId() => context.Common.Random.Draw(EventIdSize).ToString();

    /// <summary>Tells the root of a new event, and settles what becomes of it here.</summary>
    /// <returns>Null after success, or what the SM-DP+ is told: 8.9/5.1 or 8.9/4.2, and the event is not kept.</returns>
    internal async Task<StatusCode?> AnnounceAsync(EventRecord record)
    {
        string forwarded = record.ForwardedEventId!;
        Es12Outcome outcome = await _client.RegisterAsync(root.Address, record.Eid, context.Options.Address, forwarded, forward: false)
            .ConfigureAwait(false);
        if (outcome is Es12Outcome.Done)
            return await context.Store.TryUpdateAsync(record, record with { IsRegistered = true }).ConfigureAwait(false) ? null : Codes.SmdsExecutionError;
        // Without an answer the root may have it all the same: then it must be told to forget it, later.
        RootDeletion? owed = outcome is Es12Outcome.Unknown ? new(forwarded, record.Eid) : null;
        bool isRemoved = await context.Store.TryRemoveAsync(record, owed).ConfigureAwait(false);
        Failed(RegisterEventRequest.Function, outcome);
        return isRemoved ? outcome.FailureCode : Codes.SmdsExecutionError;
    }

    /// <summary>Tells the root that an event is no more. It stays owed if the root does not answer.</summary>
    /// <returns>True if the root has no such event now.</returns>
    internal async Task<bool> DeleteAsync(RootDeletion deletion)
    {
        Es12Outcome outcome = await _client.DeleteAsync(root.Address, deletion.Eid, deletion.EventId).ConfigureAwait(false);
        if (outcome.IsGone) await context.Store.RemoveRootDeletionAsync(deletion).ConfigureAwait(false);
        else Failed(DeleteEventRequest.Function, outcome);
        return outcome.IsGone;
    }

    private void Failed(string function, Es12Outcome outcome) =>
        context.Raise(new SmdsActivity.RootFailed(context.Now, function, outcome.ToString()));

    private const int EventIdSize = 16;
}
