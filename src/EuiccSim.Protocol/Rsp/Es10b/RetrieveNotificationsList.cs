using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;

namespace EuiccSim.Protocol.Rsp.Es10b;

/// <summary>ES10b.RetrieveNotificationsList, command data. SGP.22 v2.5 §5.7.10.</summary>
[Asn1Sequence("[43]")] // 'BF2B'
public sealed partial record RetrieveNotificationsListRequest : IEs10Request<RetrieveNotificationsListResponse>
{
    /// <summary>The notifications of interest; all if absent.</summary>
    public NotificationSearchCriteria? SearchCriteria { get; init; }
}

/// <summary>Which notifications are of interest.</summary>
[Asn1Choice]
public abstract partial record NotificationSearchCriteria
{
    private NotificationSearchCriteria()
    {
    }

    /// <summary>The one with this number.</summary>
    [Tag("[0]")]
    public sealed record SeqNumber(long Value) : NotificationSearchCriteria;

    /// <summary>Those about these events.</summary>
    [Tag("[1]")]
    public sealed record ProfileManagementOperation(NotificationEvent Value) : NotificationSearchCriteria;
}

/// <summary>ES10b.RetrieveNotificationsList, response data.</summary>
[Asn1Choice("[43]")]
public abstract partial record RetrieveNotificationsListResponse
{
    private RetrieveNotificationsListResponse()
    {
    }

    /// <summary>The notifications, ready to be sent on as they are.</summary>
    [Name("notificationList")]
    public sealed record Ok(SequenceOf<Signed<PendingNotification>> Value) : RetrieveNotificationsListResponse;

    /// <summary>There is no list.</summary>
    [Name("notificationsListResultError")]
    public sealed record Error(NotificationsListResultError Value) : RetrieveNotificationsListResponse;

    /// <summary>Reads the notifications one by one. What cannot be read is null; its octets can be sent on all the same.</summary>
    /// <param name="answer">One TLV, no octet more.</param>
    /// <returns>The notifications in their order; null if the answer is the error, or another message.</returns>
    public static SequenceOf<Entry<PendingNotification?>>? TryReadEntries(Octets answer) =>
        EntryList.Cut<RetrieveNotificationsListResponse>(answer, PendingNotificationReader.Look) is { } pieces
            ? SequenceOf.From(pieces.Select(piece => PendingNotificationReader.Read(piece.Encoded)))
            : null;
}

/// <summary>A notification that its server has not received yet. SGP.22 v2.5 §5.7.10.</summary>
[Asn1Choice]
public abstract partial record PendingNotification
{
    private PendingNotification()
    {
    }

    /// <summary>What a notification is about, as far as it can be read.</summary>
    /// <param name="encoded">The whole notification as the eUICC gave it.</param>
    /// <returns>Null if it has no metadata ('BF2F') in its place.</returns>
    public static Entry<NotificationMetadata>? ReadMetadata(Octets encoded) => PendingNotificationReader.Metadata(encoded);

    /// <summary>About an installation ('BF37').</summary>
    [Tag("[55]")]
    public sealed record ProfileInstallationResult(Common.ProfileInstallationResult Value) : PendingNotification;

    /// <summary>About anything else ('30').</summary>
    [Name("otherSignedNotification")]
    public sealed record Other(OtherSignedNotification Value) : PendingNotification;
}

/// <summary>A notification about enabling, disabling, deleting or another's installation. SGP.22 v2.5 §5.7.10.</summary>
[Asn1Sequence]
public sealed partial record OtherSignedNotification
{
    /// <summary>What the eUICC signs.</summary>
    public required Signed<NotificationMetadata> TbsOtherNotification { get; init; }

    /// <summary>The eUICC's signature over the TLV 'BF2F', 64 octets ('5F37').</summary>
    [Tag("[APPLICATION 55]")]
    public required Octets EuiccNotificationSignature { get; init; }

    /// <summary>The eUICC's certificate.</summary>
    public required Certificate EuiccCertificate { get; init; }

    /// <summary>The certificate of the eUICC's maker.</summary>
    public required Certificate EumCertificate { get; init; }
}

/// <summary>Why ES10b.RetrieveNotificationsList failed.</summary>
public enum NotificationsListResultError
{
    /// <summary>Any reason.</summary>
    UndefinedError = 127,
}
