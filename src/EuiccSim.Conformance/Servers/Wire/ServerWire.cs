using EuiccSim.Conformance.Running;
using EuiccSim.Http;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;
using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.Conformance.Servers.Wire;

/// <summary>The way to one interface of a server: HTTPS, or a handler in its place. What crosses it is recorded.</summary>
internal sealed class ServerWire : IDisposable
{
    private readonly HttpMessageInvoker _http;
    private readonly RspHttpOptions _options;

    /// <param name="url">Scheme, host and port of the server.</param>
    /// <param name="interfaceName">What it is called in reports: "es9plus", "es2plus", "es12".</param>
    /// <param name="options">Trust, addresses, certificates.</param>
    /// <param name="handler">What carries requests instead of HTTPS; it stays the caller's.</param>
    internal ServerWire(Uri url, string interfaceName, RspHttpOptions options, HttpMessageHandler? handler)
    {
        (Url, Interface, _options, IsTls) = (url, interfaceName, options, handler is null);
        _http = handler is null ? new(HttpHandlers.Make(options), disposeHandler: true) : new(handler, disposeHandler: false);
    }

    internal Uri Url { get; }

    internal string Interface { get; }

    /// <summary>False where a handler stands in the place of HTTPS.</summary>
    internal bool IsTls { get; }

    internal RspHttpOptions Options => _options;

    /// <summary>Sends a request.</summary>
    /// <exception cref="Es9TransportException">No answer came.</exception>
    internal async Task<HttpAnswer> SendAsync(HttpAsk ask, Recorder recorder, TimeProvider time, CancellationToken cancellationToken)
    {
        DateTimeOffset began = time.GetUtcNow();
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_options.CallTimeout);
        try
        {
            HttpAnswer answer = await SendAsync(ask, limit.Token);
            recorder.Add(new TraceEvent.Http(began, new(Interface, Url.Authority, ask.Name, ask.Body, answer.Status, answer.Body)));
            return answer;
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            throw TransportFaults.Describe(Url.Authority, ask.Name, fault);
        }
        catch (OperationCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw TransportFaults.TimedOut(Url.Authority, ask.Name, Es9Timeout.Answer, _options.CallTimeout, fault);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpAnswer> SendAsync(HttpAsk ask, CancellationToken cancellationToken)
    {
        using HttpRequestMessage message = new(new HttpMethod(ask.Method), new Uri(Url, ask.Path));
        if (ask.Method is not ("GET" or "HEAD"))
        {
            message.Content = new ReadOnlyMemoryContent(ask.Body.Memory);
            if (ask.ContentType is { } type) message.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }
        if (ask.UserAgent is { } agent) message.Headers.TryAddWithoutValidation("User-Agent", agent);
        if (ask.AdminProtocol is { } protocol) message.Headers.TryAddWithoutValidation(RspHttpWords.AdminProtocol, protocol);
        using HttpResponseMessage response = await _http.SendAsync(message, cancellationToken);
        Octets body = await BoundedBody.ReadAsync(Url.Authority, response.Content, _options.MaximumBodyLength, cancellationToken);
        return new((int)response.StatusCode, Header(response.Content.Headers, "Content-Type"), Header(response.Headers, RspHttpWords.AdminProtocol), body);
    }

    private static string? Header(System.Net.Http.Headers.HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
}
