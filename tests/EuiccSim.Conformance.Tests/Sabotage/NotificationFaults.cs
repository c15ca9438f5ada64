using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Testing;
using static EuiccSim.Conformance.Tests.Sabotage.Faults;

namespace EuiccSim.Conformance.Tests.Sabotage;

/// <summary>Who is told what, and for how long.</summary>
internal static class NotificationFaults
{
    private const string Area = "notifications";

    internal static IEnumerable<CardSabotage> All =>
    [
        Row("what was never given can be removed", "4.2.16", "nothingToDelete", _ => Says("BF30", 0, 1)),
        Row("a notification that is removed stays", "4.2.16", "", _ => In("BF30", (_, _) => Ok(Octets.FromHex("BF3003800100")))),
        Row("notifications are lost at a reset", "4.2.15 4.2.14", "", _ => StateFaults.AfterReset(card =>
        {
            foreach (NotificationMetadata one in Waiting(card)) card(Asn1Codec.Encode(new NotificationSentRequest { SeqNumber = one.SeqNumber }));
        })),
        Row("deleting is told to nobody", "4.2.23 4.2.14", "", _ => After("BF33", NotificationEvent.NotificationDelete)),
        Row("enabling is told to nobody", "4.2.21 4.2.14", "", _ => After("BF31", NotificationEvent.NotificationEnable)),
        Row("disabling is told to nobody", "4.2.22 4.2.14", "", _ => After("BF32", NotificationEvent.NotificationDisable)),
        Row("the filter of ListNotification is taken no notice of", "4.2.14", "", _ => In("BF28", (_, card) => card(Octets.FromHex("BF2800")))),
        Row("the criteria of RetrieveNotificationsList are taken no notice of", "4.2.15", "", _ => In("BF2B", (_, card) => card(Octets.FromHex("BF2B00")))),
        Row("a retrieved notification is gone", "4.2.15", "", _ => In("BF2B", (command, card) =>
        {
            ResponseApdu answer = card(command);
            foreach (NotificationMetadata one in Waiting(card)) card(Asn1Codec.Encode(new NotificationSentRequest { SeqNumber = one.SeqNumber }));
            return answer;
        })),
        Row("the signature of a notification is wrong", "4.2.15", "ignature", _ => Others((one, _) => one with { EuiccNotificationSignature = Damaged(one.EuiccNotificationSignature) })),
        Row("a notification goes to another server", "4.2.15", "", pki => Others((one, _) => Signed(pki, one, metadata => metadata with { NotificationAddress = "elsewhere.example.com" }))),
        Row("every notification says enable", "4.2.15", "", pki => Others((one, _) => Signed(pki, one, metadata => metadata with { ProfileManagementOperation = NotificationEvent.NotificationEnable }))),
        Row("numbers are those of the list, from 1 on", "4.2.16 4.2.14", "", _ => Listed(list => list.Select((one, index) => one with { SeqNumber = index + 1 }))),
        Row("the list has every notification twice", "4.2.14", "", _ => Listed(list => list.Concat(list))),
    ];

    private static SequenceOf<NotificationMetadata> Waiting(Func<Octets, ResponseApdu> card) =>
        Try<ListNotificationResponse>(card(Octets.FromHex("BF2800")).Data) is ListNotificationResponse.Ok { Value: var list } ? list : [];

    /// <summary>What a function has told is removed at once.</summary>
    private static CardFault After(string tag, NotificationEvent about) => In(tag, (command, card) =>
    {
        ResponseApdu answer = card(command);
        foreach (NotificationMetadata one in Waiting(card).Where(one => one.ProfileManagementOperation == about)) card(Asn1Codec.Encode(new NotificationSentRequest { SeqNumber = one.SeqNumber }));
        return answer;
    });

    private static CardFault Listed(Func<SequenceOf<NotificationMetadata>, IEnumerable<NotificationMetadata>> change) => Changes<ListNotificationResponse>("BF28", answer =>
        answer is ListNotificationResponse.Ok { Value: var list } ? new ListNotificationResponse.Ok(SequenceOf.From(change(list))) : answer);

    private static CardFault Others(Func<OtherSignedNotification, int, OtherSignedNotification> change) => Changes<RetrieveNotificationsListResponse>("BF2B", answer =>
        answer is RetrieveNotificationsListResponse.Ok { Value: var list } ? new RetrieveNotificationsListResponse.Ok(SequenceOf.From(list.Select((one, index) => one.Value is PendingNotification.Other { Value: var other }
            ? Signed<PendingNotification>.Of(new PendingNotification.Other(change(other, index))) : one))) : answer);

    private static OtherSignedNotification Signed(RspPki pki, OtherSignedNotification one, Func<NotificationMetadata, NotificationMetadata> change)
    {
        Signed<NotificationMetadata> metadata = Signed<NotificationMetadata>.Of(change(one.TbsOtherNotification.Value));
        return one with { TbsOtherNotification = metadata, EuiccNotificationSignature = pki.EuiccKey.Sign(metadata.Encoded.Span) };
    }

    private static CardSabotage Row(string name, string cases, string words, Func<RspPki, CardFault> make) => new(Area, name, "SGP.22 §5.7.9 to §5.7.11", cases, words, make);
}
