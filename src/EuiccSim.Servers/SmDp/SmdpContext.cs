using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.Authentication;
using EuiccSim.Servers.Bindings;
using EuiccSim.Servers.SmDp.Announcing;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.SmDp.Sessions;
using EuiccSim.Servers.SmDp.Storage;
using EuiccSim.Servers.Telemetry;
using Microsoft.Extensions.Logging;

namespace EuiccSim.Servers.SmDp;

/// <summary>What all functions of an SM-DP+ share.</summary>
internal sealed class SmdpContext
{
    internal SmdpContext(SmdpOptions options, ISmdpStore store, ILogger logger)
    {
        Options = options;
        Store = store;
        Orders = new(store);
        Sessions = new(store, options.Time, new(options.SessionLifetime, options.MaxSessions),
            new(options.UnauthenticatedSessionLifetime, options.MaxUnauthenticatedSessions));
        ServerIdentity identity = new(options.Address, [.. options.Credentials.Select(credential => credential.ForAuthentication)],
            options.LowestSvn, options.HighestSvn, AuthenticationCodes.Smdp);
        Common = new(identity, options.Time, options.Random, options.Crypto, logger, SmdpTelemetry.SmdpCalls,
            new((function, no) => Raise(new SmdpEvent.Refused(Now, function, no.Code) { Eid = no.Eid, Detail = no.Detail }), Reject));
        SessionGauge = new(options.Address, store);
        if (options.Smds is not null) Announcer = new(this, options.Smds);
    }

    /// <summary>What it has like any other server.</summary>
    internal ServerContext Common { get; }

    internal SmdpOptions Options { get; }

    internal ISmdpStore Store { get; }

    internal OrderBook Orders { get; }

    internal SessionTable Sessions { get; }

    /// <summary>Shows how many sessions there are, as long as the server is there.</summary>
    internal SessionGauge SessionGauge { get; }

    /// <summary>Announces orders at SM-DSs; null where none is known.</summary>
    internal EventAnnouncer? Announcer { get; }

    internal DateTimeOffset Now => Common.Now;

    /// <summary>Whoever else wants to be told.</summary>
    internal event Action<SmdpEvent>? Happened;

    /// <summary>What the server has under the CI that a session began with.</summary>
    internal SmdpCredential CredentialUnder(Octets ci) => Options.Credentials.First(credential => credential.Ci.SubjectKeyIdentifier == ci);

    /// <summary>Tells of a request that no function answers.</summary>
    internal void RefuseConnection(string client, string reason) => Raise(new SmdpEvent.ConnectionRefused(Now, client, OneLine.Of(reason)));

    internal void Reject(Rejection no) => Raise(new SmdpEvent.RequestRejected(Now, no.Function, no.HttpStatus, no.Reason));

    /// <summary>Tells the host and the log.</summary>
    internal void Raise(SmdpEvent happened)
    {
        Log.Event(Common.Logger, happened);
        SmdpCounters.Count(happened);
        Options.OnEvent?.Invoke(happened);
        if (happened is OrderEvent { MayEndOrder: true, Iccid: var iccid }) Announcer?.Look(iccid);
        Happened?.Invoke(happened);
    }

    /// <summary>Runs one function of a session. What it does to the session and to an order is done at once, or not at all.</summary>
    /// <param name="id">The session.</param>
    /// <param name="step">
    /// Gives the result and the session's next state, null to end it. It runs again if the session or the order changed meanwhile.
    /// </param>
    /// <returns>What the function gave, or 8.10.1/3.9 where there is no such session in such a state.</returns>
    internal async ValueTask<Result<T>> StepAsync<TSession, T>(
        TransactionId id, Func<Call, TSession, ValueTask<(Result<T> Result, RspSession? Next)>> step)
        where TSession : RspSession
        where T : class
    {
        while (true)
        {
            SmdpSession? seen = await Sessions.FindAsync(id).ConfigureAwait(false);
            if (seen?.State is not TSession session || !IsOurs(session)) return StatusCodes.TransactionIdUnknown;
            Call call = new(this);
            (Result<T> result, RspSession? next) = await step(call, session).ConfigureAwait(false);
            if (!ReferenceEquals(next, session)) call.Put(Sessions.Next(seen, next));
            if (await call.TryCommitAsync().ConfigureAwait(false)) return result;
        }
    }

    /// <summary>Runs what belongs to no session, or to one that it may end. It is done at once, or not at all.</summary>
    /// <param name="function">Runs again if what it changes changed meanwhile.</param>
    internal async ValueTask<T> RunAsync<T>(Func<Call, ValueTask<T>> function)
    {
        while (true)
        {
            Call call = new(this);
            T result = await function(call).ConfigureAwait(false);
            if (await call.TryCommitAsync().ConfigureAwait(false)) return result;
        }
    }

    // Not so where a server was started anew with fewer credentials.
    private bool IsOurs(RspSession session) => session switch
    {
        RspSession.ServerAuthenticated { Ci: var ci } => IsOurs(ci),
        RspSession.ClientAuthenticated { Ci: var ci } => IsOurs(ci),
        _ => true,
    };

    private bool IsOurs(Octets ci)
    {
        foreach (ServerCredential ours in Common.Identity.Credentials)
            if (ours.Ci.SubjectKeyIdentifier == ci) return true;
        return false;
    }
}
