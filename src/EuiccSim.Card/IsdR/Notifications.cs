using System.Collections.Immutable;
using System.Text;
using EuiccSim.Card.Chip;
using EuiccSim.Card.State;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es8;

namespace EuiccSim.Card.IsdR;

/// <summary>Makes, signs and keeps notifications. SGP.22 v2.5 §3.5, §5.7.9 to §5.7.11.</summary>
internal static class Notifications
{
    /// <summary>Adds one notification for each recipient that the Profile's metadata name for the event.</summary>
    internal static CardState Add(CardState state, InstalledProfile profile, NotificationEvent happened)
    {
        if (profile.Metadata.NotificationConfigurationInfo is not { } recipients) return state;
        foreach (NotificationConfigurationInformation recipient in recipients)
        {
            if ((recipient.ProfileManagementOperation & happened) != 0)
                state = AddOther(state, profile, happened, recipient.NotificationAddress);
        }
        return state;
    }

    /// <summary>True if notifications can wait that are still to be made.</summary>
    internal static bool HasRoomFor(CardState state, NotificationNeed need)
    {
        if (need.Count == 0) return true;
        EuiccProperties properties = state.Euicc.Properties;
        if (need.Count > properties.MaximumNotifications - state.Notifications.Count) return false;
        long room = properties.NotificationMemory;
        foreach (StoredNotification kept in state.Notifications) room -= kept.Encoded.Length;
        // The result that a load in progress owes.
        if (state.PendingInstallation is { } pending) room -= NeedForResult(pending.ServerAddress).Octets;
        return need.Octets <= room;
    }

    /// <summary>What <see cref="Add"/> would add.</summary>
    internal static NotificationNeed NeedFor(CardState state, InstalledProfile profile, NotificationEvent happened) =>
        NeedFor(profile.Metadata, state.Euicc.CredentialFor(profile.CiPkId), happened);

    /// <summary>What <see cref="Add"/> would add for a Profile with these metadata, signed with this credential.</summary>
    internal static NotificationNeed NeedFor(StoreMetadataRequest metadata, EuiccCredential credential, NotificationEvent happened)
    {
        NotificationNeed need = default;
        if (metadata.NotificationConfigurationInfo is not { } recipients) return need;
        int fixedPart = OtherOverhead + credential.Euicc.Encoded.Length + credential.Eum.Encoded.Length;
        foreach (NotificationConfigurationInformation recipient in recipients)
        {
            if ((recipient.ProfileManagementOperation & happened) != 0)
                need += new NotificationNeed(1, fixedPart + Encoding.UTF8.GetByteCount(recipient.NotificationAddress));
        }
        return need;
    }

    /// <summary>What a ProfileInstallationResult for this server takes, but for a long EUICCResponse.</summary>
    internal static NotificationNeed NeedForResult(string serverAddress) => new(1, ResultOverhead + Encoding.UTF8.GetByteCount(serverAddress));

    /// <summary>Adds a ProfileInstallationResult for the SM-DP+ of the session.</summary>
    internal static CardState AddInstallationResult(
        CardState state, PendingInstallation installation, FinalResult result, out Octets encoded)
    {
        NotificationMetadata metadata = new()
        {
            SeqNumber = state.NextSequenceNumber,
            ProfileManagementOperation = NotificationEvent.NotificationInstall,
            NotificationAddress = installation.ServerAddress,
            Iccid = installation.Iccid,
        };
        Signed<ProfileInstallationResultData> data = Signed<ProfileInstallationResultData>.Of(new()
        {
            TransactionId = installation.TransactionId,
            NotificationMetadata = metadata,
            SmdpOid = installation.SmdpOid,
            FinalResult = result,
        });
        ProfileInstallationResult signed = new()
        {
            ProfileInstallationResultData = data,
            EuiccSignPIR = state.Euicc.CredentialFor(installation.CiPkId).Key.Sign(data.Encoded.Span),
        };
        encoded = Asn1Codec.Encode(signed);
        return Keep(state, new(metadata, encoded));
    }

    /// <summary>The kept notifications whose event is among those asked for; all if none is asked for.</summary>
    internal static IEnumerable<StoredNotification> Select(CardState state, NotificationEvent? wanted) =>
        wanted is { } events ? state.Notifications.Where(one => (one.Metadata.ProfileManagementOperation & events) != 0) : state.Notifications;

    private static CardState AddOther(CardState state, InstalledProfile profile, NotificationEvent happened, string address)
    {
        EuiccCredential credential = state.Euicc.CredentialFor(profile.CiPkId);
        Signed<NotificationMetadata> metadata = Signed<NotificationMetadata>.Of(new()
        {
            SeqNumber = state.NextSequenceNumber,
            ProfileManagementOperation = happened,
            NotificationAddress = address,
            Iccid = Iccid.FromEf(profile.Iccid),
        });
        OtherSignedNotification signed = new()
        {
            TbsOtherNotification = metadata,
            EuiccNotificationSignature = credential.Key.Sign(metadata.Encoded.Span),
            EuiccCertificate = new(credential.Euicc.Encoded),
            EumCertificate = new(credential.Eum.Encoded),
        };
        return Keep(state, new(metadata.Value, Asn1Codec.Encode(signed)));
    }

    private static CardState Keep(CardState state, StoredNotification notification) => state with
    {
        NextSequenceNumber = state.NextSequenceNumber + 1,
        Notifications = state.Notifications.Add(notification),
    };

    // Signature (67 octets), ICCID (12), sequence number, event and address's header (up to 24), outer headers (up to 14).
    private const int OtherOverhead = 128;

    // The same, with transaction identifier, OID of the SM-DP+ and the short EUICCResponse of a refusal.
    private const int ResultOverhead = 256;
}
