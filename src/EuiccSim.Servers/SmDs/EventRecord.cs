using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Servers.SmDs;

/// <summary>Something that waits for an eUICC, as an SM-DS keeps it. SGP.22 v2.5 §3.6, §5.9.1.</summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed record EventRecord
{
    /// <summary>The server that registered it, by the object identifier in its certificate. Only this one may delete it.</summary>
    public required ObjectIdentifier Owner { get; init; }

    /// <summary>The event; with the owner its key.</summary>
    public required string EventId { get; init; }

    /// <summary>The eUICC.</summary>
    public required Eid Eid { get; init; }

    /// <summary>The host name of the server where it waits.</summary>
    public required string RspServerAddress { get; init; }

    /// <summary>When it came.</summary>
    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>Under which EventID this SM-DS announced it to its root; null if it did not.</summary>
    public string? ForwardedEventId { get; init; }

    /// <summary>False as long as it is not known whether the root SM-DS took it: the eUICC is not told of it.</summary>
    public bool IsRegistered { get; init; } = true;

    /// <summary>The owner, the EventID and the EID.</summary>
    public override string ToString() => $"{Owner} {EventId} for {Eid}";
}

/// <summary>An event that an alternative SM-DS no longer has, and its root SM-DS perhaps still has. SGP.22 v2.5 §5.10.2.</summary>
/// <param name="EventId">The event, as it was, or may have been, announced to the root.</param>
/// <param name="Eid">The eUICC.</param>
public sealed record RootDeletion(string EventId, Eid Eid);
