using EuiccSim.Lpa.Es10;
using EuiccSim.Lpa.Es9;
using EuiccSim.Lpa.Summaries;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es9;
using Microsoft.Extensions.Logging;

namespace EuiccSim.Lpa.Notifications;

/// <summary>
/// Sends notifications to the servers they are for, and removes each from the card once it is there. SGP.22 v2.5 §3.5, §5.6.4. What is sent are the
/// octets that the eUICC gave, also where they cannot be read: number and server are all that is needed here.
/// </summary>
internal sealed class NotificationDelivery(Es10bClient es10b, Es9Client es9, ILogger log)
{
    /// <summary>What waits on the card, in the order in which it happened; what has no readable number at the end.</summary>
    /// <exception cref="EuiccFunctionException">The eUICC refused.</exception>
    internal async ValueTask<List<Entry<NotificationMetadata>>> ListAsync(NotificationEvent? events, CancellationToken cancellationToken) =>
        [.. (await es10b.ListNotificationAsync(events, cancellationToken).ConfigureAwait(false)).OrderBy(one => NumberOf(one) ?? long.MaxValue)];

    /// <summary>Takes a notification from the card, delivers it, removes it.</summary>
    internal async ValueTask<NotificationResult> DeliverAsync(Entry<NotificationMetadata> notification, CancellationToken cancellationToken)
    {
        try
        {
            long number = NumberOf(notification)
                ?? throw new MalformedResponseException("The number of the notification cannot be read, and the card knows it by nothing else.");
            Octets octets = await RetrieveAsync(number, cancellationToken).ConfigureAwait(false);
            string server = ServerOf(notification) ?? (PendingNotification.ReadMetadata(octets) is { } signed ? ServerOf(signed) : null)
                ?? throw new MalformedResponseException("The server that the notification is for cannot be read.");
            return await DeliverAsync(notification, octets, server, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (IsFaultOfCard(fault))
        {
            Log.NotDelivered(log, notification.Value.SeqNumber, notification.Value.NotificationAddress, fault);
            return new NotificationResult.NotDelivered(notification, fault);
        }
    }

    /// <summary>Delivers a notification that is at hand, then removes it from the card.</summary>
    /// <param name="notification">What it is.</param>
    /// <param name="octets">The notification, as the eUICC gave it.</param>
    /// <param name="serverAddress">The server, with its port where it has one.</param>
    /// <param name="cancellationToken">Gives up waiting for the server; then the notification stays on the card.</param>
    internal async ValueTask<NotificationResult> DeliverAsync(
        Entry<NotificationMetadata> notification, Octets octets, string serverAddress, CancellationToken cancellationToken)
    {
        try
        {
            await es9.HandleNotificationAsync(serverAddress, octets, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (Es9Client.IsFaultOfServer(fault))
        {
            Log.NotDelivered(log, notification.Value.SeqNumber, serverAddress, fault);
            return new NotificationResult.NotDelivered(notification, fault);
        }
        Log.Delivered(log, notification.Value.SeqNumber, serverAddress);
        return await RemoveAsync(notification).ConfigureAwait(false);
    }

    private async ValueTask<Octets> RetrieveAsync(long seqNumber, CancellationToken cancellationToken)
    {
        SequenceOf<Entry<PendingNotification?>> found = await es10b
            .RetrieveNotificationsListAsync(new NotificationSearchCriteria.SeqNumber(seqNumber), cancellationToken).ConfigureAwait(false);
        return found.Count == 1
            ? found[0].Encoded
            : throw new MalformedResponseException($"The card lists notification {seqNumber} and gives {found.Count} for it.");
    }

    /// <summary>Not to be cancelled: the server has the notification already.</summary>
    private async ValueTask<NotificationResult> RemoveAsync(Entry<NotificationMetadata> notification)
    {
        try
        {
            await es10b.RemoveNotificationFromListAsync(notification.Value.SeqNumber, CancellationToken.None).ConfigureAwait(false);
            return new NotificationResult.Delivered(notification);
        }
        catch (EuiccFunctionException refusal) when (refusal.Code == (int)DeleteNotificationStatus.NothingToDelete)
        {
            // That is what is wanted.
            return new NotificationResult.Delivered(notification);
        }
        catch (Exception fault) when (IsFaultOfCard(fault))
        {
            Log.NotRemoved(log, notification.Value.SeqNumber, notification.Value.NotificationAddress, fault);
            return new NotificationResult.NotRemoved(notification, fault);
        }
    }

    private static long? NumberOf(Entry<NotificationMetadata> notification) => new NotificationSummary(notification).SeqNumber;

    private static string? ServerOf(Entry<NotificationMetadata> notification) => new NotificationSummary(notification).Server;

    internal static bool IsFaultOfCard(Exception fault) =>
        fault is CardException or TransportException or MalformedResponseException or EuiccFunctionException;
}
