using EuiccSim.Protocol.Rsp.Common;

namespace EuiccSim.Lpa.Notifications;

/// <summary>What became of one notification. Match it by its cases.</summary>
/// <param name="Metadata">The notification.</param>
public abstract record NotificationResult(NotificationMetadata Metadata)
{
    /// <summary>The server has it, and the card no longer.</summary>
    public sealed record Delivered(NotificationMetadata Metadata) : NotificationResult(Metadata);

    /// <summary>The server has it, but the card would not remove it. It will be delivered once more.</summary>
    /// <param name="Metadata">The notification.</param>
    /// <param name="Fault">What the card answered.</param>
    public sealed record NotRemoved(NotificationMetadata Metadata, Exception Fault) : NotificationResult(Metadata);

    /// <summary>The server has it not, and it stays on the card.</summary>
    /// <param name="Metadata">The notification.</param>
    /// <param name="Fault">Why.</param>
    public sealed record NotDelivered(NotificationMetadata Metadata, Exception Fault) : NotificationResult(Metadata);
}

/// <summary>Which pending notifications to send; by default all.</summary>
public sealed record NotificationFilter
{
    /// <summary>Only those about any of these events; all if null.</summary>
    public NotificationEvent? Events { get; init; }

    /// <summary>Only those with these sequence numbers; all if null.</summary>
    public IReadOnlyCollection<long>? SeqNumbers { get; init; }
}
