using System.Net.Http.Headers;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es9;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EuiccSim.Http;

/// <summary>
/// HTTPS as every interface between entities has it. SGP.22 v2.5 §6.1 to §6.3. TLS 1.2 or 1.3; redirections are not followed.
/// </summary>
/// <remarks>
/// What is tried again, up to <see cref="RspHttpOptions.Attempts"/> times: any call, if no connection came about, as the server has not seen it
/// then; and functions of which the interface says that they may be called twice, if the connection broke before the answer. Nothing is tried
/// again after an answer, whatever its HTTP status, or when time ran out.
/// </remarks>
/// <threadsafety>Safe for use by many threads; connections are kept and used again.</threadsafety>
public sealed class RspHttpClient : IDisposable
{
    private readonly RspHttpOptions _options;
    private readonly HttpClient _http;
    private readonly ILogger _log;
    private readonly string _protocol;

    /// <summary>A client that has no connection yet.</summary>
    /// <param name="options">How to work; the defaults if null.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public RspHttpClient(RspHttpOptions? options = null)
    {
        _options = options ?? new();
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.Attempts, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.MaximumBodyLength, 1, nameof(options));
        _log = _options.LoggerFactory?.CreateLogger<RspHttpClient>() ?? NullLogger<RspHttpClient>.Instance;
        _protocol = $"{RspHttpWords.VersionPrefix}{_options.AdminProtocolVersion}";
        _http = new(HttpHandlers.Make(_options), disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Calls a function in JSON: POST https://ADDRESS/gsma/rsp2/INTERFACE/FUNCTION.</summary>
    /// <param name="serverAddress">A host name, with a port where it is not 443.</param>
    /// <param name="interfaceName">"es9plus" (ES11, too), "es2plus", "es12" or "es15".</param>
    /// <param name="function">The function, as it stands in the path.</param>
    /// <param name="request">The JSON object, UTF-8.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The HTTP status and the body (empty for 204).</returns>
    /// <exception cref="Es9TransportException">
    /// The server could not be reached, is not to be trusted, or gave no answer of SGP.22: a redirection, a page for people, too many octets.
    /// </exception>
    public Task<Es9HttpResponse> CallAsync(
        string serverAddress, string interfaceName, string function, Octets request, CancellationToken cancellationToken) =>
        SendAsync(new(serverAddress, RspHttpWords.PathOf(interfaceName, function), function, RspHttpWords.Json, request), cancellationToken);

    /// <summary>Calls a function that has no output data: whatever the answer holds beside its status is not looked at.</summary>
    /// <param name="serverAddress">A host name, with a port where it is not 443.</param>
    /// <param name="interfaceName">"es2plus".</param>
    /// <param name="function">The function, as it stands in the path.</param>
    /// <param name="request">The JSON object, UTF-8.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The HTTP status, and no body.</returns>
    /// <exception cref="Es9TransportException">As above, but for what the body may be.</exception>
    public Task<Es9HttpResponse> TellAsync(
        string serverAddress, string interfaceName, string function, Octets request, CancellationToken cancellationToken) =>
        SendAsync(new(serverAddress, RspHttpWords.PathOf(interfaceName, function), function, RspHttpWords.Json, request) { HasAnswer = false }, cancellationToken);

    /// <summary>Posts to a path of one's own beside the interfaces of SGP.22, with the same headers, limits and trust.</summary>
    /// <param name="serverAddress">A host name, with a port where it is not 443.</param>
    /// <param name="path">The path from the first slash on, with a query where there is one.</param>
    /// <param name="mediaType">What the body is: "application/octet-stream".</param>
    /// <param name="body">The body.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The HTTP status and the body, of whatever media type.</returns>
    /// <exception cref="Es9TransportException">As above.</exception>
    /// <exception cref="ArgumentException">The path does not begin with a slash.</exception>
    public Task<Es9HttpResponse> PostAsync(string serverAddress, string path, string mediaType, Octets body, CancellationToken cancellationToken)
    {
        // Otherwise it would go on with the host's name.
        if (!path.StartsWith('/')) throw new ArgumentException($"'{path}' does not begin with a slash.", nameof(path));
        return SendAsync(new(serverAddress, path, path, mediaType, body), cancellationToken);
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _http.Dispose();

    private async Task<Es9HttpResponse> SendAsync(Post post, CancellationToken cancellationToken)
    {
        Uri url = ServerUrl.Of(post.Server, post.Path);
        using CancellationTokenSource patience = new(_options.CallTimeout, _options.Time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        for (int attempt = 1; ; attempt++)
        {
            CallProgress progress = new();
            try
            {
                return await SendOnceAsync(url, post, progress, either.Token).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException && CanTryAgain(attempt, post.Name, fault))
            {
                Log.TryingAgain(_log, post.Name, post.Server, fault);
                await PauseAsync(post, fault, either.Token, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException)
            {
                throw TransportFaults.IsConnectTimeout(fault)
                    ? TransportFaults.TimedOut(post.Server, post.Name, progress.Step, _options.ConnectTimeout, fault)
                    : TransportFaults.Describe(post.Server, post.Name, fault);
            }
            catch (OperationCanceledException fault) when (!cancellationToken.IsCancellationRequested)
            {
                // Of the two times that can be over, the caller's is ours to measure; the other is that of one try to connect.
                bool isWhole = patience.IsCancellationRequested;
                throw TransportFaults.TimedOut(post.Server, post.Name, progress.Step, isWhole ? _options.CallTimeout : _options.ConnectTimeout, fault);
            }
        }
    }

    private async Task PauseAsync(Post post, Exception why, CancellationToken either, CancellationToken caller)
    {
        try
        {
            await Task.Delay(_options.RetryPause, _options.Time, either).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!caller.IsCancellationRequested)
        {
            // There is no time for another try, and what went wrong says more than that.
            throw TransportFaults.Describe(post.Server, post.Name, why);
        }
    }

    private async Task<Es9HttpResponse> SendOnceAsync(Uri url, Post post, CallProgress progress, CancellationToken cancellationToken)
    {
        using HttpRequestMessage message = new(HttpMethod.Post, url) { Content = new WatchedContent(post.Body, progress) };
        progress.Watch(message);
        message.Content.Headers.ContentType = new MediaTypeHeaderValue(post.MediaType);
        if (_options.UserAgent is { } agent) message.Headers.TryAddWithoutValidation("User-Agent", agent);
        message.Headers.TryAddWithoutValidation(RspHttpWords.AdminProtocol, _protocol);
        using HttpResponseMessage response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        progress.Step = Es9Timeout.WholeAnswer;
        AnswerCheck.NoRedirection(post.Server, response);
        if (!post.HasAnswer) return new((int)response.StatusCode, Octets.Empty);
        Octets body = await ReadAsync(post, response.Content, cancellationToken).ConfigureAwait(false);
        if (post.MediaType == RspHttpWords.Json) AnswerCheck.IsJson(post.Server, response, body);
        return new((int)response.StatusCode, body);
    }

    private async Task<Octets> ReadAsync(Post post, HttpContent content, CancellationToken cancellationToken)
    {
        int maximum = _options.MaximumBodyLength;
        Octets body = await BoundedBody.ReadAsync(post.Server, content, maximum, cancellationToken).ConfigureAwait(false);
        body = await AnswerBody.UnpackAsync(post.Server, content.Headers, body, maximum, cancellationToken).ConfigureAwait(false);
        return post.MediaType == RspHttpWords.Json ? AnswerBody.ToUtf8(content.Headers.ContentType?.CharSet, body) : body;
    }

    private bool CanTryAgain(int attempt, string function, Exception fault) => attempt < _options.Attempts
        && (TransportFaults.IsBeforeConnection(fault) || (TransportFaults.IsLost(fault) && _options.Repeatable.Contains(function)));

    /// <summary>One request. Its name is what people are told of it.</summary>
    private sealed record Post(string Server, string Path, string Name, string MediaType, Octets Body)
    {
        internal bool HasAnswer { get; init; } = true;
    }
}
