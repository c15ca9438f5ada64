using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es2;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;

namespace EuiccSim.Servers.SmDp.Es2;

/// <summary>Download initiation, from the operator's side. SGP.22 v2.5 §3.1.1.</summary>
public static class OrderProcedure
{
    /// <summary>DownloadOrder, and ConfirmOrder that releases. What is not confirmed is taken back: half an order would be in the way of the next.</summary>
    /// <param name="es2">The way to the SM-DP+.</param>
    /// <param name="request">What is ordered.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="Es2RefusedException">The SM-DP+ refuses one of them.</exception>
    /// <exception cref="Es9TransportException">It cannot be reached. An order that it took before stays.</exception>
    /// <exception cref="ArgumentException">Neither a profile nor a type is named.</exception>
    /// <exception cref="RspMessageException">Its answer cannot be understood. An order that it took before stays.</exception>
    public static async Task<ConfirmedProfile> OrderAsync(this Es2Client es2, ProfileRequest request, CancellationToken cancellationToken = default)
    {
        RspResult<DownloadOrderResponse> ordered = await ReserveAsync(es2, request, cancellationToken).ConfigureAwait(false);
        if (ordered is RspResult<DownloadOrderResponse>.Failed unknown) throw new Es2RefusedException(DownloadOrderRequest.Function, unknown.Header.StatusCodeData);
        Iccid iccid = ((RspResult<DownloadOrderResponse>.Ok)ordered).Value.Iccid;
        RspResult<ConfirmOrderResponse> confirmed = await es2.ConfirmOrderAsync(iccid, releaseFlag: true, request.Eid, request.MatchingId,
            request.ConfirmationCode, request.SmdsAddress, cancellationToken).ConfigureAwait(false);
        return confirmed switch
        {
            RspResult<ConfirmOrderResponse>.Ok { Value: var order } => new(iccid, order.MatchingId, order.SmdpAddress),
            RspResult<ConfirmOrderResponse>.Failed no => throw new Es2RefusedException(ConfirmOrderRequest.Function, no.Header.StatusCodeData)
            {
                NotTakenBack = await TakeBackAsync(es2, iccid, request.Eid, cancellationToken).ConfigureAwait(false),
            },
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static Task<RspResult<DownloadOrderResponse>> ReserveAsync(Es2Client es2, ProfileRequest request, CancellationToken cancellationToken)
    {
        if (request.Iccid is { } iccid) return es2.DownloadOrderAsync(iccid, request.Eid, request.ProfileType, cancellationToken);
        string type = request.ProfileType ?? throw new ArgumentException("neither a profile nor a type is ordered", nameof(request));
        return es2.DownloadOrderAsync(type, request.Eid, cancellationToken);
    }

    private static async Task<string?> TakeBackAsync(Es2Client es2, Iccid iccid, Eid? eid, CancellationToken cancellationToken)
    {
        try
        {
            ResponseHeader answer = await es2.CancelOrderAsync(iccid, keepInStock: true, eid, cancellationToken: cancellationToken)
                .ConfigureAwait(false);
            return answer.IsSuccess ? null : new Es2RefusedException(CancelOrderRequest.Function, answer.StatusCodeData).Message;
        }
        catch (Exception fault) when (fault is Es9TransportException or RspMessageException)
        {
            return fault.Message;
        }
    }
}
