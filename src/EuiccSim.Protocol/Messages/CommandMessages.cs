using System.Globalization;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Messages;

/// <summary>A command or an answer of a card with a message in it.</summary>
internal static class CommandMessages
{
    /// <summary>What the octets are; null if they are neither.</summary>
    internal static DecodedMessage? TryDecode(Octets octets) => TryParse(octets) is { } command ? Of(command) : TryAnswer(octets);

    /// <summary>A command with a class of ISO/IEC 7816-4 §5.4.1 or of GSM 11.11; any octets else would be one.</summary>
    internal static CommandApdu? TryParse(Octets octets) =>
        !octets.IsEmpty && octets[0] is <= 0x0F or (>= 0x40 and <= 0x4F) or (>= 0x80 and <= 0x8F) or 0xA0 or (>= 0xC0 and <= 0xCF) ? CommandApdu.TryParse(octets) : null;

    private static DecodedMessage Of(CommandApdu command)
    {
        Asn1Fields fields = new();
        fields.Add(Asn1Description.Of("class", Hex(command.Cla)));
        fields.Add(Asn1Description.Of("instruction", Hex(command.Ins)));
        fields.Add(Asn1Description.Of("parameters", Hex(command.P1) + Hex(command.P2)));
        string name = AddData(fields, command.Data) is { } inside ? $"command APDU with {inside}" : "command APDU";
        return new(name, fields.Under("command"));
    }

    private static DecodedMessage? TryAnswer(Octets octets)
    {
        if (!IsAnswer(octets)) return null;
        Asn1Fields fields = new();
        string? inside = AddData(fields, octets.Slice(0, octets.Length - 2));
        if (inside is null && octets.Length > 2) return null;
        fields.Add(Asn1Description.Of("status", octets.Slice(octets.Length - 2)));
        return new(inside is null ? "answer APDU" : $"answer APDU with {inside}", fields.Under("answer"));
    }

    /// <summary>True for octets with a status word at their end.</summary>
    internal static bool IsAnswer(Octets octets) => octets.Length >= 2 && octets[octets.Length - 2] is 0x90 or 0x91 or 0x9F or (>= 0x61 and <= 0x6F);

    private static string? AddData(Asn1Fields fields, Octets data)
    {
        if (data.IsEmpty) return null;
        MessageReading reading = MessageDecoder.DecodeTlv(data);
        SequenceOf<DecodedMessage> messages = reading.Candidates;
        fields.Add(messages.Count == 0 ? Asn1Description.Of("data", data) : messages[0].Content with { Name = "data" });
        // Most are no message, as a file's content. Of what begins as one it is told what is wrong.
        if (messages.Count == 0 && data[0] == TwoOctetTag && reading.Readable is { } readable)
        {
            fields.Add(Asn1Description.Of("fault", reading.Reason!));
            fields.Add(readable.Content with { Name = "readable" });
        }
        return messages.Count == 0 ? null : string.Join(" or ", messages.Select(one => one.Name));
    }

    private static string Hex(byte octet) => octet.ToString("X2", CultureInfo.InvariantCulture);

    private const byte TwoOctetTag = 0xBF;
}
