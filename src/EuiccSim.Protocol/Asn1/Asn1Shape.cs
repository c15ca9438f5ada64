using System.Formats.Asn1;

namespace EuiccSim.Protocol.Asn1;

/// <summary>What kind of value a type has, for those who read and write values as text.</summary>
internal enum Asn1Kind
{
    /// <summary>OCTET STRING.</summary>
    Octets,

    /// <summary>UTF8String.</summary>
    Text,

    /// <summary>BOOLEAN.</summary>
    Boolean,

    /// <summary>NULL.</summary>
    Null,

    /// <summary>INTEGER, with or without named numbers.</summary>
    Integer,

    /// <summary>OBJECT IDENTIFIER.</summary>
    ObjectIdentifier,

    /// <summary>A value that text does not look into: its whole TLV.</summary>
    Encoded,

    /// <summary>SEQUENCE OF.</summary>
    SequenceOf,

    /// <summary>SEQUENCE.</summary>
    Sequence,

    /// <summary>CHOICE.</summary>
    Choice,
}

/// <summary>A type as it is declared: what it consists of, under which names and tags.</summary>
/// <param name="Kind">What kind of value it has.</param>
/// <param name="Tags">The outer tags of a value when nothing retags it.</param>
internal sealed record Asn1Shape(Asn1Kind Kind, IReadOnlyList<Asn1Tag> Tags)
{
    internal static readonly Asn1Shape Octets = Primitive(Asn1Kind.Octets, UniversalTagNumber.OctetString);
    internal static readonly Asn1Shape Text = Primitive(Asn1Kind.Text, UniversalTagNumber.UTF8String);
    internal static readonly Asn1Shape Boolean = Primitive(Asn1Kind.Boolean, UniversalTagNumber.Boolean);
    internal static readonly Asn1Shape Null = Primitive(Asn1Kind.Null, UniversalTagNumber.Null);
    internal static readonly Asn1Shape ObjectIdentifier = Primitive(Asn1Kind.ObjectIdentifier, UniversalTagNumber.ObjectIdentifier);

    /// <summary>The tag written on the type itself.</summary>
    internal Asn1Tag? OwnTag { get; private init; }

    /// <summary>The components of a SEQUENCE, the alternatives of a CHOICE.</summary>
    internal IReadOnlyList<Asn1Component> Components { get; private init; } = [];

    /// <summary>What a SEQUENCE OF holds.</summary>
    internal Asn1Shape? Element { get; private init; }

    /// <summary>The value under a name, of a type that text does not look into.</summary>
    internal Func<AsnReader, Asn1Tag?, string, Asn1Description>? Describe { get; private init; }

    /// <summary>The numbers of an INTEGER that have names.</summary>
    internal IReadOnlyList<(string Name, long Number)> Numbers { get; private init; } = [];

    /// <summary>The declaration of a type.</summary>
    internal static Asn1Shape Of<T>()
        where T : IAsn1Shaped => T.Shape;

    internal static Asn1Shape Integer(params (string Name, long Number)[] names) =>
        Primitive(Asn1Kind.Integer, UniversalTagNumber.Integer) with { Numbers = names };

    /// <summary>A type with a codec of its own.</summary>
    internal static Asn1Shape Encoded<T>(params Asn1Tag[] tags)
        where T : IAsn1<T> => new(Asn1Kind.Encoded, tags) { Describe = static (reader, tag, name) => Asn1Description.Of(name, T.Decode(reader, tag)) };

    /// <summary>A BIT STRING whose bits have names.</summary>
    internal static Asn1Shape NamedBits<T>()
        where T : struct, Enum => Primitive(Asn1Kind.Encoded, UniversalTagNumber.BitString) with
        {
            Describe = static (reader, tag, name) => Asn1Description.OfNamedBits(name, (T)Enum.ToObject(typeof(T), Asn1Primitive.ReadNamedBits(reader, tag))),
        };

    internal static Asn1Shape ListOf(Asn1Shape element) => Primitive(Asn1Kind.SequenceOf, UniversalTagNumber.Sequence) with { Element = element };

    internal static Asn1Shape Sequence(Asn1Tag? own, params Asn1Component[] components) =>
        new(Asn1Kind.Sequence, [own ?? Asn1Tag.Sequence]) { OwnTag = own, Components = components };

    internal static Asn1Shape Choice(Asn1Tag? own, params Asn1Component[] alternatives) =>
        new(Asn1Kind.Choice, own is { } tag ? [tag] : [.. alternatives.SelectMany(one => one.Tags)]) { OwnTag = own, Components = alternatives };

    private static Asn1Shape Primitive(Asn1Kind kind, UniversalTagNumber tag) => new(kind, [new Asn1Tag(tag)]);
}

/// <summary>A component of a SEQUENCE or an alternative of a CHOICE.</summary>
/// <param name="Name">The standard's name.</param>
/// <param name="Shape">Its type.</param>
/// <param name="Tag">The tag that it has here; null where the value keeps its own.</param>
internal sealed record Asn1Component(string Name, Asn1Shape Shape, Asn1Tag? Tag)
{
    /// <summary>True if it need not be there.</summary>
    internal bool IsOptional { get; init; }

    /// <summary>SIZE: the fewest octets, characters or elements.</summary>
    internal int Minimum { get; init; }

    /// <summary>SIZE: the most.</summary>
    internal int Maximum { get; init; } = int.MaxValue;

    /// <summary>The whole TLV of the DEFAULT value, which DER leaves out.</summary>
    internal Octets? Default { get; init; }

    /// <summary>The name in an older version of the module.</summary>
    internal string? FormerName { get; init; }

    /// <summary>The outer tags with which it can appear.</summary>
    internal IReadOnlyList<Asn1Tag> Tags => Tag is { } tag ? [tag] : Shape.Tags;

    /// <summary>True if an encoding with this tag can be this component.</summary>
    internal bool Accepts(Asn1Tag tag) => Tags.Any(one => one.HasSameClassAndValue(tag));

    /// <summary>A TLV.</summary>
    internal static Octets Encode(Action<AsnWriter> write)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        write(writer);
        return Octets.Wrap(writer.Encode());
    }
}
