using System.Globalization;
using EuiccSim.Http;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es2;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;

namespace EuiccSim.Servers.SmDp.Es2;

/// <summary>
/// The functions of ES2+, in JSON: what an operator asks of an SM-DP+, and HandleDownloadProgressInfo, by which the SM-DP+ tells the operator.
/// SGP.22 v2.5 §5.3, §6.5.2.1 to §6.5.2.5.
/// </summary>
/// <remarks>
/// A refusal is an answer like another: <see cref="RspResult{T}.Failed"/>, or a header without success. Every method can throw
/// <see cref="Es9TransportException"/> (the other side cannot be reached, or answered another HTTP status than it should, which
/// <see cref="Es9TransportException.HttpStatus"/> then tells) and <see cref="RspMessageException"/> (its answer cannot be understood).
/// </remarks>
/// <param name="transport">The way there.</param>
/// <param name="address">Whom to call: a host name, with a port where one is given.</param>
/// <param name="requester">The functionRequesterIdentifier: an object identifier of the caller.</param>
/// <threadsafety>As safe as the transport.</threadsafety>
public sealed class Es2Client(IEs2Transport transport, string address, string requester)
{
    private long _calls;

    /// <summary>A client over HTTPS.</summary>
    /// <param name="http">The way there, with an operator's certificate. It stays the caller's.</param>
    /// <param name="address">Whom to call: a host name, with a port where one is given.</param>
    /// <param name="requester">The functionRequesterIdentifier: an object identifier of the caller.</param>
    public static Es2Client Over(RspHttpClient http, string address, string requester) => new(new Es2HttpTransport(http), address, requester);

    /// <summary>ES2+.DownloadOrder: reserves a profile. SGP.22 v2.5 §5.3.1.</summary>
    /// <param name="iccid">The profile.</param>
    /// <param name="eid">The eUICC that it is for; null to leave that open.</param>
    /// <param name="profileType">The type that it must have; null for any.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<RspResult<DownloadOrderResponse>> DownloadOrderAsync(
        Iccid iccid, Eid? eid = null, string? profileType = null, CancellationToken cancellationToken = default) =>
        AskAsync<DownloadOrderRequest, DownloadOrderResponse>(
            new() { Header = NewHeader(), Iccid = iccid, Eid = eid, ProfileType = profileType }, cancellationToken);

    /// <summary>ES2+.DownloadOrder: reserves any profile of a type. SGP.22 v2.5 §5.3.1.</summary>
    /// <param name="profileType">The type.</param>
    /// <param name="eid">The eUICC that it is for; null to leave that open.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<RspResult<DownloadOrderResponse>> DownloadOrderAsync(
        string profileType, Eid? eid = null, CancellationToken cancellationToken = default) =>
        AskAsync<DownloadOrderRequest, DownloadOrderResponse>(new() { Header = NewHeader(), Eid = eid, ProfileType = profileType }, cancellationToken);

    /// <summary>ES2+.ConfirmOrder: says how the profile is asked for. SGP.22 v2.5 §5.3.2.</summary>
    /// <param name="iccid">The profile.</param>
    /// <param name="releaseFlag">True to release it for download at once.</param>
    /// <param name="eid">The eUICC that it is for; null for any, or for the one named before.</param>
    /// <param name="matchingId">The token for the Activation Code; null to have one made; empty if the eUICC alone decides.</param>
    /// <param name="confirmationCode">The code that the user must enter, as typed; null for none.</param>
    /// <param name="smdsAddress">The SM-DS at which the download is announced; null for none.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<RspResult<ConfirmOrderResponse>> ConfirmOrderAsync(
        Iccid iccid, bool releaseFlag, Eid? eid = null, string? matchingId = null, string? confirmationCode = null, string? smdsAddress = null,
        CancellationToken cancellationToken = default) =>
        AskAsync<ConfirmOrderRequest, ConfirmOrderResponse>(new()
        {
            Header = NewHeader(),
            Iccid = iccid,
            Eid = eid,
            MatchingId = matchingId,
            ConfirmationCode = confirmationCode,
            SmdsAddress = smdsAddress,
            ReleaseFlag = releaseFlag,
        }, cancellationToken);

    /// <summary>ES2+.CancelOrder. SGP.22 v2.5 §5.3.3.</summary>
    /// <param name="iccid">The profile.</param>
    /// <param name="keepInStock">finalProfileStatusIndicator: true for Available, false for Unavailable.</param>
    /// <param name="eid">The eUICC that it was ordered for; needed if there is one.</param>
    /// <param name="matchingId">The order's MatchingID; null not to have it compared.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<ResponseHeader> CancelOrderAsync(
        Iccid iccid, bool keepInStock, Eid? eid = null, string? matchingId = null, CancellationToken cancellationToken = default) =>
        AskAsync(
            new CancelOrderRequest { Header = NewHeader(), Iccid = iccid, Eid = eid, MatchingId = matchingId, KeepInStock = keepInStock }, cancellationToken);

    /// <summary>ES2+.ReleaseProfile. SGP.22 v2.5 §5.3.4.</summary>
    /// <param name="iccid">The profile; confirmed, and not released.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<ResponseHeader> ReleaseProfileAsync(Iccid iccid, CancellationToken cancellationToken = default) =>
        AskAsync(new ReleaseProfileRequest { Header = NewHeader(), Iccid = iccid }, cancellationToken);

    /// <summary>ES2+.HandleDownloadProgressInfo, from an SM-DP+ to an operator. It has no answer. SGP.22 v2.5 §5.3.5.</summary>
    /// <param name="message">What happened (see <see cref="DownloadProgress.Of"/>), with a header from <see cref="NewHeader"/>.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task HandleDownloadProgressInfoAsync(HandleDownloadProgressInfoRequest message, CancellationToken cancellationToken = default)
    {
        // 204 is what the standard has; operators say 200 as well, whatever they add to it.
        Es9HttpResponse response = await PostAsync(message, cancellationToken).ConfigureAwait(false);
        if (response.Status is not (200 or 204)) throw Unexpected<HandleDownloadProgressInfoRequest>(response);
    }

    /// <summary>The header of the next call: each call of a client has another functionCallIdentifier, counted from 1.</summary>
    public RequestHeader NewHeader() => new()
    {
        FunctionRequesterIdentifier = requester,
        FunctionCallIdentifier = Interlocked.Increment(ref _calls).ToString(CultureInfo.InvariantCulture),
    };

    private async Task<RspResult<TResponse>> AskAsync<TRequest, TResponse>(TRequest request, CancellationToken cancellationToken)
        where TRequest : IRspJson<TRequest>, IRspRequest
        where TResponse : IRspJson<TResponse> =>
        RspJson.ReadResponse<TResponse>(await AnswerAsync(request, cancellationToken).ConfigureAwait(false));

    private async Task<ResponseHeader> AskAsync<TRequest>(TRequest request, CancellationToken cancellationToken)
        where TRequest : IRspJson<TRequest>, IRspRequest =>
        RspJson.ReadResponse(await AnswerAsync(request, cancellationToken).ConfigureAwait(false));

    private async Task<Octets> AnswerAsync<TRequest>(TRequest request, CancellationToken cancellationToken)
        where TRequest : IRspJson<TRequest>, IRspRequest
    {
        Es9HttpResponse response = await PostAsync(request, cancellationToken).ConfigureAwait(false);
        return response.Status == 200 ? response.Body : throw Unexpected<TRequest>(response);
    }

    private Task<Es9HttpResponse> PostAsync<TRequest>(TRequest request, CancellationToken cancellationToken)
        where TRequest : IRspJson<TRequest>, IRspRequest =>
        transport.PostAsync(address, TRequest.Function, RspJson.WriteRequest(request), cancellationToken);

    private Es9TransportException Unexpected<TRequest>(Es9HttpResponse response)
        where TRequest : IRspRequest => HttpStatusFaults.Describe(address, TRequest.Function, response);
}
