using System.Globalization;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Forms;

namespace EuiccSim.Protocol.Messages;

/// <summary>Octets that begin as a message and are none: which it would be, what can be read of it, and where that ends.</summary>
internal static class DamagedMessage
{
    /// <summary>The message of which most can be read.</summary>
    internal static MessageReading Read(Octets octets, TlvHeader header, PackageFields? elements)
    {
        if (header.TotalLength < octets.Length && elements is null) return Followed(octets, header);
        Attempt[] attempts = [.. MessageRows.All.Where(row => row.Tag == header.Tag).Select(row => Of(row, octets, header))];
        if (elements is { Fault: { } fault }) attempts = [.. attempts, new(elements.Fields.Name, elements.Fields, fault, elements.Reached)];
        if (attempts.MaxBy(one => one.Reached) is not { } best)
            return MessageReading.None(header.TotalLength > octets.Length
                ? string.Create(CultureInfo.InvariantCulture, $"it begins with {header.Tag:X2} and a length of {header.ValueLength}, and ends before: octets are missing")
                : string.Create(CultureInfo.InvariantCulture, $"no message of the protocol begins with {header.Tag:X2}"));
        // The tag alone tells nothing of a SEQUENCE, nor does one field that another has as well.
        if (attempts.Length > MostNamed && best.Fields.Parts.Count <= FewFields)
            return MessageReading.None(
                $"it begins with {header.Tag:X2}, as certificates, notifications and signed data do, and is none of them: nearest is {best.Name}, and that not, {best.Fault}");
        return MessageReading.None($"it begins as {best.Name} does, and is none: {best.Fault}", new(best.Name, best.Fields));
    }

    /// <summary>Several messages without anything between them, or one and something else.</summary>
    private static MessageReading Followed(Octets octets, TlvHeader header)
    {
        MessageReading first = MessageDecoder.DecodeTlv(octets.Slice(0, header.TotalLength));
        int more = octets.Length - header.TotalLength;
        string fault = string.Create(
            CultureInfo.InvariantCulture, $"it begins with {header.Tag:X2}, and more octets follow after the end of that: {more}, the first of them '{octets[header.TotalLength]:X2}'");
        return MessageReading.None(fault, first.Candidates.Count > 0 ? first.Candidates[0] : first.Readable);
    }

    private static Attempt Of(MessageRow row, Octets octets, TlvHeader header)
    {
        string fault = WhyNone(row, octets);
        if (row.Shape is not { } shape)
        {
            // What is signed in a certificate is a SEQUENCE as well.
            bool isLikely = octets.Length > header.HeaderLength && octets[header.HeaderLength] == row.Tag;
            return new(row.Name, Asn1Description.Of(row.Name, octets), fault, isLikely ? header.HeaderLength + 1 : 0);
        }
        ShapedFields read = ShapedFields.Read(row.Name, octets, shape());
        return read.Fault is { } place ? new(row.Name, read.Fields, place, read.Reached) : new(row.Name, read.Fields, fault, octets.Length);
    }

    private static string WhyNone(MessageRow row, Octets octets)
    {
        try
        {
            row.Describe(octets);
            return "it has a fault that cannot be told";
        }
        catch (Asn1ContentException fault)
        {
            return fault.Message;
        }
    }

    private sealed record Attempt(string Name, Asn1Description Fields, string Fault, int Reached);

    private const int MostNamed = 3;
    private const int FewFields = 2;
}
