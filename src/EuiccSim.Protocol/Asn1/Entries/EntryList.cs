using System.Formats.Asn1;

namespace EuiccSim.Protocol.Asn1;

/// <summary>
/// Reads the lists that an eUICC answers with, each entry by itself, so that one that is damaged does not hide the others. It is for those who read;
/// what is written is as the standard wants it.
/// </summary>
public static class EntryList
{
    /// <summary>The entries of a list: profiles (ES10c.GetProfilesInfo), or notifications (ES10b.ListNotification).</summary>
    /// <typeparam name="TResponse">The answer: "[0] list, [1] error" under a tag.</typeparam>
    /// <typeparam name="T">The entry.</typeparam>
    /// <param name="answer">One TLV, no octet more.</param>
    /// <returns>The entries in their order; null if the answer is the error, or another message.</returns>
    public static SequenceOf<Entry<T>>? TryRead<TResponse, T>(Octets answer)
        where TResponse : IAsn1<TResponse>
        where T : IAsn1ByField<T> =>
        Cut<TResponse>(answer, Look<T>) is { } pieces
            ? SequenceOf.From(pieces.Select(piece => FieldReader.Read<T>(piece.Encoded)))
            : null;

    /// <summary>The octets of the entries; null if the answer is no list.</summary>
    internal static List<TlvPiece>? Cut<TResponse>(Octets answer, Func<Octets, TlvLook> look)
        where TResponse : IAsn1<TResponse>
    {
        if (!IsOneOf(answer, TResponse.OwnTag)) return null;
        Octets inside = SequenceContent.Of(answer);
        bool isList = Asn1Tag.TryDecode(inside.Span, out Asn1Tag tag, out _) && tag.HasSameClassAndValue(s_list);
        return isList ? TlvCut.Cut(SequenceContent.Of(inside), fields: [], look) : null;
    }

    private static TlvLook Look<T>(Octets octets)
        where T : IAsn1<T>
    {
        if (!Asn1Tag.TryDecode(octets.Span, out Asn1Tag tag, out _)) return new(-1, 0, TlvRead.Not);
        int size = TlvCut.SizeOf(octets);
        return T.Accepts(tag) ? new(0, size, Try<T>(octets.Slice(0, size))) : new(-1, size, TlvRead.Not);
    }

    /// <summary>Whether octets are what they should be.</summary>
    internal static TlvRead Try<T>(Octets octets)
        where T : IAsn1<T>
    {
        try
        {
            Asn1Codec.Decode<T>(octets);
            return TlvRead.Good;
        }
        catch (Asn1ContentException)
        {
            return TlvRead.Not;
        }
    }

    /// <summary>True if octets are one TLV with a tag.</summary>
    internal static bool IsOneOf(Octets octets, Asn1Tag? own)
    {
        try
        {
            return own is { } wanted && AsnDecoder.TryReadEncodedValue(octets.Span, AsnEncodingRules.BER, out Asn1Tag tag, out _, out _, out int size)
                && tag.HasSameClassAndValue(wanted) && size == octets.Length;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    private static readonly Asn1Tag s_list = new(TagClass.ContextSpecific, 0);
}
