using System.Collections.Frozen;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es2;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Smdp.Bindings;
using EuiccSim.Smdp.Orders;

namespace EuiccSim.Smdp.Es2;

/// <summary>ES2+ in JSON: what an operator asks, and the answers. SGP.22 v2.5 §5.3, §6.5.2.1 to §6.5.2.4.</summary>
internal static class Es2Binding
{
    internal static Task<Es9HttpResponse> HandleAsync(SmdpServer server, SmdpContext context, string function, Octets body)
    {
        if (!s_functions.TryGetValue(function, out Func<SmdpServer, Octets, Task<Answer>>? handle))
            return Task.FromResult(new Es9HttpResponse(404, Octets.Empty));
        return Measured.RunAsync(context, "es2plus", function, "json", async measure =>
        {
            Answer answer = await handle(server, body).ConfigureAwait(false);
            if (answer.Refusal is not { } refusal) return new(200, answer.Body);
            measure.Refused(refusal);
            context.Raise(new SmdpEvent.Refused(context.Now, function, refusal));
            return new(200, Es9Json.WriteResponse(ResponseHeader.Failure(refusal, refusal.Description)));
        });
    }

    private static Answer DownloadOrder(SmdpServer server, Octets body)
    {
        DownloadOrderRequest request = Es9Json.ReadRequest<DownloadOrderRequest>(body);
        if (request.Iccid is not { } iccid)
        {
            if (request.ProfileType is not { } profileType) return Answer.Refuse(Codes.IccidMissing);
            return Answer.Of(server.Es2.DownloadOrder(profileType, request.Eid), Ordered);
        }
        bool isOfType = request.ProfileType is not { } type || server.Orders.Find(iccid) is not { } order || order.Profile.ProfileType == type;
        return isOfType ? Answer.Of(server.Es2.DownloadOrder(iccid, request.Eid), Ordered) : Answer.Refuse(Codes.IccidOfOtherType);
    }

    private static DownloadOrderResponse Ordered(ProfileOrder order) => new() { Iccid = order.Iccid };

    private static async Task<Answer> ConfirmOrder(SmdpServer server, Octets body)
    {
        ConfirmOrderRequest request = Es9Json.ReadRequest<ConfirmOrderRequest>(body);
        OrderConfirmation confirmation = new()
        {
            Eid = request.Eid,
            MatchingId = request.MatchingId,
            ConfirmationCode = request.ConfirmationCode,
            SmdsAddress = request.SmdsAddress,
            ReleaseFlag = request.ReleaseFlag,
        };
        OrderOutcome outcome = await server.Es2.ConfirmOrderAsync(request.Iccid, confirmation).ConfigureAwait(false);
        return Answer.Of(outcome, order => new ConfirmOrderResponse
        {
            Eid = order.Eid,
            MatchingId = order.MatchingId ?? "",
            SmdpAddress = server.Options.Address,
        });
    }

    private static Answer CancelOrder(SmdpServer server, Octets body)
    {
        CancelOrderRequest request = Es9Json.ReadRequest<CancelOrderRequest>(body);
        return Answer.Of(server.Es2.CancelOrder(request.Iccid, request.Eid, request.MatchingId, request.KeepInStock));
    }

    private static async Task<Answer> ReleaseProfile(SmdpServer server, Octets body) =>
        Answer.Of(await server.Es2.ReleaseProfileAsync(Es9Json.ReadRequest<ReleaseProfileRequest>(body).Iccid).ConfigureAwait(false));

    private static readonly FrozenDictionary<string, Func<SmdpServer, Octets, Task<Answer>>> s_functions =
        new Dictionary<string, Func<SmdpServer, Octets, Task<Answer>>>(StringComparer.Ordinal)
        {
            [DownloadOrderRequest.Function] = static (server, body) => Task.FromResult(DownloadOrder(server, body)),
            [ConfirmOrderRequest.Function] = ConfirmOrder,
            [CancelOrderRequest.Function] = static (server, body) => Task.FromResult(CancelOrder(server, body)),
            [ReleaseProfileRequest.Function] = ReleaseProfile,
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>A body, or why there is none.</summary>
    private readonly record struct Answer(Octets Body, StatusCode? Refusal)
    {
        internal static Answer Refuse(StatusCode code) => new(Octets.Empty, code);

        internal static Answer Of(OrderOutcome outcome) =>
            outcome is OrderOutcome.Refused refused ? Refuse(refused.StatusCode) : new(Es9Json.WriteResponse(ResponseHeader.Success), null);

        internal static Answer Of<T>(OrderOutcome outcome, Func<ProfileOrder, T> write)
            where T : IEs9Json<T> =>
            outcome is OrderOutcome.Done done ? new(Es9Json.WriteResponse(write(done.Order)), null) : Of(outcome);
    }
}
