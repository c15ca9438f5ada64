
namespace EuiccSim.Servers.SmDs.Storage;

/// <summary>One record of a <see cref="FileSmdsStore"/>: one step.</summary>
internal sealed record SmdsLogRecord
{
    /// <summary>An event as it is from now on.</summary>
    public SmdsEventRecord? Event { get; init; }

    /// <summary>An event that is no more.</summary>
    public SmdsEventName? Removed { get; init; }

    /// <summary>What the root SM-DS must be told.</summary>
    public RootDeletionRecord? Owed { get; init; }

    /// <summary>What the root SM-DS need not be told any more.</summary>
    public RootDeletionRecord? Settled { get; init; }
}

/// <summary>An <see cref="EventRecord"/>.</summary>
internal sealed record SmdsEventRecord
{
    public required string Owner { get; init; }

    public required string EventId { get; init; }

    public required string Eid { get; init; }

    public required string RspServerAddress { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    public string? ForwardedEventId { get; init; }

    public required bool IsRegistered { get; init; }
}

/// <summary>What tells an event from all others.</summary>
internal sealed record SmdsEventName
{
    public required string Owner { get; init; }

    public required string EventId { get; init; }
}

/// <summary>A <see cref="SmDs.RootDeletion"/>.</summary>
internal sealed record RootDeletionRecord
{
    public required string EventId { get; init; }

    public required string Eid { get; init; }
}
