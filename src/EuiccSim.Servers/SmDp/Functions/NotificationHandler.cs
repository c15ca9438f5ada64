using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Saip;
using EuiccSim.Servers.Authentication;
using EuiccSim.Servers.SmDp.Orders;

namespace EuiccSim.Servers.SmDp.Functions;

/// <summary>
/// ES9+.HandleNotification: what became of a delivery, and what is done with a profile afterwards. SGP.22 v2.5 §3.5, §5.6.4.
/// </summary>
internal static class NotificationHandler
{
    internal static async ValueTask HandleAsync(SmdpContext context, PendingNotification notification)
    {
        NotificationFault? fault = await context.RunAsync(call => notification switch
        {
            PendingNotification.ProfileInstallationResult result => HandleResultAsync(call, result.Value),
            PendingNotification.Other other => HandleOtherAsync(call, other.Value),
            _ => new(NotificationFault.Unknown),
        }).ConfigureAwait(false);
        if (fault is { } known) context.Raise(new SmdpEvent.NotificationDropped(context.Now, known));
    }

    private static async ValueTask<NotificationFault?> HandleResultAsync(Call call, ProfileInstallationResult result)
    {
        ProfileInstallationResultData data = result.ProfileInstallationResultData.Value;
        if (await call.Server.Orders.FindByDeliveryAsync(data.TransactionId).ConfigureAwait(false) is not { } order) return NotificationFault.Unknown;
        Delivery delivery = Find(order, data.TransactionId);
        if (!delivery.EuiccCertificate.PublicKey!.Verify(result.ProfileInstallationResultData.Encoded.Span, result.EuiccSignPIR.Span))
            return NotificationFault.InvalidSignature;
        bool isOurs = data.SmdpOid == call.Server.Common.Oid && (data.NotificationMetadata.Iccid ?? order.Iccid) == order.Iccid;
        if (!isOurs) return NotificationFault.Mismatch;
        // Nothing can follow in this session: it must not take up room until it expires.
        await call.EndAsync(data.TransactionId).ConfigureAwait(false);
        long number = data.NotificationMetadata.SeqNumber;
        OrderEvent happened = data.FinalResult switch
        {
            FinalResult.Success success => new OrderEvent.Installed(call.Server.Now, order.Iccid, delivery.Eid, number, success.Value.Aid),
            FinalResult.Error error => new OrderEvent.InstallationFailed(call.Server.Now, order.Iccid, delivery.Eid, number,
                error.Value.BppCommandId, error.Value.ErrorReason)
            { Answer = AnswerOf(error.Value, order) },
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return await RecordAsync(call, happened, delivery.Eid, number, now => After(now, data.TransactionId, happened)).ConfigureAwait(false);
    }

    // Which elements they are, only this side knows: the LPA never sees the package.
    private static PackageAnswer? AnswerOf(ErrorResult error, ProfileOrder order) =>
        error.SimaResponse is { } response ? KeptAnswer.Of(PackageAnswer.Read(response, order.Profile.Package)) : null;

    private static async ValueTask<NotificationFault?> HandleOtherAsync(Call call, OtherSignedNotification notification)
    {
        NotificationMetadata metadata = notification.TbsOtherNotification.Value;
        // The cheap questions first: what is not about a profile of ours costs no verification.
        if (metadata.Iccid is not { } iccid || await call.Server.Orders.FindAsync(iccid).ConfigureAwait(false) is not { } order) return NotificationFault.Unknown;
        Result<RspCertificate> chain = EuiccChain.Check(call.Server.Common.Trust, notification.EumCertificate, notification.EuiccCertificate);
        if (!chain.Succeeds(out RspCertificate? euicc, out _)) return NotificationFault.InvalidCertificate;
        if (!euicc.PublicKey!.Verify(notification.TbsOtherNotification.Encoded.Span, notification.EuiccNotificationSignature.Span))
            return NotificationFault.InvalidSignature;
        Eid eid = EuiccChain.EidOf(euicc);
        if (!WasDeliveredTo(order, eid)) return NotificationFault.Mismatch;
        OrderEvent happened = new OrderEvent.Notified(call.Server.Now, iccid, eid, metadata.SeqNumber, metadata.ProfileManagementOperation);
        return await RecordAsync(call, happened, eid, metadata.SeqNumber, unchanged => unchanged).ConfigureAwait(false);
    }

    // An LPA sends a notification again until it gets an answer: it counts once.
    private static async ValueTask<NotificationFault?> RecordAsync(
        Call call, OrderEvent happened, Eid eid, long number, Func<ProfileOrder, ProfileOrder> change)
    {
        bool isNew = await call.ChangeAsync(happened, order => IsRecorded(order, eid, number) ? null : change(order)).ConfigureAwait(false);
        return isNew ? null : NotificationFault.Repeated;
    }

    private static ProfileOrder After(ProfileOrder order, TransactionId id, OrderEvent happened)
    {
        if (happened is OrderEvent.Installed)
            return order with { State = OrderState.Installed, Deliveries = WithoutBindings(order.Deliveries), KeptEuiccKey = null };
        // Only the end of the latest delivery decides: an earlier one may be told of late.
        bool isLatest = order.State == OrderState.Downloaded && order.LastDelivery!.TransactionId == id;
        if (!isLatest) return order;
        bool isTemporary = happened is OrderEvent.InstallationFailed
        {
            Reason: ErrorReason.InstallFailedDueToInsufficientMemoryForProfile or ErrorReason.InstallFailedDueToInterruption
        };
        return order with { State = isTemporary ? OrderState.Released : OrderState.Error };
    }

    private static bool IsRecorded(ProfileOrder order, Eid eid, long number)
    {
        NotificationMark sought = new(eid, number);
        foreach (OrderEvent happened in order.History.Span)
            if (happened.Notification == sought) return true;
        return order.Earlier.MayHave(eid, number);
    }

    private static bool WasDeliveredTo(ProfileOrder order, Eid eid)
    {
        foreach (Delivery delivery in order.Deliveries.Span)
            if (delivery.Eid == eid) return true;
        return false;
    }

    private static Delivery Find(ProfileOrder order, TransactionId id)
    {
        foreach (Delivery delivery in order.Deliveries.Span)
            if (delivery.TransactionId == id) return delivery;
        throw new System.Diagnostics.UnreachableException();
    }

    private static SequenceOf<Delivery> WithoutBindings(SequenceOf<Delivery> deliveries) =>
        SequenceOf.From(deliveries.Select(delivery => delivery with { Binding = null }));
}
