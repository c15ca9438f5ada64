using System.Globalization;
using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;

namespace EuiccSim.Lpa.Summaries;

/// <summary>A notification, as people and scripts want to see it.</summary>
/// <param name="Metadata">What the eUICC says of it.</param>
public sealed record NotificationSummary(NotificationMetadata Metadata)
{
    /// <summary>The sequence number.</summary>
    public long SeqNumber => Metadata.SeqNumber;

    /// <summary>The sequence number in digits.</summary>
    public string Number => SeqNumber.ToString(CultureInfo.InvariantCulture);

    /// <summary>"install", "enable", "disable", "delete".</summary>
    public string Operation => string.Join(
        ' ', StandardName.OfBits(Metadata.ProfileManagementOperation).Select(name => name["notification".Length..].ToLowerInvariant()));

    /// <summary>The server that it is for.</summary>
    public string Server => Metadata.NotificationAddress;

    /// <summary>The profile's ICCID in digits; null if the eUICC does not tell it.</summary>
    public string? Iccid => Metadata.Iccid?.Digits;

    /// <summary>Writes it as members of the object that is open.</summary>
    public void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteNumber("seqNumber", SeqNumber);
        json.WriteString("operation", Operation);
        json.WriteString("address", Server);
        json.WriteString("iccid", Iccid);
    }
}
