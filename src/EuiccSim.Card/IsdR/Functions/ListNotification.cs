using EuiccSim.Card.Kernel;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;

namespace EuiccSim.Card.IsdR.Functions;

/// <summary>ES10b.ListNotification. SGP.22 v2.5 §5.7.9.</summary>
internal static class ListNotification
{
    internal static ListNotificationResponse Handle(ListNotificationRequest request, IsdRTransaction tx) =>
        new ListNotificationResponse.Ok(
            SequenceOf.From(Notifications.Select(tx.State, request.ProfileManagementOperation).Select(one => one.Metadata)));
}
