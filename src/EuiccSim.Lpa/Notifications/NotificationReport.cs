using System.Text.Json;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Lpa.Notifications;

/// <summary>What became of the notifications of one operation on profiles.</summary>
/// <param name="Results">Each of them, in the order in which things happened.</param>
/// <param name="Trouble">Why there may be more, which were not looked at, in words; null if these are all.</param>
public sealed record NotificationReport(SequenceOf<NotificationResult> Results, string? Trouble = null)
{
    /// <summary>The report of an operation whose notifications nobody wanted to be sent: they stay on the card.</summary>
    public static NotificationReport NotWanted { get; } = new([], "Nobody wanted them to be sent.");

    /// <summary>True if nothing of the operation waits on the card to be told.</summary>
    public bool AreServersTold => Trouble is null && Results.All(one => one is NotificationResult.Delivered);

    /// <summary>What is still on the card and why, a sentence for each; empty if <see cref="AreServersTold"/>.</summary>
    public IEnumerable<string> Warnings =>
    [
        .. Results.Where(one => one.Trouble is not null).Select(one =>
            $"The notification {one.Summary.Number} (\"{one.Summary.Operation}\" for {one.Summary.Server}) stays on the card: {one.Trouble}"),
        .. Trouble is null ? Array.Empty<string>() : [$"Notifications may be left on the card: {Trouble}"],
    ];

    /// <summary>This report, and that of what followed. What is in both, the later one tells.</summary>
    public NotificationReport With(NotificationReport later)
    {
        // One without a number is none of the others.
        HashSet<long> told = [.. later.Results.Select(one => one.Summary.SeqNumber).OfType<long>()];
        return new(SequenceOf.From([.. Results.Where(one => one.Summary.SeqNumber is not { } number || !told.Contains(number)), .. later.Results]), Trouble ?? later.Trouble);
    }

    /// <summary>Writes it as members of the object that is open.</summary>
    public void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteBoolean("notificationsDelivered", AreServersTold);
        json.WriteStartArray("notifications");
        foreach (NotificationResult one in Results)
        {
            json.WriteStartObject();
            one.WriteMembers(json);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
