using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Coding;

namespace EuiccSim.Protocol.Saip.Building;

/// <summary>
/// A BER-TLV that can be changed in places. What is not changed keeps its octets, also where another encoder would have chosen others.
/// </summary>
internal sealed class EditableTlv
{
    private readonly Octets _original;
    private readonly int _headerLength;
    private List<EditableTlv>? _children;
    private Octets _value;

    private EditableTlv(Octets original, TlvHeader header)
    {
        _original = original;
        _headerLength = header.HeaderLength;
        _value = original.Slice(header.HeaderLength);
        Tag = header.Tag;
    }

    private EditableTlv(int tag, Octets value)
    {
        Tag = tag;
        _value = value;
    }

    /// <summary>The octets of the tag as a number.</summary>
    internal int Tag { get; }

    /// <summary>The number in the tag.</summary>
    internal int TagNumber => Tag switch
    {
        <= byte.MaxValue => Tag & 0x1F,
        <= ushort.MaxValue => Tag & 0x7F,
        _ => ((Tag & 0x7F00) >> 1) | (Tag & 0x7F),
    };

    /// <summary>The value; of a TLV whose children were asked for, theirs.</summary>
    internal Octets Value
    {
        get => _children is null ? _value : Concat(_children);
        set => (_value, _children) = (value, null);
    }

    /// <summary>The TLVs in the value. The list may be changed.</summary>
    /// <exception cref="Asn1ContentException">The value is no string of TLVs.</exception>
    internal List<EditableTlv> Children => _children ??= ReadAll(_value);

    internal static EditableTlv Create(int tag, Octets value) => new(tag, value);

    /// <summary>All TLVs, one after the other.</summary>
    /// <exception cref="Asn1ContentException">No string of TLVs.</exception>
    internal static List<EditableTlv> ReadAll(Octets octets)
    {
        List<EditableTlv> all = [];
        while (!octets.IsEmpty)
        {
            TlvHeader header = TlvHeader.Read(octets.Span);
            all.Add(new(octets.Slice(0, header.TotalLength), header));
            octets = octets.Slice(header.TotalLength);
        }
        return all;
    }

    internal static Octets Concat(List<EditableTlv> all) => Octets.Concat([.. all.Select(tlv => tlv.Encode())]);

    /// <summary>The first child with a tag, or null.</summary>
    internal EditableTlv? Find(int tag) => Children.Find(child => child.Tag == tag);

    /// <summary>The children with a tag.</summary>
    internal IEnumerable<EditableTlv> All(int tag) => Children.Where(child => child.Tag == tag);

    /// <summary>Gives the child with a tag this value, or adds it in the order of context tags.</summary>
    internal void Set(int tag, Octets value)
    {
        if (Find(tag) is { } there)
        {
            there.Value = value;
            return;
        }
        int number = Create(tag, value).TagNumber;
        InsertBefore(child => child.TagNumber > number, tag, value);
    }

    /// <summary>The same where components stand in an order of their own.</summary>
    /// <param name="tag">The tag, which is in the order.</param>
    /// <param name="value">The value.</param>
    /// <param name="order">All tags.</param>
    internal void Set(int tag, Octets value, int[] order)
    {
        if (Find(tag) is { } there) there.Value = value;
        else InsertBefore(child => Array.IndexOf(order, child.Tag) > Array.IndexOf(order, tag), tag, value);
    }

    /// <summary>The same for a component with a DEFAULT, which DER does not write.</summary>
    internal void Put(int tag, Octets value, Octets defaultValue)
    {
        if (value == defaultValue) Children.RemoveAll(child => child.Tag == tag);
        else Set(tag, value);
    }

    /// <summary>The value of an INTEGER that is not negative.</summary>
    internal static Octets Integer(int number)
    {
        Octets octets = FileOctets.Number(number);
        return octets[0] < 0x80 ? octets : Octets.Concat(Octets.Of([0]), octets);
    }

    private void InsertBefore(Predicate<EditableTlv> isLater, int tag, Octets value)
    {
        int at = Children.FindIndex(isLater);
        Children.Insert(at < 0 ? Children.Count : at, Create(tag, value));
    }

    /// <summary>Header and value. The header is the old one unless the length changed.</summary>
    internal Octets Encode()
    {
        Octets value = Value;
        if (!_original.IsEmpty && value.Length == _original.Length - _headerLength)
            return Octets.Concat(_original.Slice(0, _headerLength), value);
        byte[] all = new byte[TlvWriter.SizeOf(Tag, value.Length)];
        new TlvWriter(all).Add(Tag, value.Span);
        return Octets.Wrap(all);
    }
}
