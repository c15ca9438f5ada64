using System.Collections.Immutable;
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

    /// <summary>How many more notifications can wait.</summary>
    internal static int RoomIn(CardState state) => state.Euicc.Properties.MaximumNotifications - state.Notifications.Count;

    /// <summary>How many notifications <see cref="Add"/> would add.</summary>
    internal static int CountFor(StoreMetadataRequest metadata, NotificationEvent happened) =>
        metadata.NotificationConfigurationInfo?.Count(recipient => (recipient.ProfileManagementOperation & happened) != 0) ?? 0;

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
}
