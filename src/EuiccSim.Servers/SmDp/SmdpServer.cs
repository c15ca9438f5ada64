using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Servers.Bindings;
using EuiccSim.Servers.SmDp.Bindings;
using EuiccSim.Servers.SmDp.Es2;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.SmDp.Storage;
using EuiccSim.Servers.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EuiccSim.Servers.SmDp;

/// <summary>An SM-DP+ without its network: the functions of ES9+ in both bindings. SGP.22 v2.5 §5.6, §6.5, §6.6.</summary>
/// <remarks>
/// Everything that asks its store takes no thread while it waits; with a store in memory it is done when the call returns. A call is not given
/// up when its client has gone: there are LPAs that do not wait for the answer to a notification.
/// </remarks>
/// <threadsafety>Safe for use by many threads. Functions of one session take effect one after the other.</threadsafety>
public sealed class SmdpServer
{
    private readonly SmdpContext _context;

    /// <summary>A server with its state in memory, or in a store.</summary>
    /// <param name="options">What it is and how strict it is.</param>
    /// <param name="store">The orders and sessions, perhaps shared with other servers; the caller disposes of it. In memory if null.</param>
    /// <param name="loggers">Where to log; nowhere if null.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or the credentials name more than one SM-DP+.</exception>
    public SmdpServer(SmdpOptions options, ISmdpStore? store = null, ILoggerFactory? loggers = null)
    {
        Check(options);
        ILogger logger = loggers is null ? NullLogger.Instance : loggers.CreateLogger<SmdpServer>();
        _context = new(options, store ?? new MemorySmdpStore(), logger);
        Es2 = new Es2Functions(_context.Orders, _context.Common.Random, options.Templates) { Announcer = _context.Announcer };
    }

    /// <summary>What the server is and how strict it is.</summary>
    public SmdpOptions Options => _context.Options;

    /// <summary>The object identifier in the server's certificates.</summary>
    public ObjectIdentifier Oid => _context.Common.Oid;

    /// <summary>The profiles and the orders for them.</summary>
    public OrderBook Orders => _context.Orders;

    /// <summary>What an operator may ask for.</summary>
    public Es2Functions Es2 { get; }

    /// <summary>Answers one HTTP POST to /gsma/rsp2/es9plus/FUNCTION.</summary>
    /// <param name="function">The last part of the path.</param>
    /// <param name="request">The body: a JSON object, UTF-8.</param>
    /// <returns>
    /// 200 with a JSON object, which may tell of a refusal; 204 without a body for a notification; 400 where the body, or a DER
    /// structure in it, is malformed; 404 where there is no such function; 503 where the store cannot be reached. No octets from the network make it throw.
    /// </returns>
    public ValueTask<Es9HttpResponse> HandleAsync(string function, Octets request) =>
        Es9Plus.Json.HandleAsync(_context.Common.Shell, _context, function, request);

    /// <summary>Answers one HTTP POST to /gsma/rsp2/asn1. SGP.22 v2.5 §6.6.</summary>
    /// <param name="request">The body: a RemoteProfileProvisioningRequest, 'A2'.</param>
    /// <returns>
    /// 200 with a RemoteProfileProvisioningResponse, which may tell of a refusal; 204 without a body for a notification; 400 where the
    /// body is malformed; 503 where there are too many sessions. No octets from the network make it throw.
    /// </returns>
    public ValueTask<Es9HttpResponse> HandleAsn1Async(Octets request) => Asn1Binding.HandleAsync(_context, request);

    /// <summary>Answers one HTTP POST to /gsma/rsp2/es2plus/FUNCTION, from an operator to whom every profile is open. SGP.22 v2.5 §6.5.</summary>
    /// <param name="function">The last part of the path: "downloadOrder", "confirmOrder", "cancelOrder", "releaseProfile".</param>
    /// <param name="request">The body: a JSON object, UTF-8.</param>
    /// <returns>
    /// 200 with a JSON object, which may tell of a refusal; 400 where the body is malformed; 404 where there is no such function. No octets
    /// from the network make it throw.
    /// </returns>
    public ValueTask<Es9HttpResponse> HandleEs2Async(string function, Octets request) => HandleEs2Async(Es2, function, request);

    /// <summary>Answers one HTTP POST to /gsma/rsp2/es2plus/FUNCTION, from an operator who has shown a certificate. SGP.22 v2.5 §6.5.</summary>
    /// <param name="function">As above.</param>
    /// <param name="operatorName">
    /// Who it is by its certificate; null for one of whom nothing is known. Profiles that have a <see cref="Profile.Owner"/> with another name
    /// are refused with 8.2.1/1.2, their types with 8.2.5/1.2.
    /// </param>
    /// <param name="request">The body: a JSON object, UTF-8.</param>
    /// <returns>As above.</returns>
    public ValueTask<Es9HttpResponse> HandleEs2Async(string function, string? operatorName, Octets request) =>
        HandleEs2Async(Es2.ForOperator(operatorName), function, request);

    /// <summary>Raised for each event, like <see cref="SmdpOptions.OnEvent"/> and after it.</summary>
    public event Action<SmdpEvent> Happened
    {
        add => _context.Happened += value;
        remove => _context.Happened -= value;
    }

    /// <summary>
    /// Tells SM-DSs what they are owed: events of orders that were downloaded, cancelled or have expired are deleted, registrations at which
    /// the server was killed are finished. A host calls this when it starts, after functions that may have ended an order, and now and then.
    /// </summary>
    /// <param name="cancellationToken">Stops before the next order.</param>
    /// <returns>How many orders still owe something, because an SM-DS did not answer.</returns>
    public Task<int> SettleEventsAsync(CancellationToken cancellationToken = default) =>
        _context.Announcer is { } announcer ? announcer.SettleAsync(cancellationToken) : Task.FromResult(0);

    /// <summary>The Activation Code by which a user asks for an order. SGP.22 v2.5 §4.1.</summary>
    /// <param name="order">The order; confirmed at least.</param>
    /// <param name="withOid">Whether the code holds the server's object identifier, for the LPA to check.</param>
    public ActivationCode ActivationCodeOf(ProfileOrder order, bool withOid = false) => new()
    {
        SmdpAddress = Options.Address,
        MatchingId = order.MatchingId ?? throw new ArgumentException($"{order} is not confirmed", nameof(order)),
        SmdpOid = withOid ? Oid : null,
        IsConfirmationCodeRequired = order.ConfirmationCodeHash is not null,
    };

    /// <summary>Tells of a request that came to no function: wrong headers, a path where nothing is.</summary>
    internal void Reject(Rejection rejection) => _context.Reject(rejection);

    /// <summary>Tells of a connection that came to no request.</summary>
    internal void RefuseConnection(string client, string reason) => _context.RefuseConnection(client, reason);

    private ValueTask<Es9HttpResponse> HandleEs2Async(Es2Functions functions, string function, Octets request) =>
        Es2Plus.Json.HandleAsync(_context.Common.Shell, new(functions, Options.Address), function, request);

    private static void Check(SmdpOptions options)
    {
        if (options.Address.Length == 0) throw new ArgumentException("there is no address", nameof(options));
        if (options.Credentials.Count == 0) throw new ArgumentException("there are no credentials", nameof(options));
        if (options.HostId.Length is 0 or > 16) throw new ArgumentException("the host identifier has 1 to 16 octets", nameof(options));
        foreach (SmdpCredential credential in options.Credentials)
        {
            bool isSameServer = credential.Oid == options.Credentials[0].Oid;
            if (!isSameServer) throw new ArgumentException("the credentials are of more than one SM-DP+", nameof(options));
        }
    }
}
