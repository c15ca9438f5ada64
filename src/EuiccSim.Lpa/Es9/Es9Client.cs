using EuiccSim.Http;
using EuiccSim.Lpa.Authentication;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es11;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EuiccSim.Lpa.Es9;

/// <summary>
/// The functions of ES9+, in JSON. SGP.22 v2.5 §5.6, §6.5. It checks the form of an answer; whether to believe it is the caller's matter.
/// </summary>
/// <remarks>
/// Every method can throw <see cref="RspException"/> (the server refused), <see cref="Es9TransportException"/> (it cannot be reached, or
/// answered another HTTP status than 200 and 204) and <see cref="MalformedResponseException"/> (its answer cannot be understood).
/// </remarks>
/// <param name="transport">The way to servers.</param>
/// <param name="logger">Where to log; nowhere if null.</param>
/// <threadsafety>As safe as the transport.</threadsafety>
public sealed class Es9Client(IEs9Transport transport, ILogger? logger = null)
{
    private readonly ILogger _log = logger ?? NullLogger.Instance;

    /// <summary>ES9+.InitiateAuthentication: asks the server for its signature over the eUICC's challenge. SGP.22 v2.5 §5.6.1.</summary>
    /// <remarks>The server is told the host name alone: of a port in <paramref name="serverAddress"/> only this side knows.</remarks>
    public Task<InitiateAuthenticationOkEs9> InitiateAuthenticationAsync(
        string serverAddress, Octets euiccChallenge, Signed<EuiccInfo1> euiccInfo1, CancellationToken cancellationToken = default)
    {
        InitiateAuthenticationRequest request = new()
        {
            EuiccChallenge = euiccChallenge,
            EuiccInfo1 = euiccInfo1,
            SmdpAddress = ServerCheck.HostOf(serverAddress),
        };
        return CallAsync<InitiateAuthenticationRequest, InitiateAuthenticationOkEs9>(serverAddress, request, cancellationToken);
    }

    /// <summary>
    /// ES9+.AuthenticateClient: shows the server the eUICC's signature, and learns which profile waits. SGP.22 v2.5 §5.6.3.
    /// </summary>
    public Task<AuthenticateClientOk> AuthenticateClientAsync(
        string serverAddress, TransactionId transactionId, Signed<AuthenticateServerResponse> euicc, CancellationToken cancellationToken = default)
    {
        AuthenticateClientRequest request = new() { TransactionId = transactionId, AuthenticateServerResponse = euicc };
        return CallAsync<AuthenticateClientRequest, AuthenticateClientOk>(serverAddress, request, cancellationToken);
    }

    /// <summary>ES11.AuthenticateClient: shows an SM-DS the eUICC's signature, and learns which events wait. SGP.22 v2.5 §5.8.2.</summary>
    public Task<AuthenticateClientOkEs11> AuthenticateClientEs11Async(
        string serverAddress, TransactionId transactionId, Signed<AuthenticateServerResponse> euicc, CancellationToken cancellationToken = default)
    {
        AuthenticateClientRequest request = new() { TransactionId = transactionId, AuthenticateServerResponse = euicc };
        return CallAsync<AuthenticateClientRequest, AuthenticateClientOkEs11>(serverAddress, request, cancellationToken);
    }

    /// <summary>ES9+.GetBoundProfilePackage: the profile, for this eUICC alone. SGP.22 v2.5 §5.6.2.</summary>
    public Task<GetBoundProfilePackageOk> GetBoundProfilePackageAsync(
        string serverAddress, TransactionId transactionId, Signed<PrepareDownloadResponse> euicc, CancellationToken cancellationToken = default)
    {
        GetBoundProfilePackageRequest request = new() { TransactionId = transactionId, PrepareDownloadResponse = euicc };
        return CallAsync<GetBoundProfilePackageRequest, GetBoundProfilePackageOk>(serverAddress, request, cancellationToken);
    }

    /// <summary>ES9+.CancelSession: tells the server, by the eUICC's signature, that nothing will follow. SGP.22 v2.5 §5.6.5.</summary>
    public Task CancelSessionAsync(
        string serverAddress, TransactionId transactionId, Signed<CancelSessionResponse> euicc, CancellationToken cancellationToken = default) =>
        TellAsync(serverAddress, new CancelSessionRequestEs9 { TransactionId = transactionId, CancelSessionResponse = euicc }, cancellationToken);

    /// <summary>ES9+.HandleNotification: tells a server what happened to a profile. SGP.22 v2.5 §5.6.4.</summary>
    /// <param name="serverAddress">The server.</param>
    /// <param name="notification">The notification as the eUICC gave it ('BF37' or '30'); it need not be readable here.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task HandleNotificationAsync(string serverAddress, Octets notification, CancellationToken cancellationToken = default) =>
        TellAsync(serverAddress, HandleNotification.PassOn(notification), cancellationToken);

    /// <summary>True for what these methods throw.</summary>
    internal static bool IsFaultOfServer(Exception fault) =>
        fault is RspException or Es9TransportException or MalformedResponseException;

    private async Task<TResponse> CallAsync<TRequest, TResponse>(string serverAddress, TRequest request, CancellationToken cancellationToken)
        where TRequest : IRspJson<TRequest>, IRspRequest
        where TResponse : IRspJson<TResponse>
    {
        Es9HttpResponse response = await PostAsync(serverAddress, request, cancellationToken).ConfigureAwait(false);
        return Read<TResponse>(TRequest.Function, response.Body);
    }

    /// <summary>For functions without output data. An answer without a body is then one without a complaint.</summary>
    private async Task TellAsync<TRequest>(string serverAddress, TRequest request, CancellationToken cancellationToken)
        where TRequest : IRspJson<TRequest>, IRspRequest
    {
        Es9HttpResponse response = await PostAsync(serverAddress, request, cancellationToken).ConfigureAwait(false);
        if (!response.Body.IsEmpty) Read<CancelSessionOk>(TRequest.Function, response.Body);
    }

    private async Task<Es9HttpResponse> PostAsync<TRequest>(string serverAddress, TRequest request, CancellationToken cancellationToken)
        where TRequest : IRspJson<TRequest>, IRspRequest
    {
        Log.Calling(_log, TRequest.Function, serverAddress);
        Es9HttpResponse response =
            await transport.PostAsync(serverAddress, TRequest.Function, RspJson.WriteRequest(request), cancellationToken).ConfigureAwait(false);
        Log.Answered(_log, TRequest.Function, response.Status, response.Body.Length);
        return response.Status is 200 or 204
            ? response
            : throw HttpStatusFaults.Describe(serverAddress, TRequest.Function, response);
    }

    private TResponse Read<TResponse>(string function, Octets body)
        where TResponse : IRspJson<TResponse>
    {
        RspResult<TResponse> result;
        try
        {
            result = RspJson.ReadResponse<TResponse>(body);
        }
        catch (RspMessageException fault)
        {
            throw new MalformedResponseException($"The server's answer to {function} cannot be understood: {fault.Message}.{ServerWords.QuoteUnlessAnswer(body)}", fault);
        }
        if (result is RspResult<TResponse>.Ok ok) return ok.Value;
        RspException refusal = RspException.Of(function, ((RspResult<TResponse>.Failed)result).Header);
        Log.Refused(_log, function, refusal.Code.Subject, refusal.Code.Reason);
        throw refusal;
    }
}
