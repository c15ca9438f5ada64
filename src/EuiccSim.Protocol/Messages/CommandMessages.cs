using System.Globalization;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Messages;

/// <summary>A command or an answer of a card with a message in it.</summary>
internal static class CommandMessages
{
    /// <summary>What the octets are; null if they are neither.</summary>
    internal static DecodedMessage? TryDecode(Octets octets) => TryCommand(octets) ?? TryAnswer(octets);

    private static DecodedMessage? TryCommand(Octets octets)
    {
        // Classes of ISO/IEC 7816-4 §5.4.1 and of GSM 11.11; any octets else would be a command.
        if (octets.IsEmpty || !(octets[0] is <= 0x0F or (>= 0x40 and <= 0x4F) or (>= 0x80 and <= 0x8F) or 0xA0 or (>= 0xC0 and <= 0xCF))) return null;
        if (CommandApdu.TryParse(octets) is not { } command) return null;
        Asn1Fields fields = new();
        fields.Add(Asn1Description.Of("class", Hex(command.Cla)));
        fields.Add(Asn1Description.Of("instruction", Hex(command.Ins)));
        fields.Add(Asn1Description.Of("parameters", Hex(command.P1) + Hex(command.P2)));
        string name = AddData(fields, command.Data) is { } inside ? $"command APDU with {inside}" : "command APDU";
        return new(name, fields.Under("command"));
    }

    private static DecodedMessage? TryAnswer(Octets octets)
    {
        if (octets.Length < 2 || octets[octets.Length - 2] is not (0x90 or 0x91 or 0x61 or (>= 0x62 and <= 0x6F))) return null;
        Asn1Fields fields = new();
        string? inside = AddData(fields, octets.Slice(0, octets.Length - 2));
        if (inside is null && octets.Length > 2) return null;
        fields.Add(Asn1Description.Of("status", octets.Slice(octets.Length - 2)));
        return new(inside is null ? "answer APDU" : $"answer APDU with {inside}", fields.Under("answer"));
    }

    private static string? AddData(Asn1Fields fields, Octets data)
    {
        if (data.IsEmpty) return null;
        SequenceOf<DecodedMessage> messages = MessageDecoder.DecodeTlv(data).Candidates;
        fields.Add(messages.Count == 0 ? Asn1Description.Of("data", data) : messages[0].Content with { Name = "data" });
        return messages.Count == 0 ? null : string.Join(" or ", messages.Select(one => one.Name));
    }

    private static string Hex(byte octet) => octet.ToString("X2", CultureInfo.InvariantCulture);
}
