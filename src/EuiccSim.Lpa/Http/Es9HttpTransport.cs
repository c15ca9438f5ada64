using System.Net;
using System.Net.Http.Headers;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EuiccSim.Lpa.Http;

/// <summary>ES9+ and ES11 over HTTPS. SGP.22 v2.5 §6.1 to §6.3. TLS 1.2 or 1.3; redirections are not followed.</summary>
/// <remarks>
/// What is tried again, up to <see cref="Es9HttpOptions.Attempts"/> times:
/// <list type="bullet">
/// <item>any function, if no connection came about: then the server has not seen the request;</item>
/// <item>"initiateAuthentication" and "handleNotification", if the connection broke before the answer. Asked twice, the server opens a
/// second session (and forgets the first), or is told twice what it can tell apart by its sequence number.</item>
/// </list>
/// Nothing else: "authenticateClient" counts the tries of an order, "getBoundProfilePackage" may give a package away, and a session is
/// cancelled once. Nothing is tried again after an answer, whatever its HTTP status, or when time ran out.
/// </remarks>
/// <threadsafety>Safe for use by many threads; connections are kept and used again.</threadsafety>
public sealed class Es9HttpTransport : IEs9Transport, IDisposable
{
    private readonly Es9HttpOptions _options;
    private readonly HttpClient _http;
    private readonly ILogger _log;
    private readonly string _protocol;

    /// <summary>A transport that has no connection yet.</summary>
    /// <param name="options">How to work; the defaults if null.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public Es9HttpTransport(Es9HttpOptions? options = null)
    {
        _options = options ?? new();
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.Attempts, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.MaximumBodyLength, 1, nameof(options));
        _log = _options.LoggerFactory?.CreateLogger<Es9HttpTransport>() ?? NullLogger<Es9HttpTransport>.Instance;
        _protocol = $"gsma/rsp/v{_options.AdminProtocolVersion}";
        _http = new(HttpHandlers.Make(_options), disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <inheritdoc/>
    public async Task<Es9HttpResponse> PostAsync(string serverAddress, string function, Octets request, CancellationToken cancellationToken)
    {
        Uri url = ServerUrl.Of(serverAddress, function);
        using CancellationTokenSource patience = new(_options.CallTimeout, _options.Time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await PostOnceAsync(url, serverAddress, request, either.Token).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException && CanTryAgain(attempt, function, fault))
            {
                Log.TryingAgain(_log, function, serverAddress, fault);
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException)
            {
                throw TransportFaults.Describe(serverAddress, function, fault);
            }
            catch (OperationCanceledException fault) when (!cancellationToken.IsCancellationRequested)
            {
                throw TransportFaults.TimedOut(serverAddress, function, _options.CallTimeout, fault);
            }
            await PauseAsync(serverAddress, function, either.Token, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _http.Dispose();

    private async Task PauseAsync(string serverAddress, string function, CancellationToken either, CancellationToken caller)
    {
        try
        {
            await Task.Delay(_options.RetryPause, _options.Time, either).ConfigureAwait(false);
        }
        catch (OperationCanceledException fault) when (!caller.IsCancellationRequested)
        {
            throw TransportFaults.TimedOut(serverAddress, function, _options.CallTimeout, fault);
        }
    }

    private async Task<Es9HttpResponse> PostOnceAsync(Uri url, string serverAddress, Octets request, CancellationToken cancellationToken)
    {
        using HttpRequestMessage message = new(HttpMethod.Post, url) { Content = new ReadOnlyMemoryContent(request.Memory) };
        message.Content.Headers.ContentType = Json;
        message.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        message.Headers.TryAddWithoutValidation("X-Admin-Protocol", _protocol);
        using HttpResponseMessage response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        AnswerCheck.NoRedirection(serverAddress, response);
        Octets body = await BoundedBody.ReadAsync(serverAddress, response.Content, _options.MaximumBodyLength, cancellationToken).ConfigureAwait(false);
        AnswerCheck.IsJson(serverAddress, response, body);
        return new((int)response.StatusCode, body);
    }

    private bool CanTryAgain(int attempt, string function, Exception fault) =>
        attempt < _options.Attempts && (TransportFaults.IsBeforeConnection(fault) || (TransportFaults.IsLost(fault) && Repeatable.Contains(function)));

    private const string UserAgent = "gsma-rsp-lpad";
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private static readonly HashSet<string> Repeatable = ["initiateAuthentication", "handleNotification"];
}
