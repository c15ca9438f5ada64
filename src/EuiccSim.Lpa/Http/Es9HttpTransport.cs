using System.Collections.Frozen;
using EuiccSim.Http;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.Lpa.Http;

/// <summary>ES9+ and ES11 over HTTPS. SGP.22 v2.5 §6.1 to §6.3. TLS 1.2 or 1.3; redirections are not followed.</summary>
/// <remarks>
/// What is tried again, up to <see cref="RspHttpOptions.Attempts"/> times:
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
    private readonly RspHttpClient _http;

    /// <summary>A transport that has no connection yet.</summary>
    /// <param name="options">How to work; the defaults if null.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public Es9HttpTransport(RspHttpOptions? options = null) =>
        _http = new((options ?? new()) with { UserAgent = UserAgent, Repeatable = s_repeatable });

    /// <inheritdoc/>
    public Task<Es9HttpResponse> PostAsync(string serverAddress, string function, Octets request, CancellationToken cancellationToken) =>
        _http.CallAsync(serverAddress, InterfaceName, function, request, cancellationToken);

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _http.Dispose();

    private const string InterfaceName = "es9plus";
    private const string UserAgent = "gsma-rsp-lpad";
    private static readonly FrozenSet<string> s_repeatable = ["initiateAuthentication", "handleNotification"];
}
