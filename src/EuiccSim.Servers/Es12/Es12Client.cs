using EuiccSim.Http;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es12;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;

namespace EuiccSim.Servers.Es12;

/// <summary>Asks an SM-DS: as an SM-DP+ (ES12), or as an alternative SM-DS its root (ES15). SGP.22 v2.5 §5.9, §5.10.</summary>
/// <remarks>
/// Nothing here is given up half-way: how long one call may take is the transport's business, and it never throws for a call that failed.
/// </remarks>
internal sealed class Es12Client(IEs12Transport transport, string interfaceName, ObjectIdentifier requester, LockedRandom random)
{
    /// <summary>Registers an event. One of ours with the same identifier, left from a call whose answer was lost, is replaced.</summary>
    internal async Task<Es12Outcome> RegisterAsync(string smdsAddress, Eid eid, string rspServerAddress, string eventId, bool forward)
    {
        Es12Outcome outcome = await RegisterOnceAsync(smdsAddress, eid, rspServerAddress, eventId, forward).ConfigureAwait(false);
        if (outcome is not Es12Outcome.Refused { Code: var code } || code != StatusCodes.EventRecordInUse) return outcome;
        Es12Outcome deletion = await DeleteAsync(smdsAddress, eid, eventId).ConfigureAwait(false);
        if (deletion is not Es12Outcome.Done) return deletion is Es12Outcome.Unknown ? deletion : outcome;
        return await RegisterOnceAsync(smdsAddress, eid, rspServerAddress, eventId, forward).ConfigureAwait(false);
    }

    /// <summary>Deletes an event.</summary>
    internal Task<Es12Outcome> DeleteAsync(string smdsAddress, Eid eid, string eventId) =>
        CallAsync<DeleteEventRequest, DeleteEventResponse>(smdsAddress, new() { Header = Header(), Eid = eid, EventId = eventId });

    private Task<Es12Outcome> RegisterOnceAsync(string smdsAddress, Eid eid, string rspServerAddress, string eventId, bool forward) =>
        CallAsync<RegisterEventRequest, RegisterEventResponse>(smdsAddress, new()
        {
            Header = Header(),
            Eid = eid,
            RspServerAddress = rspServerAddress,
            EventId = eventId,
            ForwardingIndicator = forward,
        });

    private async Task<Es12Outcome> CallAsync<TRequest, TResponse>(string smdsAddress, TRequest request)
        where TRequest : IRspJson<TRequest>, IRspRequest
        where TResponse : IRspJson<TResponse>
    {
        try
        {
            Octets body = RspJson.WriteRequest(request);
            Es9HttpResponse response = await transport.PostAsync(smdsAddress, interfaceName, TRequest.Function, body, CancellationToken.None)
                .ConfigureAwait(false);
            if (response.Status != 200) return new Es12Outcome.Unknown($"HTTP status {response.Status}.{ServerWords.Quote(response.Body)}");
            return RspJson.ReadResponse<TResponse>(response.Body) switch
            {
                RspResult<TResponse>.Failed { Header.StatusCodeData: { Code.IsEmpty: false } data } => new Es12Outcome.Refused(data.Code),
                RspResult<TResponse>.Failed => new Es12Outcome.Unknown($"refused without a status code.{ServerWords.Quote(response.Body)}"),
                _ => new Es12Outcome.Done(),
            };
        }
        catch (Es9TransportException fault)
        {
            return new Es12Outcome.Unknown(fault.Message);
        }
        catch (RspMessageException fault)
        {
            return new Es12Outcome.Unknown($"the answer is malformed: {fault.Message}");
        }
    }

    private RequestHeader Header() => new()
    {
        FunctionRequesterIdentifier = requester.Value,
        FunctionCallIdentifier = random.Draw(CallIdentifierSize).ToString(),
    };

    private const int CallIdentifierSize = 8;
}

/// <summary>What came of a call to an SM-DS.</summary>
internal abstract record Es12Outcome
{
    private Es12Outcome()
    {
    }

    /// <summary>It was done.</summary>
    internal sealed record Done : Es12Outcome
    {
        public override string ToString() => "done";
    }

    /// <summary>The SM-DS refused.</summary>
    internal sealed record Refused(StatusCode Code) : Es12Outcome
    {
        public override string ToString() => $"{Code} ({Code.Description})";
    }

    /// <summary>No answer that says what happened: it may have been done.</summary>
    internal sealed record Unknown(string Reason) : Es12Outcome
    {
        public override string ToString() => Reason;
    }

    /// <summary>True if there is no such event at the SM-DS now.</summary>
    internal bool IsGone => this is Done || (this is Refused { Code: var code } && code == StatusCodes.EventRecordUnknown);

    /// <summary>What the caller is told, if it was not done. SGP.22 v2.5 §5.3.2, §5.9.1.</summary>
    internal StatusCode FailureCode => this is Refused ? Codes.SmdsExecutionError : Codes.SmdsInaccessible;
}
