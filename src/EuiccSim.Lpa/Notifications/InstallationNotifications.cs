using EuiccSim.Lpa.Authentication;
using EuiccSim.Lpa.Es10;
using EuiccSim.Lpa.Es9;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using Microsoft.Extensions.Logging;

namespace EuiccSim.Lpa.Notifications;

/// <summary>
/// The notifications that one installation leaves on the card. Nothing that goes wrong here undoes the installation, so nothing throws.
/// </summary>
internal sealed class InstallationNotifications(Es10bClient es10b, Es9Client es9, ILogger log)
{
    private readonly NotificationDelivery _delivery = new(es10b, es9, log);

    /// <summary>Delivers the Profile Installation Result, then what else the eUICC noted for other servers.</summary>
    internal async ValueTask<SequenceOf<NotificationResult>> DeliverAsync(
        Signed<ProfileInstallationResult> result, string sessionAddress, CancellationToken cancellationToken)
    {
        NotificationMetadata metadata = result.Value.ProfileInstallationResultData.Value.NotificationMetadata;
        // The same server; but the session's address also has its port.
        bool isSessions = ServerCheck.IsSameHost(sessionAddress, metadata.NotificationAddress);
        string address = isSessions ? sessionAddress : metadata.NotificationAddress;
        // Both types have the same encoding.
        Signed<PendingNotification> notification = Asn1Codec.Decode<Signed<PendingNotification>>(result.Encoded);
        List<NotificationResult> results =
            [await TryAsync(metadata, _delivery.DeliverAsync(metadata, notification, address, cancellationToken)).ConfigureAwait(false)];
        foreach (NotificationMetadata other in await ListOthersAsync(metadata).ConfigureAwait(false))
            results.Add(await TryAsync(other, _delivery.DeliverAsync(other, cancellationToken)).ConfigureAwait(false));
        return SequenceOf.From(results);
    }

    /// <summary>Sequence numbers only grow: what was noted for this profile afterwards, was noted because of this installation.</summary>
    private async ValueTask<List<NotificationMetadata>> ListOthersAsync(NotificationMetadata result)
    {
        if (result.Iccid is null) return [];
        try
        {
            List<NotificationMetadata> pending =
                await _delivery.ListAsync(NotificationEvent.NotificationInstall, CancellationToken.None).ConfigureAwait(false);
            return pending.FindAll(other => other.SeqNumber > result.SeqNumber && other.Iccid == result.Iccid);
        }
        catch (Exception fault) when (NotificationDelivery.IsFaultOfCard(fault))
        {
            Log.NotListed(log, fault);
            return [];
        }
    }

    private static async ValueTask<NotificationResult> TryAsync(NotificationMetadata metadata, ValueTask<NotificationResult> delivery)
    {
        try
        {
            return await delivery.ConfigureAwait(false);
        }
        catch (OperationCanceledException fault)
        {
            return new NotificationResult.NotDelivered(metadata, fault);
        }
    }
}
