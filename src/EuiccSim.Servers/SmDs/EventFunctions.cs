using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es12;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.SmDs.Storage;

namespace EuiccSim.Servers.SmDs;

/// <summary>ES12 and ES15: a server announces what waits, and takes it back. SGP.22 v2.5 §3.6.1, §3.6.3, §5.9, §5.10.</summary>
internal static class EventFunctions
{
    /// <summary>RegisterEvent. SGP.22 v2.5 §5.9.1.</summary>
    internal static async ValueTask<Result<RegisterEventResponse>> RegisterAsync(EventCaller caller, RegisterEventRequest request)
    {
        (SmdsContext context, RootSmdsClient? root, ObjectIdentifier owner) = caller;
        RequireName(request.EventId, "eventId");
        RequireName(request.RspServerAddress, "rspServerAddress");
        RootSmdsClient? forwardTo = request.ForwardingIndicator ? root : null;
        EventRecord record = new()
        {
            Owner = owner,
            EventId = request.EventId,
            Eid = request.Eid,
            RspServerAddress = request.RspServerAddress,
            RegisteredAt = context.Now,
            ForwardedEventId = forwardTo?.DrawEventId(),
            IsRegistered = forwardTo is null,
        };
        EventLimits limits = new(context.Options.MaxEvents, context.Options.MaxEventsPerEuicc);
        switch (await context.Store.AddAsync(record, limits).ConfigureAwait(false))
        {
            case EventAddition.InUse: return StatusCodes.EventRecordInUse;
            case EventAddition.Full: return Codes.Busy;
        }
        if (forwardTo is not null && await forwardTo.AnnounceAsync(record).ConfigureAwait(false) is { } refusal) return refusal;
        context.Raise(new SmdsActivity.Registered(context.Now, record with { IsRegistered = true }));
        return new RegisterEventResponse();
    }

    /// <summary>DeleteEvent. SGP.22 v2.5 §5.9.2.</summary>
    internal static async ValueTask<Result<DeleteEventResponse>> DeleteAsync(EventCaller caller, DeleteEventRequest request)
    {
        (SmdsContext context, RootSmdsClient? root, ObjectIdentifier owner) = caller;
        while (true)
        {
            // Another's event is as unknown as none at all: who may not delete it learns nothing of it.
            EventRecord? record = await context.Store.FindAsync(owner, request.EventId).ConfigureAwait(false);
            if (record is null || record.Eid != request.Eid) return StatusCodes.EventRecordUnknown;
            RootDeletion? owed = record.ForwardedEventId is { } forwarded ? new(forwarded, record.Eid) : null;
            if (!await context.Store.TryRemoveAsync(record, owed).ConfigureAwait(false)) continue;
            context.Raise(new SmdsActivity.Deleted(context.Now, record));
            // The event is deleted, whether or not the root can be told now.
            if (owed is not null && root is not null) await root.DeleteAsync(owed).ConfigureAwait(false);
            return new DeleteEventResponse();
        }
    }

    private static void RequireName(string text, string field)
    {
        if (text.Length is 0 or > MaxNameLength) throw new RspMessageException($"{field}: not 1 to {MaxNameLength} characters");
    }

    private const int MaxNameLength = 255;
}
