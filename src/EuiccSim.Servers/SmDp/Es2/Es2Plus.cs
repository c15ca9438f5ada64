using EuiccSim.Protocol.Rsp.Es2;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.Bindings;
using EuiccSim.Servers.SmDp.Orders;

namespace EuiccSim.Servers.SmDp.Es2;

/// <summary>The functions of ES2+: what an operator asks, and the answers. SGP.22 v2.5 §5.3, §6.5.2.1 to §6.5.2.4.</summary>
internal static class Es2Plus
{
    internal static JsonInterface<Es2Caller> Json { get; } = new(InterfaceName,
        JsonFunction<Es2Caller>.Of<DownloadOrderRequest, DownloadOrderResponse>(MaxBodySize, DownloadOrderAsync),
        JsonFunction<Es2Caller>.Of<ConfirmOrderRequest, ConfirmOrderResponse>(MaxBodySize, ConfirmOrderAsync),
        JsonFunction<Es2Caller>.Of<CancelOrderRequest>(MaxBodySize, CancelOrderAsync),
        JsonFunction<Es2Caller>.Of<ReleaseProfileRequest>(MaxBodySize, ReleaseProfileAsync));

    private static async ValueTask<Result<DownloadOrderResponse>> DownloadOrderAsync(Es2Caller caller, DownloadOrderRequest request)
    {
        OrderOutcome outcome;
        if (request.Iccid is { } iccid)
            outcome = await caller.Es2.DownloadOrderAsync(iccid, request.Eid, request.ProfileType).ConfigureAwait(false);
        else if (request.ProfileType is { } profileType)
            outcome = await caller.Es2.DownloadOrderAsync(profileType, request.Eid).ConfigureAwait(false);
        else return Codes.ParameterMissing;
        return Answer(outcome, order => new DownloadOrderResponse { Iccid = order.Iccid });
    }

    private static async ValueTask<Result<ConfirmOrderResponse>> ConfirmOrderAsync(Es2Caller caller, ConfirmOrderRequest request)
    {
        OrderOutcome outcome = await caller.Es2.ConfirmOrderAsync(request.Iccid, new()
        {
            Eid = request.Eid,
            MatchingId = request.MatchingId,
            ConfirmationCode = request.ConfirmationCode,
            SmdsAddress = request.SmdsAddress,
            ReleaseFlag = request.ReleaseFlag,
        }).ConfigureAwait(false);
        return Answer(outcome, order => new ConfirmOrderResponse
        {
            Eid = order.Eid,
            MatchingId = order.MatchingId ?? "",
            SmdpAddress = caller.SmdpAddress,
        });
    }

    private static async ValueTask<StatusCode?> CancelOrderAsync(Es2Caller caller, CancelOrderRequest request) =>
        Refusal(await caller.Es2.CancelOrderAsync(request.Iccid, request.Eid, request.MatchingId, request.KeepInStock).ConfigureAwait(false));

    private static async ValueTask<StatusCode?> ReleaseProfileAsync(Es2Caller caller, ReleaseProfileRequest request) =>
        Refusal(await caller.Es2.ReleaseProfileAsync(request.Iccid).ConfigureAwait(false));

    private static Result<T> Answer<T>(OrderOutcome outcome, Func<ProfileOrder, T> answer)
        where T : class => outcome is OrderOutcome.Done done ? answer(done.Order) : ((OrderOutcome.Refused)outcome).StatusCode;

    private static StatusCode? Refusal(OrderOutcome outcome) => outcome is OrderOutcome.Refused refused ? refused.StatusCode : null;

    internal const string InterfaceName = "es2plus";
    private const int MaxBodySize = 8 * 1024;
}

/// <summary>An operator.</summary>
/// <param name="Es2">What it may do.</param>
/// <param name="SmdpAddress">Whom it has called.</param>
internal sealed record Es2Caller(Es2Functions Es2, string SmdpAddress);
