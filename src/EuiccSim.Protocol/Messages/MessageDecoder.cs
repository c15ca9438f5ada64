using System.Text;
using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Recognition;
using EuiccSim.Protocol.Saip.Forms;

namespace EuiccSim.Protocol.Messages;

/// <summary>
/// Finds out which message of the protocol octets are: a profile package or an element of one, a Bound Profile Package or a part of one, messages
/// of ES8+, ES9+, ES10 and ES11, what is signed in them, certificates, APDUs with such content, and JSON bodies.
/// </summary>
public static class MessageDecoder
{
    /// <summary>What a file, or what somebody typed, is.</summary>
    /// <param name="file">
    /// The octets, or a text: hexadecimal digits (also a dump, or APDUs in lines of their own), base64 with or without PEM, value notation, JSON.
    /// </param>
    public static MessageReading Decode(Octets file)
    {
        if (file.IsEmpty) return MessageReading.None("it is empty");
        try
        {
            ProfileForm? form = ProfileForms.Recognise(file);
            string? text = form is ProfileForm.Der ? null : FormText.TryRead(file);
            if (text is null) return DecodeOctets(file);
            if (form is ProfileForm.Base64 && PemBlocks.Of(text) is { Count: > 1 } blocks) return PemBlocks.Decode(blocks);
            if (form is { } known) return DecodeText(text, ProfileForms.OctetsOf(file, known));
            if (text.TrimStart() is ['{', ..]) return JsonMessages.Decode(Octets.Wrap(Encoding.UTF8.GetBytes(text)));
            if (ApduLines.TryDecode(text) is { } lines) return lines;
            RecognisedFile what = RecognisedFile.Of(file);
            return what.Form is { } meant ? DecodeText(text, ProfileForms.OctetsOf(file, meant)) : MessageReading.None($"it is {what.What}, and no message");
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
        List<DecodedMessage> candidates = [];
        PackageFields? elements = PackageFields.TryRead(octets);
        if (header.TotalLength == octets.Length)
        {
            candidates.AddRange(MessageRows.Read(octets, header));
            if (PackageParts.TryDecode(octets, header) is { } part) candidates.Add(part);
        }
        else if (PackageParts.TrySegment(octets, header) is { } segment) candidates.Add(segment);
        if (elements is { Fault: null }) candidates.Add(new(elements.Fields.Name, elements.Fields));
        return candidates.Count > 0 ? MessageReading.Of(candidates) : DamagedMessage.Read(octets, header, elements);
    }

    /// <summary>What octets are, also as an APDU with a message in it.</summary>
    internal static MessageReading DecodeOctets(Octets octets)
    {
        MessageReading reading = DecodeTlv(octets);
        if (reading.Candidates.Count > 0) return reading;
        return CommandMessages.TryDecode(octets) is { } command ? MessageReading.Of(command) : reading;
    }

    /// <summary>Digits in several lines can be several messages, where they are not one.</summary>
    private static MessageReading DecodeText(string text, Octets octets)
    {
        MessageReading reading = DecodeOctets(octets);
        return reading.Candidates.Count > 0 || ProfileForms.BeginsPackage(octets) ? reading : ApduLines.TryDecode(text) ?? reading;
    }
}
