using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Conformance.Roles;

/// <summary>A TLV cut out of octets, as DER has it.</summary>
/// <param name="Tag">The tag as a number: 0xBF36.</param>
/// <param name="Whole">All of it.</param>
/// <param name="Value">What follows the length.</param>
internal sealed record TlvNode(int Tag, Octets Whole, Octets Value)
{
    /// <summary>The TLVs within.</summary>
    internal IReadOnlyList<TlvNode> Children => ReadAll(Value);

    /// <summary>The TLVs that octets consist of.</summary>
    /// <exception cref="Asn1ContentException">They are none, or a length is longer than it need be.</exception>
    internal static IReadOnlyList<TlvNode> ReadAll(Octets octets)
    {
        List<TlvNode> read = [];
        for (int at = 0; at < octets.Length;)
        {
            Octets rest = octets.Slice(at);
            TlvHeader header = TlvHeader.Read(rest.Span);
            int tagLength = header.Tag < 0x100 ? 1 : 2;
            int shortest = header.ValueLength switch { < 0x80 => 1, < 0x100 => 2, < 0x10000 => 3, _ => 4 };
            if (header.HeaderLength != tagLength + shortest) throw new Asn1ContentException($"the length of '{header.Tag:X2}' has more octets than DER gives it");
            read.Add(new(header.Tag, rest.Slice(0, header.TotalLength), rest.Slice(header.HeaderLength, header.ValueLength)));
            at += header.TotalLength;
        }
        return read;
    }

    /// <summary>The one TLV that octets are.</summary>
    /// <inheritdoc cref="ReadAll"/>
    internal static TlvNode Read(Octets octets) => ReadAll(octets) is [{ } only] ? only : throw new Asn1ContentException("not one TLV");
}
