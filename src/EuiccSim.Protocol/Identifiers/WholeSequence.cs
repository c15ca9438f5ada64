using System.Formats.Asn1;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Words;

namespace EuiccSim.Protocol.Identifiers;

/// <summary>A SEQUENCE kept as one TLV. Where a message gives it another tag, the tag '30' is put back: that is what was signed.</summary>
internal static class WholeSequence
{
    internal static Octets Read(AsnReader reader, Asn1Tag? implicitTag)
    {
        try
        {
            if (implicitTag is not { } tag || tag.HasSameClassAndValue(Asn1Tag.Sequence)) return ReadOwn(reader);
            int length = reader.PeekEncodedValue().Length;
            AsnReader content = reader.ReadSequence(tag);
            // The tag '30' has one octet, the other one or more.
            AsnWriter writer = new(AsnEncodingRules.BER, length);
            using (writer.PushSequence())
                while (content.HasData) writer.WriteEncodedValue(content.ReadEncodedValue().Span);
            return Octets.Wrap(writer.Encode());
        }
        catch (AsnContentException fault) when (fault is not Asn1ContentException)
        {
            throw new Asn1ContentException(FaultWords.Of(fault), fault);
        }
    }

    internal static void Write(AsnWriter writer, Octets encoded, Asn1Tag? implicitTag)
    {
        if (implicitTag is not { } tag || tag.HasSameClassAndValue(Asn1Tag.Sequence))
        {
            writer.WriteEncodedValue(encoded.Span);
            return;
        }

        AsnReader content = new AsnReader(encoded.Memory, AsnEncodingRules.BER).ReadSequence();
        using (writer.PushSequence(tag))
            while (content.HasData) writer.WriteEncodedValue(content.ReadEncodedValue().Span);
    }

    private static Octets ReadOwn(AsnReader reader)
    {
        Octets encoded = Octets.Wrap(reader.PeekEncodedValue());
        reader.ReadSequence();
        return encoded;
    }
}
