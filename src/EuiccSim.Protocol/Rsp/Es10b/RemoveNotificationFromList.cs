using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;

namespace EuiccSim.Protocol.Rsp.Es10b;

/// <summary>ES10b.RemoveNotificationFromList, command data. SGP.22 v2.5 §5.7.11.</summary>
[Asn1Sequence("[48]")] // 'BF30'
public sealed partial record NotificationSentRequest : IEs10Request<NotificationSentResponse>
{
    /// <summary>The notification that its server has received.</summary>
    [Tag("[0]")]
    public required long SeqNumber { get; init; }
}

/// <summary>ES10b.RemoveNotificationFromList, response data.</summary>
[Asn1Sequence("[48]")]
public sealed partial record NotificationSentResponse
{
    /// <summary>The outcome.</summary>
    public required DeleteNotificationStatus DeleteNotificationStatus { get; init; }
}

/// <summary>Outcome of ES10b.RemoveNotificationFromList.</summary>
public enum DeleteNotificationStatus
{
    /// <summary>Done.</summary>
    Ok = 0,

    /// <summary>There is no such notification.</summary>
    NothingToDelete = 1,

    /// <summary>Not done, for another reason.</summary>
    UndefinedError = 127,
}
