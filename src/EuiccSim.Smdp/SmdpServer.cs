using System.Collections.Frozen;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Smdp.Functions;
using EuiccSim.Smdp.Orders;
using EuiccSim.Smdp.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EuiccSim.Smdp;

/// <summary>An SM-DP+ without its network: the functions of ES9+ in their JSON binding. SGP.22 v2.5 §5.6, §6.5.</summary>
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
        Es2 = new Es2Functions(_context.Orders, _context.Random);
    }

    /// <summary>What the server is and how strict it is.</summary>
    public SmdpOptions Options => _context.Options;

    /// <summary>The object identifier in the server's certificates.</summary>
    public ObjectIdentifier Oid => _context.Oid;

    /// <summary>The profiles and the orders for them.</summary>
    public OrderBook Orders => _context.Orders;

    /// <summary>What an operator may ask for.</summary>
    public Es2Functions Es2 { get; }

    /// <summary>Answers one HTTP POST to /gsma/rsp2/es9plus/FUNCTION.</summary>
    /// <param name="function">The last part of the path.</param>
    /// <param name="request">The body: a JSON object, UTF-8.</param>
    /// <returns>
    /// 200 with a JSON object, which may tell of a refusal; 204 without a body for a notification; 400 where the body, or a DER
    /// structure in it, is malformed; 404 where there is no such function; 503 where the store cannot be
    /// reached. No octets from the network make it throw.
    /// </returns>
    public Es9HttpResponse Handle(string function, Octets request)
    {
        if (!Functions.TryGetValue(function, out Func<SmdpContext, Octets, Es9HttpResponse>? handle)) return Empty(404);
        try
        {
            return handle(_context, request);
        }
        catch (Es9MessageException fault)
        {
            Log.Malformed(_context.Logger, function, fault.Message);
            return Empty(400);
        }
        catch (SmdpStoreException fault)
        {
            Log.StoreFailed(_context.Logger, function, fault);
            return Empty(503);
        }
    }

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

    private static Es9HttpResponse Answer<TRequest, TResponse>(
        SmdpContext context, Octets body, Func<SmdpContext, TRequest, Result<TResponse>> handle)
        where TRequest : IEs9Json<TRequest>, IEs9Request
        where TResponse : class, IEs9Json<TResponse>
    {
        if (handle(context, Es9Json.ReadRequest<TRequest>(body)).Succeeds(out TResponse? response, out StatusCode refusal))
            return new(200, Es9Json.WriteResponse(response));
        context.Raise(new SmdpEvent.Refused(context.Now, TRequest.Function, refusal));
        return new(200, Es9Json.WriteResponse(ResponseHeader.Failure(refusal, refusal.Description)));
    }

    // The LPA cannot do anything about a notification that is not believed: the answer is the same.
    private static Es9HttpResponse Notify(SmdpContext context, Octets body)
    {
        NotificationHandler.Handle(context, Es9Json.ReadRequest<HandleNotificationJsonRequest>(body).PendingNotification.Value);
        return Empty(204);
    }

    private static Es9HttpResponse Empty(int status) => new(status, Octets.Empty);

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

    private static readonly FrozenDictionary<string, Func<SmdpContext, Octets, Es9HttpResponse>> Functions =
        new Dictionary<string, Func<SmdpContext, Octets, Es9HttpResponse>>(StringComparer.Ordinal)
        {
            [InitiateAuthenticationJsonRequest.Function] = static (context, body) =>
                Answer<InitiateAuthenticationJsonRequest, InitiateAuthenticationJsonResponse>(context, body, InitiateAuthentication.Handle),
            [AuthenticateClientJsonRequest.Function] = static (context, body) =>
                Answer<AuthenticateClientJsonRequest, AuthenticateClientJsonResponse>(context, body, AuthenticateClient.Handle),
            [GetBoundProfilePackageJsonRequest.Function] = static (context, body) =>
                Answer<GetBoundProfilePackageJsonRequest, GetBoundProfilePackageJsonResponse>(context, body, GetBoundProfilePackage.Handle),
            [CancelSessionJsonRequest.Function] = static (context, body) =>
                Answer<CancelSessionJsonRequest, CancelSessionJsonResponse>(context, body, CancelSession.Handle),
            [HandleNotificationJsonRequest.Function] = Notify,
        }.ToFrozenDictionary(StringComparer.Ordinal);
}
