using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;

namespace EuiccSim.Conformance.Euicc;

/// <summary>The notifications that waited at a moment, to tell what has come since. SGP.22 v2.5 §3.5.</summary>
internal sealed class Notices
{
    private readonly EuiccBench _bench;
    private readonly SequenceOf<NotificationMetadata> _before;

    private Notices(EuiccBench bench, SequenceOf<NotificationMetadata> before) => (_bench, _before) = (bench, before);

    /// <summary>The highest sequence number so far; 0 before the first.</summary>
    internal long Highest => _before.Select(one => one.SeqNumber).DefaultIfEmpty().Max();

    internal static async Task<Notices> TakeAsync(EuiccBench bench) => new(bench, await ListAsync(bench));

    /// <summary>ListNotification, which must give a list.</summary>
    internal static async Task<SequenceOf<NotificationMetadata>> ListAsync(EuiccBench bench, NotificationEvent? events = null)
    {
        ListNotificationResponse response = await bench.CallAsync(new ListNotificationRequest { ProfileManagementOperation = events });
        bench.Expect(response is ListNotificationResponse.Ok, "notificationMetadataList", response.ToString());
        return ((ListNotificationResponse.Ok)response).Value;
    }

    /// <summary>Those that have come since, by their numbers.</summary>
    internal async Task<SequenceOf<NotificationMetadata>> NewAsync(NotificationEvent? events = null) =>
        SequenceOf.From((await ListAsync(_bench, events)).Where(one => !_before.Contains(one)).OrderBy(one => one.SeqNumber));

    /// <summary>The only one that has come since.</summary>
    internal async Task<NotificationMetadata> SingleAsync(NotificationEvent? events = null)
    {
        SequenceOf<NotificationMetadata> added = await NewAsync(events);
        _bench.ExpectEqual(added.Count, 1, "the number of new notifications");
        return added[0];
    }

    /// <summary>Expects that each recipient in the metadata was told of each of these, and nobody of anything else.</summary>
    internal async Task ExpectAsync(params (NotificationEvent Event, TestProfile Profile)[] happened)
    {
        SequenceOf<NotificationMetadata> added = await NewAsync();
        string[] expected = [.. happened.SelectMany(one => Recipients(one.Event, one.Profile)).Order(StringComparer.Ordinal)];
        string[] found = [.. added.Select(TextOf).Order(StringComparer.Ordinal)];
        _bench.Expect(expected.SequenceEqual(found), $"the new notifications are: {Join(expected)}", Join(found));
        _bench.Expect(added.All(one => one.SeqNumber > Highest), $"each new seqNumber is above {Highest}", string.Join(", ", added.Select(one => one.SeqNumber)));
        _bench.Expect(added.DistinctBy(one => one.SeqNumber).Count() == added.Count, "each new notification has a seqNumber of its own", string.Join(", ", added.Select(one => one.SeqNumber)));
    }

    private static IEnumerable<string> Recipients(NotificationEvent happened, TestProfile profile) =>
        (profile.Metadata.NotificationConfigurationInfo ?? [])
        .Where(recipient => recipient.ProfileManagementOperation.HasFlag(happened))
        .Select(recipient => TextOf(happened, profile.Iccid, recipient.NotificationAddress));

    private static string TextOf(NotificationMetadata one) => TextOf(one.ProfileManagementOperation, one.Iccid, one.NotificationAddress);

    private static string TextOf(NotificationEvent happened, Iccid? iccid, string address) => $"{StandardName.Of(happened)} of {iccid?.ToString() ?? "no Profile"} for {address}";

    private static string Join(string[] notices) => notices.Length == 0 ? "none" : string.Join("; ", notices);
}
