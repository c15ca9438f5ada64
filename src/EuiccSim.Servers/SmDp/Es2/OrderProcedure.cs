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
    /// <exception cref="RspMessageException">Its answer cannot be understood. An order that it took before stays.</exception>
    public static async Task<ConfirmedProfile> OrderAsync(this Es2Client es2, ProfileRequest request, CancellationToken cancellationToken = default)
    {
        RspResult<DownloadOrderResponse> ordered =
            await es2.DownloadOrderAsync(request.Iccid, request.Eid, cancellationToken: cancellationToken).ConfigureAwait(false);
        if (ordered is RspResult<DownloadOrderResponse>.Failed unknown) throw new Es2RefusedException(DownloadOrderRequest.Function, unknown.Header.StatusCodeData);
        RspResult<ConfirmOrderResponse> confirmed = await es2.ConfirmOrderAsync(request.Iccid, releaseFlag: true, request.Eid, request.MatchingId,
            request.ConfirmationCode, request.SmdsAddress, cancellationToken).ConfigureAwait(false);
        return confirmed switch
        {
            RspResult<ConfirmOrderResponse>.Ok { Value: var order } => new(request.Iccid, order.MatchingId, order.SmdpAddress),
            RspResult<ConfirmOrderResponse>.Failed no => throw new Es2RefusedException(ConfirmOrderRequest.Function, no.Header.StatusCodeData)
            {
                NotTakenBack = await TakeBackAsync(es2, request, cancellationToken).ConfigureAwait(false),
            },
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static async Task<string?> TakeBackAsync(Es2Client es2, ProfileRequest request, CancellationToken cancellationToken)
    {
        try
        {
            ResponseHeader answer = await es2.CancelOrderAsync(request.Iccid, keepInStock: true, request.Eid, cancellationToken: cancellationToken)
                .ConfigureAwait(false);
            return answer.IsSuccess ? null : new Es2RefusedException(CancelOrderRequest.Function, answer.StatusCodeData).Message;
        }
        catch (Exception fault) when (fault is Es9TransportException or RspMessageException)
        {
            return fault.Message;
        }
    }
}
