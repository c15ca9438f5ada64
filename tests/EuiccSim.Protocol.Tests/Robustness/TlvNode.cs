using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Tests.Robustness;

/// <summary>A TLV taken apart, so that it can be changed and put together again with lengths that are right.</summary>
internal sealed class TlvNode
{
    private TlvNode(byte[] tag) => Tag = tag;

    /// <summary>The octets of the tag.</summary>
    internal byte[] Tag { get; set; }

    /// <summary>What is in a constructed one.</summary>
    internal List<TlvNode> Children { get; } = [];

    /// <summary>What is in a primitive one.</summary>
    internal byte[] Value { get; set; } = [];

    internal bool IsConstructed => (Tag[0] & 0x20) != 0;

    internal static TlvNode Parse(ReadOnlySpan<byte> der)
    {
        TlvHeader header = TlvHeader.Read(der);
        ReadOnlySpan<byte> value = der.Slice(header.HeaderLength, header.ValueLength);
        TlvNode node = new(der[..(header.Tag switch { > 0xFFFF => 3, > 0xFF => 2, _ => 1 })].ToArray());
        if (!node.IsConstructed) node.Value = value.ToArray();
        while (node.IsConstructed && !value.IsEmpty)
        {
            node.Children.Add(Parse(value));
            value = value[TlvHeader.Read(value).TotalLength..];
        }
        return node;
    }

    /// <summary>This one and all below.</summary>
    internal IEnumerable<TlvNode> All() => Children.SelectMany(child => child.All()).Prepend(this);

    /// <summary>The octets, in DER.</summary>
    internal byte[] Write() => Write(static _ => Form.Shortest);

    /// <summary>The octets, each length in the form that is asked for.</summary>
    internal byte[] Write(Func<TlvNode, Form> form)
    {
        byte[] content = IsConstructed ? [.. Children.SelectMany(child => child.Write(form))] : Value;
        return form(this) switch
        {
            Form.Indefinite when IsConstructed => [.. Tag, 0x80, .. content, 0, 0],
            Form.Shortest when content.Length < 0x80 => [.. Tag, (byte)content.Length, .. content],
            Form.Shortest when content.Length < 0x100 => [.. Tag, 0x81, (byte)content.Length, .. content],
            Form.Shortest when content.Length < 0x10000 => [.. Tag, 0x82, .. LengthField(content.Length)[1..], .. content],
            _ => [.. Tag, 0x83, .. LengthField(content.Length), .. content],
        };
    }

    private static byte[] LengthField(int length) => [(byte)(length >> 16), (byte)(length >> 8 & 0xFF), (byte)(length & 0xFF)];

    /// <summary>How a length is written.</summary>
    internal enum Form
    {
        /// <summary>As DER wants it.</summary>
        Shortest,

        /// <summary>Three octets.</summary>
        Long,

        /// <summary>None; two zeros end the value.</summary>
        Indefinite,
    }
}
