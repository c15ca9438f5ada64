using EuiccSim.Card.Kernel;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;

namespace EuiccSim.Card.IsdR.Functions;

/// <summary>ES10b.RemoveNotificationFromList (NotificationSent). SGP.22 v2.5 §5.7.11.</summary>
internal static class RemoveNotificationFromList
{
    internal static NotificationSentResponse Handle(NotificationSentRequest request, IsdRTransaction tx)
    {
        int index = tx.State.Notifications.FindIndex(one => one.Metadata.SeqNumber == request.SeqNumber);
        if (index < 0) return new() { DeleteNotificationStatus = DeleteNotificationStatus.NothingToDelete };
        tx.State = tx.State with { Notifications = tx.State.Notifications.RemoveAt(index) };
        return new() { DeleteNotificationStatus = DeleteNotificationStatus.Ok };
    }
}
