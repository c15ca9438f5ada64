using EuiccSim.Lpa.Es10;
using EuiccSim.Lpa.Es9;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es9;
using Microsoft.Extensions.Logging;

namespace EuiccSim.Lpa.Notifications;

/// <summary>
/// Sends notifications to the servers they are for, and removes each from the card once it is there. SGP.22 v2.5 §3.5, §5.6.4.
/// </summary>
internal sealed class NotificationDelivery(Es10bClient es10b, Es9Client es9, ILogger log)
{
    /// <summary>What waits on the card, in the order in which it happened.</summary>
    /// <exception cref="EuiccFunctionException">The eUICC refused.</exception>
    internal async ValueTask<List<NotificationMetadata>> ListAsync(NotificationEvent? events, CancellationToken cancellationToken)
    {
        List<NotificationMetadata> pending = [.. await es10b.ListNotificationAsync(events, cancellationToken).ConfigureAwait(false)];
        pending.Sort((a, b) => a.SeqNumber.CompareTo(b.SeqNumber));
        return pending;
    }

    /// <summary>Takes a notification from the card, delivers it, removes it.</summary>
    internal async ValueTask<NotificationResult> DeliverAsync(NotificationMetadata metadata, CancellationToken cancellationToken)
    {
        try
        {
            Signed<PendingNotification> notification = await RetrieveAsync(metadata.SeqNumber, cancellationToken).ConfigureAwait(false);
            return await DeliverAsync(metadata, notification, metadata.NotificationAddress, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (IsFaultOfCard(fault))
        {
            Log.NotDelivered(log, metadata.SeqNumber, metadata.NotificationAddress, fault);
            return new NotificationResult.NotDelivered(metadata, fault);
        }
    }

    /// <summary>Delivers a notification that is at hand, then removes it from the card.</summary>
    /// <param name="metadata">What it is.</param>
    /// <param name="notification">The notification, as the eUICC gave it.</param>
    /// <param name="serverAddress">The server, with its port where it has one.</param>
    /// <param name="cancellationToken">Gives up waiting for the server; then the notification stays on the card.</param>
    internal async ValueTask<NotificationResult> DeliverAsync(
        NotificationMetadata metadata, Signed<PendingNotification> notification, string serverAddress, CancellationToken cancellationToken)
    {
        try
        {
            await es9.HandleNotificationAsync(serverAddress, notification, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (Es9Client.IsFaultOfServer(fault))
        {
            Log.NotDelivered(log, metadata.SeqNumber, serverAddress, fault);
            return new NotificationResult.NotDelivered(metadata, fault);
        }
        Log.Delivered(log, metadata.SeqNumber, serverAddress);
        return await RemoveAsync(metadata).ConfigureAwait(false);
    }

    private async ValueTask<Signed<PendingNotification>> RetrieveAsync(long seqNumber, CancellationToken cancellationToken)
    {
        SequenceOf<Signed<PendingNotification>> found = await es10b
            .RetrieveNotificationsListAsync(new NotificationSearchCriteria.SeqNumber(seqNumber), cancellationToken).ConfigureAwait(false);
        return found.Count == 1
            ? found[0]
            : throw new MalformedResponseException($"The card lists notification {seqNumber} and gives {found.Count} for it.");
    }

    /// <summary>Not to be cancelled: the server has the notification already.</summary>
    private async ValueTask<NotificationResult> RemoveAsync(NotificationMetadata metadata)
    {
        try
        {
            await es10b.RemoveNotificationFromListAsync(metadata.SeqNumber, CancellationToken.None).ConfigureAwait(false);
            return new NotificationResult.Delivered(metadata);
        }
        catch (EuiccFunctionException refusal) when (refusal.Code == (int)DeleteNotificationStatus.NothingToDelete)
        {
            // That is what is wanted.
            return new NotificationResult.Delivered(metadata);
        }
        catch (Exception fault) when (IsFaultOfCard(fault))
        {
            Log.NotRemoved(log, metadata.SeqNumber, metadata.NotificationAddress, fault);
            return new NotificationResult.NotRemoved(metadata, fault);
        }
    }

    internal static bool IsFaultOfCard(Exception fault) =>
        fault is CardException or TransportException or MalformedResponseException or EuiccFunctionException;
}
