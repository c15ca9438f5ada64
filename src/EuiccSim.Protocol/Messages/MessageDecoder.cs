using System.Globalization;
using System.Text;
using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Forms;

namespace EuiccSim.Protocol.Messages;

/// <summary>
/// Finds out which message of the protocol octets are: a profile package or an element of one, a Bound Profile Package or a part of one, messages
/// of ES8+, ES9+, ES10 and ES11, what is signed in them, certificates, APDUs with such content, and JSON bodies.
/// </summary>
public static class MessageDecoder
{
    /// <summary>What a file, or what somebody typed, is.</summary>
    /// <param name="file">The octets, or a text: hexadecimal digits, base64 with or without PEM, value notation, JSON.</param>
    public static MessageReading Decode(Octets file)
    {
        if (file.IsEmpty) return MessageReading.None("it is empty");
        try
        {
            if (ProfileForms.ReadText(file) is { } octets) return DecodeOctets(octets);
            if (FormText.TryRead(file) is not { } text) return DecodeOctets(file);
            return text.TrimStart().StartsWith('{')
                ? JsonMessages.Decode(Octets.Wrap(Encoding.UTF8.GetBytes(text)))
                : MessageReading.None("it is text, and neither hexadecimal digits, base64, value notation nor JSON");
        }
        catch (ProfileTextException fault)
        {
            return MessageReading.None(fault.Message);
        }
        catch (Asn1ContentException fault)
        {
            return MessageReading.None(fault.Message);
        }
        catch (JsonException)
        {
            return MessageReading.None("it begins as JSON does, and is none: a quote, a comma, a colon or a bracket is missing or too many");
        }
    }

    /// <summary>What one TLV is, or the TLVs of a profile package.</summary>
    internal static MessageReading DecodeTlv(Octets octets)
    {
        if (!BerTlv.TryHeader(octets, out TlvHeader header)) return MessageReading.None("it does not begin with a tag and a length");
        if (header.TotalLength > octets.Length)
            return MessageReading.None(string.Create(CultureInfo.InvariantCulture, $"it begins with {header.Tag:X2} and a length of {header.ValueLength}, and ends before: octets are missing"));
        List<DecodedMessage> candidates = [];
        string? fault = null;
        if (header.TotalLength == octets.Length) candidates.AddRange(OfRows(octets, header, out fault));
        if (header.TotalLength == octets.Length && PackageParts.TryDecode(octets, header) is { } part) candidates.Add(part);
        if (PackageFields.TryDescribe(octets) is { } elements) candidates.Add(new(elements.Name, elements));
        if (candidates.Count > 0) return new(SequenceOf.From(candidates), null);
        return MessageReading.None(fault ?? (header.TotalLength < octets.Length
            ? string.Create(CultureInfo.InvariantCulture, $"it begins with {header.Tag:X2}, and more octets follow after the end of that")
            : string.Create(CultureInfo.InvariantCulture, $"no message of the protocol begins with {header.Tag:X2}")));
    }

    private static MessageReading DecodeOctets(Octets octets)
    {
        MessageReading reading = DecodeTlv(octets);
        if (reading.Candidates.Count > 0) return reading;
        return CommandMessages.TryDecode(octets) is { } command ? new([command], null) : reading;
    }

    /// <summary>Those that can be read; where some were understood whole, only these.</summary>
    private static IEnumerable<DecodedMessage> OfRows(Octets octets, TlvHeader header, out string? fault)
    {
        List<(DecodedMessage Message, bool IsWhole)> read = [];
        fault = null;
        foreach (MessageRow row in MessageRows.All.Where(row => row.Tag == header.Tag))
        {
            try
            {
                read.Add((new(row.Name, row.Describe(octets)), row.Again(octets) == octets));
            }
            catch (Asn1ContentException wrong)
            {
                fault ??= $"it begins as {row.Name} does, and is none: {wrong.Message}";
            }
        }
        bool isAnyWhole = read.Any(one => one.IsWhole);
        return read.Where(one => one.IsWhole || !isAnyWhole).Select(one => one.Message);
    }
}
