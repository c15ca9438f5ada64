using System.Formats.Asn1;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Rsp.Es8;

/// <summary>A block of profile elements, encrypted and MACed: one TLV '86'. SGP.22 v2.5 §2.5.3.</summary>
/// <param name="Value">What follows tag and length: the encrypted data and an 8-octet MAC.</param>
[Asn1Type("[6]")]
public readonly record struct Block86(Octets Value) : IAsn1<Block86>
{
    /// <inheritdoc cref="IAsn1{TSelf}.OwnTag"/>
    public static Asn1Tag? OwnTag => BlockTags.Tag86;

    /// <inheritdoc/>
    public static bool Accepts(Asn1Tag tag) => tag.HasSameClassAndValue(BlockTags.Tag86);

    /// <inheritdoc/>
    public static Block86 Decode(AsnReader reader, Asn1Tag? implicitTag = null) => new(Asn1Primitive.ReadOctets(reader, implicitTag ?? BlockTags.Tag86));

    /// <inheritdoc/>
    public void Encode(AsnWriter writer, Asn1Tag? implicitTag = null) => writer.WriteOctetString(Value.Span, implicitTag ?? BlockTags.Tag86);

    Asn1Description IAsn1Encodable.Describe(string name) => Asn1Description.Of(name, Value);
}

/// <summary>A block of commands, encrypted and MACed: one TLV '87'. SGP.22 v2.5 §2.5.3.</summary>
/// <param name="Value">What follows tag and length: the encrypted data and an 8-octet MAC.</param>
[Asn1Type("[7]")]
public readonly record struct Block87(Octets Value) : IAsn1<Block87>
{
    /// <inheritdoc cref="IAsn1{TSelf}.OwnTag"/>
    public static Asn1Tag? OwnTag => BlockTags.Tag87;

    /// <inheritdoc/>
    public static bool Accepts(Asn1Tag tag) => tag.HasSameClassAndValue(BlockTags.Tag87);

    /// <inheritdoc/>
    public static Block87 Decode(AsnReader reader, Asn1Tag? implicitTag = null) => new(Asn1Primitive.ReadOctets(reader, implicitTag ?? BlockTags.Tag87));

    /// <inheritdoc/>
    public void Encode(AsnWriter writer, Asn1Tag? implicitTag = null) => writer.WriteOctetString(Value.Span, implicitTag ?? BlockTags.Tag87);

    Asn1Description IAsn1Encodable.Describe(string name) => Asn1Description.Of(name, Value);
}

/// <summary>A block of metadata, MACed only: one TLV '88'. SGP.22 v2.5 §2.5.3.</summary>
/// <param name="Value">What follows tag and length: the data and an 8-octet MAC.</param>
[Asn1Type("[8]")]
public readonly record struct Block88(Octets Value) : IAsn1<Block88>
{
    /// <inheritdoc cref="IAsn1{TSelf}.OwnTag"/>
    public static Asn1Tag? OwnTag => BlockTags.Tag88;

    /// <inheritdoc/>
    public static bool Accepts(Asn1Tag tag) => tag.HasSameClassAndValue(BlockTags.Tag88);

    /// <inheritdoc/>
    public static Block88 Decode(AsnReader reader, Asn1Tag? implicitTag = null) => new(Asn1Primitive.ReadOctets(reader, implicitTag ?? BlockTags.Tag88));

    /// <inheritdoc/>
    public void Encode(AsnWriter writer, Asn1Tag? implicitTag = null) => writer.WriteOctetString(Value.Span, implicitTag ?? BlockTags.Tag88);

    Asn1Description IAsn1Encodable.Describe(string name) => Asn1Description.Of(name, Value);
}

internal static class BlockTags
{
    internal static readonly Asn1Tag Tag86 = new(TagClass.ContextSpecific, 6);
    internal static readonly Asn1Tag Tag87 = new(TagClass.ContextSpecific, 7);
    internal static readonly Asn1Tag Tag88 = new(TagClass.ContextSpecific, 8);
}
