using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es11;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.Authentication;

namespace EuiccSim.Servers.SmDs;

/// <summary>ES11: an eUICC asks what waits for it. SGP.22 v2.5 §3.6.2, §5.8.</summary>
internal static class Es11Functions
{
    /// <summary>ES11.InitiateAuthentication. SGP.22 v2.5 §5.8.1.</summary>
    internal static Result<InitiateAuthenticationOkEs9> InitiateAuthentication(
        SmdsContext context, InitiateAuthenticationRequest request)
    {
        Result<ServerProof> outcome = MutualAuthentication.Prove(context.Common.Identity, context.Common.Random, request);
        if (!outcome.Succeeds(out ServerProof? proof, out Objection refusal)) return refusal;
        return context.Sessions.TryAdd(proof.TransactionId, proof.ServerChallenge) ? proof.Sign() : Codes.Busy;
    }

    /// <summary>ES11.AuthenticateClient. SGP.22 v2.5 §5.8.2.</summary>
    internal static async ValueTask<Result<AuthenticateClientOkEs11>> AuthenticateClientAsync(
        SmdsContext context, AuthenticateClientRequest request)
    {
        if (!context.Sessions.TryTake(request.TransactionId, out Octets challenge)) return StatusCodes.TransactionIdUnknown;
        Result<Authenticated> outcome = MutualAuthentication.Verify(context.Common.Trust, challenge, request);
        if (!outcome.Succeeds(out Authenticated? client, out Objection refusal)) return refusal;
        string wanted = client.Parameters.MatchingId ?? "";
        SequenceOf<EventRecord> waiting = await context.Store.FindByEidAsync(client.Eid).ConfigureAwait(false);
        EventRecord[] found = [.. waiting.Where(record => record.IsRegistered && IsWanted(record, wanted))];
        // Nothing may wait; but who names an event expects it to be there.
        if (found.Length == 0 && wanted.Length != 0) return new Objection(StatusCodes.EventRecordUnknown).About(client.Eid);
        context.Raise(new SmdsActivity.Retrieved(context.Now, client.Eid, found.Length));
        return new AuthenticateClientOkEs11
        {
            TransactionId = request.TransactionId,
            EventEntries = SequenceOf.From(found.Select(record => new EventEntries
            {
                EventId = record.EventId,
                RspServerAddress = record.RspServerAddress,
            })),
        };
    }

    // An LPA that was sent here by the root SM-DS asks for the event under the name that the root has for it.
    private static bool IsWanted(EventRecord record, string eventId) =>
        eventId.Length == 0 || record.ForwardedEventId == eventId || record.EventId == eventId;
}
