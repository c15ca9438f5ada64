using System.Text.Json;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Messages;

/// <summary>JSON as named fields; what a member holds in base64 is shown as the message that it is.</summary>
internal static class JsonFields
{
    internal static Asn1Description Of(string name, JsonElement value)
    {
        Asn1Fields fields = new();
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty member in value.EnumerateObject()) fields.Add(Of(member.Name, member.Value));
                return fields.Under(name);
            case JsonValueKind.Array:
                foreach (JsonElement element in value.EnumerateArray()) fields.Add(Of("", element));
                return fields.Under(name) with { IsList = true };
            case JsonValueKind.String:
                return OfText(name, value.GetString()!);
            default:
                return Asn1Description.Of(name, value.GetRawText());
        }
    }

    private static Asn1Description OfText(string name, string text)
    {
        // A short word may be base64 by chance.
        byte[] octets = new byte[text.Length];
        if (text.Length < ShortestTlv || !Convert.TryFromBase64String(text, octets, out int length)) return Asn1Description.Of(name, text);
        MessageReading reading = MessageDecoder.DecodeTlv(Octets.Of(octets.AsSpan(0, length)));
        if (reading.Candidates.Count > 0) return reading.Candidates[0].Content with { Name = name };
        // An identifier in hexadecimal digits is base64 as well, of nothing.
        return reading.Readable?.Content is { Parts.Count: > 0 } readable && !text.All(char.IsAsciiHexDigit) ? readable with { Name = name } : Asn1Description.Of(name, text);
    }

    private const int ShortestTlv = 8;
}
