using System.Formats.Asn1;
using EuiccSim.Protocol.Words;

namespace EuiccSim.Protocol.Asn1;

/// <summary>Whole messages to octets and back.</summary>
public static class Asn1Codec
{
    /// <summary>The DER encoding of a value; what it holds as received (<see cref="Signed{T}"/>) stays as it is, DER or not.</summary>
    public static Octets Encode<T>(T value)
        where T : IAsn1Encodable
    {
        // In BER rules the writer writes DER all the same (only the sorting of SET OF, which no module here has, differs), and takes in
        // received values whose lengths are not DER instead of throwing.
        AsnWriter writer = new(AsnEncodingRules.BER, UsualLength);
        value.Encode(writer);
        return Octets.Wrap(writer.Encode());
    }

    /// <summary>The value that a whole encoding stands for.</summary>
    /// <param name="encoded">One TLV, no octet more.</param>
    /// <param name="strict">True to accept DER only; otherwise any BER.</param>
    /// <exception cref="Asn1ContentException">Not an encoding of <typeparamref name="T"/>.</exception>
    public static T Decode<T>(Octets encoded, bool strict = false)
        where T : IAsn1<T>
    {
        try
        {
            AsnReader reader = new(encoded.Memory, strict ? AsnEncodingRules.DER : AsnEncodingRules.BER);
            T value = T.Decode(reader);
            if (reader.HasData) throw new Asn1ContentException("octets after the end of the value");
            return value;
        }
        catch (AsnContentException fault) when (fault is not Asn1ContentException)
        {
            throw new Asn1ContentException(FaultWords.Of(fault), fault);
        }
    }

    /// <summary>As <see cref="Decode{T}"/>, but what is wrong with one field does not hide the others.</summary>
    /// <param name="encoded">One TLV, no octet more.</param>
    /// <exception cref="Asn1ContentException">Not one TLV with the tag of <typeparamref name="T"/>.</exception>
    public static Entry<T> DecodeByField<T>(Octets encoded)
        where T : IAsn1ByField<T> =>
        EntryList.IsOneOf(encoded, T.OwnTag) ? FieldReader.Read<T>(encoded) : throw new Asn1ContentException($"not one TLV that is an {typeof(T).Name}");

    // Of the messages that are written: without it, the writer begins with a kibibyte for the shortest of them.
    private const int UsualLength = 256;

    /// <summary>The TLV a reader is positioned at, without moving on.</summary>
    internal static Octets Peek(AsnReader reader)
    {
        try
        {
            return Octets.Wrap(reader.PeekEncodedValue());
        }
        catch (AsnContentException fault)
        {
            throw new Asn1ContentException(FaultWords.Of(fault), fault);
        }
    }
}
