using System.Text.Json;
using EuiccSim.Lpa.Summaries;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.Lpa.Notifications;

/// <summary>What became of one notification. Match it by its cases.</summary>
/// <param name="Notification">The notification, as far as it can be read.</param>
public abstract record NotificationResult(Entry<NotificationMetadata> Notification)
{
    /// <summary>What the eUICC says of the notification.</summary>
    public NotificationMetadata Metadata => Notification.Value;

    /// <summary>The notification, as people and scripts want to see it.</summary>
    public NotificationSummary Summary => new(Notification);

    /// <summary>Why it is still on the card, in words; null where it is not.</summary>
    public string? Trouble => this switch
    {
        NotDelivered { Fault: OperationCanceledException } => "It was given up.",
        NotDelivered no => no.Fault.Message,
        NotRemoved no => no.Fault.Message,
        NotSent => "Nobody wanted it to be sent.",
        _ => null,
    };

    /// <summary>True if the server was reached: it has the notification, or refused it.</summary>
    public bool WasServerReached => this is not (NotDelivered { Fault: Es9TransportException } or NotSent);

    /// <summary>Writes it as members of the object that is open.</summary>
    public void WriteMembers(Utf8JsonWriter json)
    {
        Summary.WriteMembers(json);
        json.WriteBoolean("delivered", this is Delivered or NotRemoved);
        json.WriteString("fault", Trouble);
    }

    /// <summary>The server has it, and the card no longer.</summary>
    public sealed record Delivered(Entry<NotificationMetadata> Notification) : NotificationResult(Notification);

    /// <summary>The server has it, but the card would not remove it. It will be delivered once more.</summary>
    /// <param name="Notification">The notification.</param>
    /// <param name="Fault">What the card answered.</param>
    public sealed record NotRemoved(Entry<NotificationMetadata> Notification, Exception Fault) : NotificationResult(Notification);

    /// <summary>It was not to be sent (<see cref="Download.DownloadOptions.SendsNotifications"/>), and stays on the card.</summary>
    /// <param name="Notification">The notification.</param>
    public sealed record NotSent(Entry<NotificationMetadata> Notification) : NotificationResult(Notification);

    /// <summary>The server has it not, and it stays on the card.</summary>
    /// <param name="Notification">The notification.</param>
    /// <param name="Fault">Why.</param>
    public sealed record NotDelivered(Entry<NotificationMetadata> Notification, Exception Fault) : NotificationResult(Notification);
}

/// <summary>Which pending notifications to send; by default all.</summary>
public sealed record NotificationFilter
{
    /// <summary>Only those about any of these events; all if null.</summary>
    public NotificationEvent? Events { get; init; }

    /// <summary>Only those with these sequence numbers; all if null.</summary>
    public IReadOnlyCollection<long>? SeqNumbers { get; init; }
}
