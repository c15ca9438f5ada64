using System.Globalization;
using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;

namespace EuiccSim.Lpa.Summaries;

/// <summary>A notification, as people and scripts want to see it.</summary>
/// <param name="Entry">What the eUICC says of it, as far as it can be read.</param>
public sealed record NotificationSummary(Entry<NotificationMetadata> Entry)
{
    /// <summary>What the eUICC says of it.</summary>
    public NotificationMetadata Metadata => Entry.Value;

    /// <summary>The sequence number; null if it cannot be read.</summary>
    public long? SeqNumber => Entry.Lacks("seqNumber") ? null : Metadata.SeqNumber;

    /// <summary>The sequence number in digits; null if it cannot be read.</summary>
    public string? Number => SeqNumber?.ToString(CultureInfo.InvariantCulture);

    /// <summary>"install", "enable", "disable", "delete"; null if it cannot be read.</summary>
    public string? Operation => Entry.Lacks("profileManagementOperation") ? null : string.Join(
        ' ', StandardName.OfBits(Metadata.ProfileManagementOperation).Select(name => name["notification".Length..].ToLowerInvariant()));

    /// <summary>The server that it is for; null if it cannot be read.</summary>
    public string? Server => Entry.Lacks("notificationAddress") ? null : Metadata.NotificationAddress;

    /// <summary>The profile's ICCID in digits; null if the eUICC does not tell it.</summary>
    public string? Iccid => Metadata.Iccid?.Digits;

    /// <summary>What is wrong with what the eUICC says of it; null for nothing.</summary>
    public DamageSummary? Damage => DamageSummary.Of(Entry);

    /// <summary>Number, event, server and ICCID, for a table; "?" for what cannot be read.</summary>
    public string?[] ToRow() => [Number ?? "?", Operation ?? "?", Server ?? "?", Entry.Lacks("iccid") ? "?" : Iccid];

    /// <summary>The number, or that it has none.</summary>
    public override string ToString() => Number is { } number ? $"notification {number}" : "a notification without a number";

    /// <summary>Writes it as members of the object that is open; what cannot be read is null.</summary>
    public void WriteMembers(Utf8JsonWriter json)
    {
        if (SeqNumber is { } number) json.WriteNumber("seqNumber", number);
        else json.WriteNull("seqNumber");
        json.WriteString("operation", Operation);
        json.WriteString("address", Server);
        json.WriteString("iccid", Iccid);
        Damage?.WriteMembers(json);
    }
}
