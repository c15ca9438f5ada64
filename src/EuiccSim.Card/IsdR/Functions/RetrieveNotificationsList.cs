using EuiccSim.Card.Kernel;
using EuiccSim.Card.State;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;

namespace EuiccSim.Card.IsdR.Functions;

/// <summary>ES10b.RetrieveNotificationsList. SGP.22 v2.5 §5.7.10. None that fits is an empty list.</summary>
internal static class RetrieveNotificationsList
{
    internal static RetrieveNotificationsListResponse Handle(RetrieveNotificationsListRequest request, IsdRTransaction tx)
    {
        IEnumerable<StoredNotification> found = request.SearchCriteria switch
        {
            NotificationSearchCriteria.SeqNumber { Value: var number } =>
                tx.State.Notifications.Where(one => one.Metadata.SeqNumber == number),
            NotificationSearchCriteria.ProfileManagementOperation { Value: var events } => Notifications.Select(tx.State, events),
            _ => tx.State.Notifications,
        };
        return new RetrieveNotificationsListResponse.Ok(
            SequenceOf.From(found.Select(one => Asn1Codec.Decode<Signed<PendingNotification>>(one.Encoded))));
    }
}
