using System.Formats.Asn1;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Tests.Vectors;

/// <summary>A type of a module by its ASN.1 name, and the codec that the library has for it.</summary>
/// <param name="Name">As the module writes it.</param>
/// <param name="Decode">From one whole TLV; BER rules.</param>
/// <param name="Encode">To DER.</param>
internal sealed record VectorType(string Name, Func<Octets, object> Decode, Func<object, Octets> Encode)
{
    /// <summary>A type of the library, under its own name or another.</summary>
    internal static VectorType Of<T>(string? name = null)
        where T : IAsn1<T> =>
        new(name ?? typeof(T).Name, der => Asn1Codec.Decode<T>(der), value => Asn1Codec.Encode((T)value));

    /// <summary>A type of the module that is a SEQUENCE OF a type of the library.</summary>
    internal static VectorType ListOf<T>(string name)
        where T : IAsn1<T> =>
        new(name, der => Read(der, reader => ReadList<T>(reader)), value => Write(writer => WriteList((SequenceOf<T>)value, writer)));

    /// <summary>A named OCTET STRING, which is <see cref="Octets"/> in the library.</summary>
    internal static VectorType OctetString(string name, Asn1Tag? tag = null) => new(
        name,
        der => Read<object>(der, reader => Octets.Wrap(reader.ReadOctetString(tag))),
        value => Write(writer => writer.WriteOctetString(((Octets)value).Span, tag)));

    /// <summary>A named INTEGER, which is a number in the library.</summary>
    internal static VectorType Integer(string name) => new(
        name,
        der => Read<object>(der, reader => long.Parse(reader.ReadInteger().ToString())),
        value => Write(writer => writer.WriteInteger((long)value)));

    /// <summary>An INTEGER with named numbers, which is an enumeration in the library.</summary>
    internal static VectorType Enumeration<TEnum>(string? name = null, Asn1Tag? tag = null)
        where TEnum : struct, Enum => new(
        name ?? typeof(TEnum).Name,
        der => Read<object>(der, reader => (TEnum)Enum.ToObject(typeof(TEnum), (int)reader.ReadInteger(tag))),
        value => Write(writer => writer.WriteInteger(Convert.ToInt64(value), tag)));

    /// <summary>A BIT STRING with named bits, which is a flags enumeration in the library.</summary>
    internal static VectorType NamedBits<TEnum>(string? name = null)
        where TEnum : struct, Enum => new(
        name ?? typeof(TEnum).Name,
        der => Read<object>(der, reader => (TEnum)Enum.ToObject(typeof(TEnum), ReadBits(reader))),
        value => Write(writer => writer.WriteNamedBitList((Enum)value)));

    private static T Read<T>(Octets der, Func<AsnReader, T> read)
    {
        try
        {
            AsnReader reader = new(der.Memory, AsnEncodingRules.BER);
            T value = read(reader);
            reader.ThrowIfNotEmpty();
            return value;
        }
        catch (Exception fault) when (fault is OverflowException or AsnContentException and not Asn1ContentException)
        {
            throw new Asn1ContentException(fault.Message, fault);
        }
    }

    private static Octets Write(Action<AsnWriter> write)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        write(writer);
        return Octets.Wrap(writer.Encode());
    }

    private static SequenceOf<T> ReadList<T>(AsnReader reader)
        where T : IAsn1<T>
    {
        List<T> items = [];
        AsnReader inner = reader.ReadSequence();
        while (inner.HasData) items.Add(T.Decode(inner));
        return SequenceOf.From(items);
    }

    private static void WriteList<T>(SequenceOf<T> items, AsnWriter writer)
        where T : IAsn1<T>
    {
        using (writer.PushSequence())
            foreach (T item in items) item.Encode(writer);
    }

    private static ulong ReadBits(AsnReader reader)
    {
        byte[] octets = reader.ReadBitString(out _);
        ulong bits = 0;
        for (int bit = 0; bit < octets.Length * 8; bit++)
            if ((octets[bit / 8] & (0x80 >> (bit % 8))) != 0) bits |= 1UL << bit;
        return bits;
    }
}
