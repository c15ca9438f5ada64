using EuiccSim.Lpa.Authentication;
using EuiccSim.Lpa.Es10;
using EuiccSim.Lpa.Es9;
using EuiccSim.Lpa.Summaries;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
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
        Entry<NotificationMetadata> installation = EntryOf(result.Value.ProfileInstallationResultData.Value);
        NotificationMetadata metadata = installation.Value;
        // The same server; but the session's address also has its port.
        bool isSessions = ServerCheck.IsSameHost(sessionAddress, metadata.NotificationAddress);
        string address = isSessions ? sessionAddress : metadata.NotificationAddress;
        List<NotificationResult> results =
            [await TryAsync(installation, _delivery.DeliverAsync(installation, result.Encoded, address, cancellationToken)).ConfigureAwait(false)];
        foreach (Entry<NotificationMetadata> other in await ListOthersAsync(metadata).ConfigureAwait(false))
            results.Add(await TryAsync(other, _delivery.DeliverAsync(other, cancellationToken)).ConfigureAwait(false));
        return SequenceOf.From(results);
    }

    /// <summary>What an installation result says of itself as a notification.</summary>
    internal static Entry<NotificationMetadata> EntryOf(ProfileInstallationResultData data) => new(data.NotificationMetadata, Asn1Codec.Encode(data.NotificationMetadata), []);

    /// <summary>Sequence numbers only grow: what was noted for this profile afterwards, was noted because of this installation.</summary>
    private async ValueTask<List<Entry<NotificationMetadata>>> ListOthersAsync(NotificationMetadata result)
    {
        if (result.Iccid is null) return [];
        try
        {
            List<Entry<NotificationMetadata>> pending =
                await _delivery.ListAsync(NotificationEvent.NotificationInstall, CancellationToken.None).ConfigureAwait(false);
            return pending.FindAll(other => new NotificationSummary(other).SeqNumber > result.SeqNumber && other.Value.Iccid == result.Iccid);
        }
        catch (Exception fault) when (NotificationDelivery.IsFaultOfCard(fault))
        {
            Log.NotListed(log, fault);
            return [];
        }
    }

    private static async ValueTask<NotificationResult> TryAsync(Entry<NotificationMetadata> notification, ValueTask<NotificationResult> delivery)
    {
        try
        {
            return await delivery.ConfigureAwait(false);
        }
        catch (OperationCanceledException fault)
        {
            return new NotificationResult.NotDelivered(notification, fault);
        }
    }
}
