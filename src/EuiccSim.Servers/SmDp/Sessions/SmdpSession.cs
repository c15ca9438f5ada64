using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Servers.SmDp.Sessions;

/// <summary>A session as a store keeps it. SGP.22 v2.5 §3.0.1.</summary>
/// <threadsafety>Immutable; safe for use by many threads.</threadsafety>
public sealed class SmdpSession
{
    internal SmdpSession(TransactionId id, long revision, DateTimeOffset expiresAt, RspSession? state)
    {
        Id = id;
        Revision = revision;
        ExpiresAt = expiresAt;
        State = state;
    }

    /// <summary>Its transaction identifier.</summary>
    public TransactionId Id { get; }

    /// <summary>Which value of this session it is, counted from 1.</summary>
    public long Revision { get; }

    /// <summary>When it is no longer remembered.</summary>
    public DateTimeOffset ExpiresAt { get; }

    /// <summary>True if nothing can follow: it is to be removed.</summary>
    public bool HasEnded => State is null;

    /// <summary>True once its eUICC has shown who it is, and so in each but the first revision that has not ended.</summary>
    public bool IsAuthenticated => State is RspSession.WithEuicc;

    internal RspSession? State { get; }

    /// <summary>This session, one step further.</summary>
    internal SmdpSession Next(RspSession? state, DateTimeOffset expiresAt) => new(Id, Revision + 1, expiresAt, state);

    /// <summary>The transaction identifier, and nothing secret.</summary>
    public override string ToString() => $"{Id} revision {Revision}";
}
