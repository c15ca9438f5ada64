using System.Collections.Frozen;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es2;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.Bindings;
using EuiccSim.Servers.Orders;

namespace EuiccSim.Servers.Es2;

/// <summary>ES2+ in JSON: what an operator asks, and the answers. SGP.22 v2.5 §5.3, §6.5.2.1 to §6.5.2.4.</summary>
internal static class Es2Binding
{
    internal static Task<Es9HttpResponse> HandleAsync(SmdpContext context, Es2Functions es2, string function, Octets body)
    {
        if (!s_functions.TryGetValue(function, out Func<Caller, Octets, Task<Answer>>? handle))
            return Task.FromResult(new Es9HttpResponse(404, Octets.Empty));
        return Measured.RunAsync(context, "es2plus", function, "json", async measure =>
        {
            Answer answer = await handle(new(es2, context.Options.Address), body).ConfigureAwait(false);
            if (answer.Refusal is not { } refusal) return new(200, answer.Body);
            measure.Refused(refusal);
            context.Raise(new SmdpEvent.Refused(context.Now, function, refusal));
            return new(200, RspJson.WriteResponse(ResponseHeader.Failure(refusal, refusal.Description)));
        });
    }

    private static Answer DownloadOrder(Caller caller, Octets body)
    {
        DownloadOrderRequest request = RspJson.ReadRequest<DownloadOrderRequest>(body);
        if (request.Iccid is not { } iccid)
        {
            if (request.ProfileType is not { } profileType) return Answer.Refuse(Codes.ParameterMissing);
            return Answer.Of(caller.Es2.DownloadOrder(profileType, request.Eid), Ordered);
        }
        return Answer.Of(caller.Es2.DownloadOrder(iccid, request.Eid, request.ProfileType), Ordered);
    }

    private static DownloadOrderResponse Ordered(ProfileOrder order) => new() { Iccid = order.Iccid };

    private static async Task<Answer> ConfirmOrder(Caller caller, Octets body)
    {
        ConfirmOrderRequest request = RspJson.ReadRequest<ConfirmOrderRequest>(body);
        OrderConfirmation confirmation = new()
        {
            Eid = request.Eid,
            MatchingId = request.MatchingId,
            ConfirmationCode = request.ConfirmationCode,
            SmdsAddress = request.SmdsAddress,
            ReleaseFlag = request.ReleaseFlag,
        };
        OrderOutcome outcome = await caller.Es2.ConfirmOrderAsync(request.Iccid, confirmation).ConfigureAwait(false);
        return Answer.Of(outcome, order => new ConfirmOrderResponse
        {
            Eid = order.Eid,
            MatchingId = order.MatchingId ?? "",
            SmdpAddress = caller.SmdpAddress,
        });
    }

    private static Answer CancelOrder(Caller caller, Octets body)
    {
        CancelOrderRequest request = RspJson.ReadRequest<CancelOrderRequest>(body);
        return Answer.Of(caller.Es2.CancelOrder(request.Iccid, request.Eid, request.MatchingId, request.KeepInStock));
    }

    private static async Task<Answer> ReleaseProfile(Caller caller, Octets body) =>
        Answer.Of(await caller.Es2.ReleaseProfileAsync(RspJson.ReadRequest<ReleaseProfileRequest>(body).Iccid).ConfigureAwait(false));

    private static readonly FrozenDictionary<string, Func<Caller, Octets, Task<Answer>>> s_functions =
        new Dictionary<string, Func<Caller, Octets, Task<Answer>>>(StringComparer.Ordinal)
        {
            [DownloadOrderRequest.Function] = static (caller, body) => Task.FromResult(DownloadOrder(caller, body)),
            [ConfirmOrderRequest.Function] = ConfirmOrder,
            [CancelOrderRequest.Function] = static (caller, body) => Task.FromResult(CancelOrder(caller, body)),
            [ReleaseProfileRequest.Function] = ReleaseProfile,
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What the caller may do, and whom it has called.</summary>
    private readonly record struct Caller(Es2Functions Es2, string SmdpAddress);

    /// <summary>A body, or why there is none.</summary>
    private readonly record struct Answer(Octets Body, StatusCode? Refusal)
    {
        internal static Answer Refuse(StatusCode code) => new(Octets.Empty, code);

        internal static Answer Of(OrderOutcome outcome) =>
            outcome is OrderOutcome.Refused refused ? Refuse(refused.StatusCode) : new(RspJson.WriteResponse(ResponseHeader.Success), null);

        internal static Answer Of<T>(OrderOutcome outcome, Func<ProfileOrder, T> write)
            where T : IRspJson<T> =>
            outcome is OrderOutcome.Done done ? new(RspJson.WriteResponse(write(done.Order)), null) : Of(outcome);
    }
}
