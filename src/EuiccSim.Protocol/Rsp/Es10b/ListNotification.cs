using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;

namespace EuiccSim.Protocol.Rsp.Es10b;

/// <summary>ES10b.ListNotification, command data. SGP.22 v2.5 §5.7.9.</summary>
[Asn1Sequence("[40]")] // 'BF28'
public sealed partial record ListNotificationRequest : IEs10Request<ListNotificationResponse>
{
    /// <summary>The events of interest; all if absent.</summary>
    [Tag("[1]")]
    public NotificationEvent? ProfileManagementOperation { get; init; }
}

/// <summary>ES10b.ListNotification, response data.</summary>
[Asn1Choice("[40]")]
public abstract partial record ListNotificationResponse
{
    private ListNotificationResponse()
    {
    }

    /// <summary>The notifications that wait.</summary>
    [Name("notificationMetadataList")]
    public sealed record Ok(SequenceOf<NotificationMetadata> Value) : ListNotificationResponse;

    /// <summary>There is no list.</summary>
    [Name("listNotificationsResultError")]
    public sealed record Error(ListNotificationsResultError Value) : ListNotificationResponse;
}

/// <summary>Why ES10b.ListNotification failed.</summary>
public enum ListNotificationsResultError
{
    /// <summary>Any reason.</summary>
    UndefinedError = 127,
}
